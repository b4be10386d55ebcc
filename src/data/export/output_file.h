#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace tuban::data {

/// A new file that is written from its start to its end, a megabyte at a time. A failure is kept
/// and comes out at close(), so that who writes need not look at each step.
class OutputFile {
public:
    /// `subject` names the file in errors.
    explicit OutputFile(const std::filesystem::path& path, std::string subject);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    void put(std::string_view bytes) {
        m_buffer += bytes;
        if (m_buffer.size() >= kBufferBytes) {
            flush();
        }
    }
    /// Where the next byte goes.
    std::uint64_t size() const { return m_written + m_buffer.size(); }
    /// Writes over bytes that have been put already, such as lengths in a header.
    void patch(std::uint64_t place, std::string_view bytes);
    /// Appends all of another file. Errors: WriteFailed.
    void append(const std::filesystem::path& path);

    bool failed() const { return m_error.has_value(); }
    /// Errors: WriteFailed (detail: what the system says).
    Result<void> close();

private:
    static constexpr std::size_t kBufferBytes = std::size_t{1} << 20U;

    void flush();
    void fail(const char* step);

    std::string m_subject;
    int m_file;
    std::string m_buffer;
    std::uint64_t m_written = 0;
    std::optional<Error> m_error = {};
};

} // namespace tuban::data

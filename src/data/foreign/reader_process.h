#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/foreign/chosen_files.h"
#include "data/foreign/foreign_reader.h"
#include "data/foreign/frame_channel.h"

#include <filesystem>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace tuban::data {

/// The program that reads, and how to call it.
struct ReaderProgram {
    std::filesystem::path path;
    std::vector<std::string> arguments = {};
};

/// tuban-reader beside the running program, else where the build puts it.
ReaderProgram readerProgram();

/// A running reader process and the connection with it. Ends with the object.
class ReaderProcess {
public:
    /// Errors: FileNotFound (it is not there), ReaderDied (it cannot be started; detail: what the
    /// system says).
    static Result<ReaderProcess> start(const ReaderProgram& program);
    ReaderProcess(ReaderProcess&& other) noexcept;
    ReaderProcess& operator=(ReaderProcess&& other) = delete;
    ~ReaderProcess();

    const wire::FrameChannel& channel() const { return m_channel; }
    /// Ends it by force, if it has not ended; says how it ended, for messages. Only once.
    std::string end();
    /// Its exit code; -1 where a signal ended it. After end().
    int exitCode() const { return m_exitCode; }

private:
    ReaderProcess(pid_t process, wire::FrameChannel channel)
        : m_process(process), m_channel(std::move(channel)) {}

    pid_t m_process;
    wire::FrameChannel m_channel;
    int m_exitCode = -1;
};

/// openForeign with another program in the reader's place.
Result<std::unique_ptr<ForeignReader>>
openForeignWith(const ReaderProgram& program,
                const std::vector<std::filesystem::path>& chosen,
                const ForeignOptions& options,
                const Progress& progress);

} // namespace tuban::data

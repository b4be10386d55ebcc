#pragma once

#include "base/result.h"
#include "data/store/generations.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tuban::data {

/// What the system says of the call that just failed.
std::string lastError();

/// An open file or folder, closed at the end.
class FileDescriptor {
public:
    explicit FileDescriptor(int number) : m_number(number) {}
    FileDescriptor(FileDescriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    FileDescriptor& operator=(FileDescriptor&&) = delete;
    ~FileDescriptor() { close(); }

    int number() const { return m_number; }
    /// Whether closing went well: on some file systems that is where writing fails.
    bool close();

private:
    int m_number;
};

/// The folder that holds the generations of one workspace. It is held open, and everything in it is
/// reached through it, so that no link put in its way leads elsewhere.
class GenerationFolder {
public:
    /// Nothing if there is no such folder. Errors: FileUnreadable (also if it is a link).
    static Result<std::optional<GenerationFolder>> open(const std::filesystem::path& path);
    /// Errors: WriteFailed.
    static Result<GenerationFolder> openOrMake(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_path; }

    /// Oldest first. Errors: FileUnreadable.
    Result<std::vector<Generation>> list() const;
    /// What is free to ordinary users. Errors: WriteFailed.
    Result<std::uint64_t> freeBytes() const;

    /// A new file, mode 0600, that will be published as `name`. Errors: WriteFailed.
    Result<FileDescriptor> createTemporary(const std::string& name) const;
    /// Gives the temporary file its name, for good. Errors: WriteFailed.
    Result<void> publish(const std::string& name) const;
    /// Temporary files that were never published; what cannot be removed stays.
    void removeLeftovers() const;
    /// Errors: WriteFailed.
    Result<void> remove(const std::filesystem::path& name) const;
    /// Brings names to disk. Errors: WriteFailed.
    Result<void> flush() const;

private:
    GenerationFolder(std::filesystem::path path, FileDescriptor folder)
        : m_path(std::move(path)), m_folder(std::move(folder)) {}
    Result<std::vector<std::string>> names() const;
    Error failed(const char* step) const;

    std::filesystem::path m_path;
    FileDescriptor m_folder;
};

} // namespace tuban::data

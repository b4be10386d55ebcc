#pragma once

#include "base/result.h"
#include "data/atomic_file.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// The files of one export, which appear together or not at all: written under temporary names
/// beside their targets, flushed, renamed, the folder flushed. What was not committed is removed by
/// the destructor. Several files get their names one right after the other by a process of its own,
/// so that ending this program in between leaves no mixture; only a power cut within these
/// microseconds can, where the file system does not keep renames of one moment together.
class ExportFiles {
public:
    /// Symbolic links are followed.
    explicit ExportFiles(std::filesystem::path target);
    ExportFiles(const ExportFiles&) = delete;
    ExportFiles& operator=(const ExportFiles&) = delete;
    ~ExportFiles();

    /// Of the export as a whole: the file that the user named.
    const std::filesystem::path& target() const { return m_target; }
    /// Adds the file with the name of the target and, if not empty, this end in place of its own
    /// (".shp", ".fields.csv"); returns where to write it.
    std::filesystem::path add(const std::string& end = {});
    /// A file for the time of the export only.
    std::filesystem::path addScratch(const std::string& end);

    /// Gives all files their names. Refuse: where one of them is there already nothing happens.
    /// Errors: FileExists, WriteFailed (detail: what the system says).
    Result<void> commit(IfExists ifExists);
    /// Those that will be or are there, in the order in which they were added.
    std::vector<std::filesystem::path> targets() const;

private:
    struct File {
        std::filesystem::path temporary;
        std::filesystem::path target; ///< empty: scratch
    };
    void removeTemporaries();

    std::filesystem::path m_target;
    std::vector<File> m_files = {};
};

} // namespace tuban::data

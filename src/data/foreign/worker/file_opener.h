#pragma once

#include "data/foreign/foreign_reader.h"
#include "data/foreign/worker/foreign_format.h"
#include "data/foreign/worker/layer_reader.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace tuban::data {

/// A file of the chosen set.
struct NamedFile {
    std::string name; ///< without folder, or with that within an archive
    std::span<const std::byte> bytes;
};

/// Opens what was chosen: tells the format, puts what belongs together under one name for the
/// libraries, unpacks archives, and has the layers opened.
class FileOpener {
public:
    explicit FileOpener(const ForeignOptions& options) : m_options(options) {}

    /// A file geodatabase. Errors: those of openForeign.
    Result<void> openFolder(const std::filesystem::path& folder,
                            const std::vector<NamedFile>& files);
    /// The first of `files`; the others are parts of it. Errors: those of openForeign.
    Result<void> openFile(const std::filesystem::path& file, const std::vector<NamedFile>& files);

    OpenedFiles take() { return std::move(m_opened); }

private:
    Result<void> openOne(const std::vector<NamedFile>& files, std::size_t which);
    Result<void> openShapefile(const std::vector<NamedFile>& files, std::size_t which);
    Result<void> openTable(const NamedFile& file, const std::vector<NamedFile>& files);
    Result<void> openZip(const NamedFile& file);
    Result<void> openArchive(const std::vector<NamedFile>& files);
    Result<void> openArchivedFolders(const std::vector<NamedFile>& files, std::vector<bool>& taken);
    Result<void> openKml(const NamedFile& file, const char* format);
    Result<void> openDxf(const NamedFile& file);
    Result<void> openCsv(const NamedFile& file);
    Result<void> openJson(const NamedFile& file, bool lines);

    std::string newFolder();
    ReaderInput inputOf(const NamedFile& file, const std::string& ending);
    std::string encodingOfTable(const std::string& path, const std::string& layer);
    void warn(const std::string& layer, const std::string& text);
    Error refused(ErrorCode code, const std::string& detail) const;

    ForeignOptions m_options;
    std::filesystem::path m_file; ///< the chosen one
    std::size_t m_folders = 0;
    OpenedFiles m_opened;
};

/// Parcels of a coordinate file. Errors: FileUnreadable (subject, detail), FormatNotSupported.
Result<void> openParcelTxt(const ReaderInput& input,
                           std::string_view bytes,
                           const ForeignOptions& options,
                           OpenedFiles& opened);

} // namespace tuban::data

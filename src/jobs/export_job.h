#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "jobs/language.h"
#include "model/finding.h"
#include "model/journal.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tuban::jobs {

/// Writes a layer or table of a workspace into a file of another format. The files appear complete
/// or not at all; an existing file is replaced only if it is an earlier export of the same kind.
/// The same workspace and settings give the same bytes. Memory does not grow with the rows.
class ExportJob {
public:
    struct Settings {
        std::filesystem::path workspace = {};
        std::string layer = {};  ///< by name or title
        std::string format = {}; ///< one of data::exportFormats(); empty: told from `output`
        std::filesystem::path output = {};
        std::string filter = {};   ///< see model/filter.h; empty: all rows
        std::string crs = {};      ///< "EPSG:n"; empty: that of the workspace or of the format
        std::string encoding = {}; ///< empty: that of the format
        std::string dialect =
            {};               ///< of TXT, see layers/exchange/parcel_txt.toml; empty: the usual one
        bool replace = false; ///< an earlier export is replaced
        Language language = Language::English; ///< of headings and other texts for people
    };
    /// A field, and what it is called in the file.
    struct FieldName {
        std::string field;
        std::string name;
    };
    struct Summary {
        std::string layer;
        std::string format;
        std::uint64_t rows = 0;    ///< written
        std::uint64_t without = 0; ///< rows without geometry; DXF and TXT leave them out
        std::uint64_t left = 0;    ///< not taken by the filter
        std::string crs = {};
        std::string encoding = {};
        std::vector<FieldName> fields = {};
        std::vector<std::filesystem::path> files = {};
        std::string notice = {}; ///< what has to be said with this data
        std::string origin = {}; ///< workspace, entry of its journal and hash
        std::vector<Finding> findings = {};
        std::uint64_t unlisted = 0; ///< findings beyond these
    };

    explicit ExportJob(Settings settings) : m_settings(std::move(settings)) {}

    /// Errors: those of data::openWorkspace, Filter::parse and makeExportPlan; LayerNotFound,
    /// BadArgument (format, or a file name that does not go with it), FileExists, NotReplaced,
    /// BallparkTransformation, NoTransformation (also for a row that has no place in the other
    /// system; where: the row), ExportTooLarge, WriteFailed, Cancelled.
    Result<Summary> run(const Progress& progress) const;

private:
    Settings m_settings;
};

} // namespace tuban::jobs

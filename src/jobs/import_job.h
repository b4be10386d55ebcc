#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "base/units.h"
#include "data/foreign/foreign_reader.h"
#include "jobs/drawing_areas.h"
#include "jobs/import_tables.h"
#include "model/field_mapping.h"
#include "model/finding.h"
#include "model/import_profile.h"
#include "model/journal.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// What became of one layer of a foreign file.
struct ImportedLayer {
    /// A field of the layer, the field of the file that fills it, and why that one.
    struct Field {
        std::string target;
        std::string source;
        MatchReason reason;
    };
    std::string source; ///< name in the file
    std::filesystem::path file;
    std::string format;
    std::string target;       ///< layer of the workspace
    bool added = false;       ///< the workspace did not have it
    std::string crs;          ///< that its coordinates were taken to be in; empty: it has none
    std::uint64_t read = 0;   ///< features; always taken + refused
    std::uint64_t taken = 0;  ///< features that became rows
    std::uint64_t refused = 0;
    std::uint64_t rows = 0;   ///< rows stored: more than `taken` where features were split
    std::uint64_t keysMade = 0; ///< rows that got a key because the file has none for them
    Area areaBefore = {};     ///< planar, in the CRS of the workspace, before repairing
    Area areaAfter = {};      ///< as stored
    std::vector<Field> fields = {};
    std::vector<std::string> leftOut = {}; ///< fields of the file that fill none
    std::vector<DrawingTally> drawing = {}; ///< what became of the entities of a drawing
    std::optional<TableTally> table = {};   ///< what became of the rows of a table
    std::string join = {};       ///< field by which records updated rows; empty: they became rows
    std::uint64_t unchanged = 0; ///< records of these that said nothing new; `taken` counts them
};

/// Brings files of other programs into a workspace, as one change record that one undo takes back.
/// Encoding, CRS, layer and fields are decided from the content and reported with the evidence;
/// everything can be overruled. Each feature becomes rows or is refused with a reason.
class ImportJob {
public:
    using Opener = std::function<Result<std::unique_ptr<data::ForeignReader>>(
        const std::vector<std::filesystem::path>&, const data::ForeignOptions&, const Progress&)>;

    struct Settings {
        std::filesystem::path workspace = {};
        std::vector<std::filesystem::path> sources = {};
        std::string user = {};
        std::string layer = {};    ///< of the workspace; empty: told from the file
        std::string crs = {};      ///< "EPSG:n"; empty: told from the file
        std::string encoding = {}; ///< empty: told from the file
        std::map<std::string, std::string> fields = {}; ///< target → source; an empty source: none
        std::string classification = {}; ///< id of a class table, "none"; empty: told from the codes
        bool shareVertices = true;   ///< where the layer tiles; see VertexSharing
        DrawingChoices drawing = {}; ///< how drawings become areas
        TableChoices table = {};     ///< how tables are laid out
        /// Field of `layer` by which records of the file update rows that are there; empty: told
        /// from the keys, where a table without geometry is for a layer that has one.
        std::string join = {};
        bool dryRun = false;       ///< only report
    };
    struct Summary {
        std::vector<ImportedLayer> layers = {};
        std::vector<Finding> findings = {}; ///< all faults, and the first thousands of the others
        std::uint64_t unlisted = 0;         ///< findings beyond these
        EntryNumber entry = kNoEntry; ///< the last entry that was made; none: nothing was stored
    };

    explicit ImportJob(Settings settings, Opener opener = data::openForeign)
        : m_settings(std::move(settings)), m_opener(std::move(opener)) {}

    /// Errors: those of data::openForeign and ForeignReader::read, EditSession::open and bringIn,
    /// DrawingReader::create, TableReader::create, planJoin, decideCrs, ClassReader::create;
    /// FieldNotFound (a field chosen is not
    /// there), LayerNotFound (Settings::layer holds no such geometry), WorkspaceBusy (a source
    /// is a workspace that somebody edits, this one included). Nothing of a layer is stored then;
    /// layers before it stay.
    Result<Summary> run(const Progress& progress) const;

private:
    Settings m_settings;
    Opener m_opener;
};

} // namespace tuban::jobs

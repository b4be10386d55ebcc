#pragma once

#include "base/result.h"
#include "data/export/export_files.h"
#include "data/export/export_geometry.h"
#include "data/export/export_text.h"
#include "model/classification.h"
#include "model/finding.h"
#include "model/layer_schema.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// How features of one kind look: in CAD a layer, in KML a style.
struct ExportLook {
    std::string name; ///< code and name of a class, or the title of the layer
    Rgb fill = {255, 255, 255};
    double opacity = 0.0; ///< of the fill, 0 to 1
    Rgb line = {0, 0, 0};
    double width = 0.2; ///< of the line, in millimetres on paper
};

/// How the features of a layer look, by the values of one of its fields.
struct ExportLooks {
    std::optional<std::size_t> field = {}; ///< place in the schema; none: all look alike
    std::vector<ExportLook> looks{1};      ///< the first: of all other values
    std::map<std::string, std::size_t, std::less<>> byValue = {};

    /// The place of the look of a row.
    std::size_t of(const std::vector<FieldValue>& values) const;
    /// The value that decides of a row, as text; empty where none does.
    std::string valueOf(const std::vector<FieldValue>& values) const;
};

/// What is exported, and how.
struct ExportPlan {
    LayerSchema schema;
    std::vector<std::string> names = {};    ///< of the fields, in the file
    std::vector<std::string> headings = {}; ///< of the fields, for people
    std::string title = {};                 ///< of the layer, for people
    std::string crs = {};                   ///< of the file, "EPSG:n" or WKT; empty for tables
    bool geographic = false;                ///< degrees
    int decimals = 4;                       ///< of coordinates in texts
    ExportEncoding encoding = ExportEncoding::Utf8;
    bool encodingChosen = false; ///< by the user
    std::string dialect = {};    ///< of the format, where it has several; empty: the usual one
    std::string date = {};       ///< of the last change of the workspace, YYYY-MM-DD
    bool chinese = false;        ///< texts for people are Chinese
    std::string notice = {};     ///< to be said with this data; may be empty
    std::string origin = {};     ///< workspace and entry of its journal, in ASCII
    std::uint64_t rows = 0;      ///< at most
    ExportLooks looks = {};
};

/// One row on its way out. Borrowed from who reads rows.
struct ExportFeature {
    const std::vector<FieldValue>& values; ///< in the order of the schema
    const ExportGeometry& geometry;        ///< in the CRS of the file
    double planarSquareMetres = 0.0;       ///< of polygons, in the CRS of the workspace
    std::string_view label = {};           ///< what people know the row by
};

/// What could not be written as it is, by row; findings beyond some thousands are counted only.
class ExportNotes {
public:
    explicit ExportNotes(std::string layer) : m_layer(std::move(layer)) {}

    void add(Severity severity, FindingCode code, std::vector<std::string> values);
    std::vector<Finding> findings = {};
    std::uint64_t unlisted = 0;

private:
    std::string m_layer;
};

/// Writes the file of an export, row by row, in the order in which rows come. The same rows give
/// the same bytes. Memory does not grow with the number of rows.
class ExportWriter {
public:
    virtual ~ExportWriter() = default;
    /// Errors: WriteFailed, ExportTooLarge (detail: the limit of the format).
    virtual Result<void> write(const ExportFeature& feature) = 0;
    /// Completes the files under their temporary names. Errors: as write.
    virtual Result<void> finish() = 0;
};

/// A format of export.
struct ExportFormat {
    using Open = Result<std::unique_ptr<ExportWriter>>(const ExportPlan& plan,
                                                       ExportFiles& files,
                                                       ExportNotes& notes);
    using IsOurs = bool(const std::filesystem::path& path, const ExportPlan& plan);

    std::string id;                                      ///< "shp", as users name it
    std::string extension;                               ///< ".shp"
    bool tables = true;                                  ///< takes tables without geometry
    ExportEncoding usualEncoding = ExportEncoding::Utf8; ///< unless the user asks for another
    bool encodings = false;  ///< can be written in another encoding than UTF-8
    bool worldOnly = false;  ///< always in longitude and latitude of WGS 84
    bool worldFirst = false; ///< so unless the user asks for another CRS
    bool headings = false;   ///< names fields by their titles
    bool zonePrefix = false; ///< Gauss-Krüger eastings begin with the zone unless the user objects
    bool polygonsOnly = false; ///< holds no points and lines
    bool geometryOnly = false; ///< a row without geometry is not in the file
    bool shortNames = false;   ///< names of fields have at most ten bytes
    bool plainNames = false;   ///< names of fields are always those of the schema
    /// Starts the files of an export. Errors: WriteFailed, ExportTooLarge.
    Open* open = nullptr;
    /// Whether the file is an export of ours of this format and may be replaced by another one.
    IsOurs* isOurs = nullptr;
};

/// All formats, in the order in which they are listed to users.
const std::vector<ExportFormat>& exportFormats();
/// Null: there is none of this name.
const ExportFormat* exportFormat(std::string_view id);

/// What every export of ours says of itself at its start, where the format has a place for it.
inline constexpr std::string_view kExportMark = "Tuban export";
/// Whether the first 4096 bytes of a file hold `text`.
bool startHolds(const std::filesystem::path& path, std::string_view text);
/// Whether the file begins with `text`.
bool startsWith(const std::filesystem::path& path, std::string_view text);

} // namespace tuban::data

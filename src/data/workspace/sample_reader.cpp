#include "data/workspace/sample_reader.h"

#include "data/csv.h"
#include "data/tables_reader/catalog_reader.h"
#include "data/tables_reader/toml_file.h"
#include "data/workspace/field_text.h"
#include "data/workspace/wkt_reader.h"
#include "geometry/crs.h"

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-sample";
constexpr int kVersion = 1;
constexpr const char* kSampleFile = "sample.toml";
constexpr const char* kGeometryColumn = "geometry";

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

/// A TOML date as YYYY-MM-DD; empty where there is none.
std::string dayAt(const toml::table& table, const char* key) {
    const auto day = table[key].value<toml::date>();
    if (!day) {
        return {};
    }
    std::ostringstream text;
    text << *day;
    return text.str();
}

bool isPlanarInMetres(const std::string& crs) {
    const auto info = geometry::describeCrs(crs);
    return info && info->kind == geometry::CrsInfo::Kind::Projected && info->metresPerUnit == 1.0;
}

Result<void> readSchemas(const toml::table& root, const fs::path& path, Sample& sample) {
    const std::vector<std::string> names = textsAt(root, "layers");
    if (names.empty()) {
        return malformedToml(path, root, "no layers");
    }
    for (const std::string& name : names) {
        if (std::count(names.begin(), names.end(), name) != 1) {
            return malformedToml(path, root, "layer named twice: " + name);
        }
        auto schema = readLayerSchema(name, sample.folder.parent_path() / "catalog");
        if (!schema) {
            return schema.error();
        }
        sample.layers.push_back(std::move(*schema));
    }
    return {};
}

/// Where the parts of a row stand in a record.
struct Columns {
    bool geometry = false;                               ///< it stands first
    std::vector<std::optional<std::size_t>> fields = {}; ///< none: there is no column
};

/// A field whose column may be missing: rows can do without it, or have a default for it.
bool maybeMissing(const FieldSchema& field) {
    const bool hasDefault = !std::holds_alternative<std::monostate>(field.initial);
    return !field.key && (!field.required || hasDefault);
}

/// Nothing if the header does not fit the schema.
std::optional<Columns> columnsOf(const std::vector<std::string>& header,
                                 const LayerSchema& schema) {
    Columns columns{.geometry = schema.geometry != GeometryKind::None};
    std::size_t next = 0;
    if (columns.geometry && (header.empty() || header[next++] != kGeometryColumn)) {
        return std::nullopt;
    }
    for (const FieldSchema& field : schema.fields) {
        if (next < header.size() && header[next] == field.name) {
            columns.fields.emplace_back(next++);
        } else if (maybeMissing(field)) {
            columns.fields.emplace_back();
        } else {
            return std::nullopt;
        }
    }
    return next == header.size() ? std::optional(columns) : std::nullopt;
}

/// Turns records into rows of a schema, and watches over its keys.
class RowReader {
public:
    RowReader(const CsvTable& csv, const LayerSchema& schema, Columns columns)
        : m_csv(csv),
          m_schema(schema),
          m_columns(std::move(columns)),
          m_keys(schema.fields.size()) {}

    Result<LayerRow> read(const CsvRow& record) {
        LayerRow row;
        if (m_columns.geometry) {
            auto geometry = readWkt(record.cells.front(), m_schema.geometry);
            if (!geometry) {
                return m_csv.malformed(record, geometry.error().detail);
            }
            row.geometry = std::move(*geometry);
        }
        for (std::size_t i = 0; i < m_schema.fields.size(); ++i) {
            auto value = readField(record, i);
            if (!value) {
                return value.error();
            }
            row.values.push_back(std::move(*value));
        }
        return row;
    }

private:
    Result<FieldValue> readField(const CsvRow& record, std::size_t index) {
        const FieldSchema& field = m_schema.fields[index];
        if (!m_columns.fields[index]) {
            return field.initial;
        }
        const std::string& text = record.cells[*m_columns.fields[index]];
        auto value = fieldValue(text, field.kind);
        if (!value) {
            return m_csv.malformed(record, field.name + ": " + value.error().detail);
        }
        if (text.empty() && (field.key || field.required)) {
            return m_csv.malformed(record, field.name + ": empty");
        }
        if (field.key && !m_keys[index].insert(text).second) {
            return m_csv.malformed(record, field.name + ": used twice: " + text);
        }
        return value;
    }

    const CsvTable& m_csv;
    const LayerSchema& m_schema;
    Columns m_columns;
    std::vector<std::set<std::string>> m_keys;
};

} // namespace

std::vector<std::string> sampleNames(const fs::path& layers) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(layers, ignored)) {
        if (fs::exists(entry.path() / kSampleFile, ignored)) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<Sample> readSample(const std::string& id, const fs::path& layers) {
    Sample sample{.folder = layers / id, .title = {}, .notice = {}, .crs = {}, .date = {}};
    const fs::path path = sample.folder / kSampleFile;
    const std::vector<std::string> names = sampleNames(layers);
    if (std::find(names.begin(), names.end(), id) == names.end()) {
        return Error{ErrorCode::SampleNotFound, id, joined(names)};
    }
    const auto root = readTomlFile(path, kFormat, kVersion);
    if (!root) {
        return root.error();
    }
    sample.title = bilingualAt(*root, "title");
    sample.notice = bilingualAt(*root, "notice");
    sample.crs = textAt(*root, "crs");
    sample.date = dayAt(*root, "as_of");
    for (const BilingualText* text : {&sample.title, &sample.notice}) {
        if (text->zh.empty() || text->en.empty()) {
            return malformedToml(path, *root, "title and notice need zh and en");
        }
    }
    if (!isPlanarInMetres(sample.crs)) {
        return malformedToml(path, *root, "crs is not a projected system in metres: " + sample.crs);
    }
    if (auto read = readSchemas(*root, path, sample); !read) {
        return read.error();
    }
    return sample;
}

Result<LayerTable> readSampleLayer(const Sample& sample, const LayerSchema& schema) {
    const fs::path path = sample.folder / (schema.name + ".csv");
    const auto csv = readCsvTable(path);
    if (!csv) {
        Error error = csv.error();
        error.code = error.code == ErrorCode::FileNotFound ? ErrorCode::TableNotFound : error.code;
        return error;
    }
    auto columns = columnsOf(csv->header(), schema);
    if (!columns) {
        return csv->malformed({1, {}}, "the header does not name the fields of " + schema.name);
    }
    LayerTable table{schema};
    RowReader reader(*csv, schema, std::move(*columns));
    for (const CsvRow& record : csv->rows()) {
        auto row = reader.read(record);
        if (!row) {
            return row.error();
        }
        table.rows.push_back(std::move(*row));
    }
    return table;
}

} // namespace tuban::data

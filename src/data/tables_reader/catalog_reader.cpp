#include "data/tables_reader/catalog_reader.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-layer";
constexpr int kVersion = 1;

constexpr std::array kGeometries{std::pair{"None", GeometryKind::None},
                                 std::pair{"Point", GeometryKind::Point},
                                 std::pair{"LineString", GeometryKind::LineString},
                                 std::pair{"Polygon", GeometryKind::Polygon},
                                 std::pair{"MultiPolygon", GeometryKind::MultiPolygon}};
constexpr std::array kTypes{std::pair{"text", ValueKind::Text},
                            std::pair{"integer", ValueKind::Integer},
                            std::pair{"real", ValueKind::Real},
                            std::pair{"date", ValueKind::Date}};

template <typename Pairs> auto lookUp(const Pairs& pairs, const std::string& name) {
    const auto it = std::find_if(
        pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == name; });
    return it == pairs.end() ? std::nullopt : std::optional(it->second);
}

bool isComplete(const BilingualText& text) {
    return !text.zh.empty() && !text.en.empty();
}

class SchemaFile {
public:
    explicit SchemaFile(fs::path path) : m_path(std::move(path)) {}

    Result<LayerSchema> read(const std::string& name) {
        const auto root = readTomlFile(m_path, kFormat, kVersion);
        if (!root) {
            return root.error();
        }
        if (textAt(*root, "name") != name) {
            return malformedToml(m_path, *root, "name is not " + name);
        }
        m_schema.name = name;
        m_schema.title = bilingualAt(*root, "title");
        if (!isComplete(m_schema.title)) {
            return malformedToml(m_path, *root, "title needs zh and en");
        }
        const auto geometry = lookUp(kGeometries, textAt(*root, "geometry"));
        if (!geometry) {
            return malformedToml(
                m_path, *root, "geometry is not None, Point, LineString, Polygon or MultiPolygon");
        }
        m_schema.geometry = *geometry;
        m_schema.coverage = (*root)["coverage"].value_or(false);
        const auto add = [this](const toml::table& entry) { return readField(entry); };
        if (auto fields = forEachEntry(m_path, *root, "field", add); !fields) {
            return fields.error();
        }
        if (m_schema.fields.empty()) {
            return malformedToml(m_path, *root, "no fields");
        }
        return std::move(m_schema);
    }

private:
    Result<void> readField(const toml::table& entry) {
        FieldSchema field{textAt(entry, "name"),
                          ValueKind::Text,
                          bilingualAt(entry, "title"),
                          textAt(entry, "unit"),
                          entry["key"].value_or(false)};
        if (!isSchemaName(field.name) || field.name == "fid" || field.name == "geom") {
            return malformedToml(m_path, entry, "not a field name: " + field.name);
        }
        const auto kind = lookUp(kTypes, textAt(entry, "type"));
        if (!kind) {
            return malformedToml(
                m_path, entry, "type of " + field.name + " is not text, integer, real or date");
        }
        field.kind = *kind;
        if (!isComplete(field.title)) {
            return malformedToml(m_path, entry, "title of " + field.name + " needs zh and en");
        }
        const bool repeated =
            std::any_of(m_schema.fields.begin(), m_schema.fields.end(), [&](const auto& other) {
                return other.name == field.name || other.title.zh == field.title.zh;
            });
        if (repeated) {
            return malformedToml(m_path, entry, "name or title used twice: " + field.name);
        }
        m_schema.fields.push_back(std::move(field));
        return {};
    }

    fs::path m_path;
    LayerSchema m_schema;
};

} // namespace

fs::path catalogFolder() {
    return productFolder() / "layers" / "catalog";
}

bool isSchemaName(std::string_view name) {
    const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto isAllowed = [&](char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
    };
    return !name.empty() && isLetter(name.front()) &&
           std::all_of(name.begin(), name.end(), isAllowed);
}

Result<LayerSchema> readLayerSchema(const std::string& name, const fs::path& folder) {
    if (!isSchemaName(name)) {
        return Error{ErrorCode::TableMalformed, folder.string(), "not a layer name: " + name};
    }
    return SchemaFile(folder / (name + ".toml")).read(name);
}

} // namespace tuban::data

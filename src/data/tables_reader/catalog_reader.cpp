#include "data/tables_reader/catalog_reader.h"

#include "data/product_files.h"
#include "data/tables_reader/schema_rules.h"
#include "data/tables_reader/schema_words.h"
#include "data/tables_reader/toml_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-layer";
constexpr int kVersion = 1;

constexpr std::array kFileKeys{
    "format", "version", "name", "title", "geometry", "coverage", "style", "field"};
constexpr std::array kFieldKeys{"name",
                                "type",
                                "title",
                                "unit",
                                "key",
                                "required",
                                "indexed",
                                "default",
                                "codes",
                                "split",
                                "merge"};
constexpr std::array kCodeKeys{"value", "zh", "en"};

bool isComplete(const BilingualText& text) {
    return !text.zh.empty() && !text.en.empty();
}

/// The value of a node for a field of this kind; nothing if it is of another type. A number of a
/// real field may be written without decimals.
std::optional<FieldValue> valueOf(const toml::node& node, ValueKind kind) {
    if (kind == ValueKind::Real && (node.is_floating_point() || node.is_integer())) {
        return FieldValue(*node.value<double>());
    }
    if (kind == ValueKind::Integer && node.is_integer()) {
        return FieldValue(*node.value<std::int64_t>());
    }
    if (kind == ValueKind::Date && node.is_date()) {
        std::ostringstream text;
        text << *node.value<toml::date>();
        return FieldValue(text.str());
    }
    if (kind == ValueKind::Text && node.is_string()) {
        return FieldValue(*node.value<std::string>());
    }
    return std::nullopt;
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
        if (auto head = readHead(*root); !head) {
            return head.error();
        }
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
    template <typename Keys> Result<void> checkKeys(const toml::table& table, const Keys& keys) {
        for (const auto& [key, node] : table) {
            if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) {
                return malformedToml(m_path, node, "unknown key: " + std::string(key.str()));
            }
        }
        return {};
    }

    Result<void> readHead(const toml::table& root) {
        if (auto known = checkKeys(root, kFileKeys); !known) {
            return known;
        }
        m_schema.title = bilingualAt(root, "title");
        if (!isComplete(m_schema.title)) {
            return malformedToml(m_path, root, "title needs zh and en");
        }
        const auto geometry = meaningOf(kGeometryWords, textAt(root, "geometry"));
        if (!geometry) {
            return malformedToml(
                m_path, root, "geometry is not None, Point, LineString, Polygon or MultiPolygon");
        }
        m_schema.geometry = *geometry;
        m_schema.style = textAt(root, "style");
        const bool styled = root.contains("style");
        if (styled && (!isSchemaName(m_schema.style) || m_schema.geometry == GeometryKind::None)) {
            return malformedToml(m_path, root, "style: no name of a style, or no geometry to draw");
        }
        return readFlag(root, "coverage", m_schema.coverage);
    }

    Result<void> readField(const toml::table& entry) {
        if (auto known = checkKeys(entry, kFieldKeys); !known) {
            return known;
        }
        FieldSchema field;
        field.name = textAt(entry, "name");
        if (!isFieldName(field.name)) {
            return malformedToml(m_path, entry, "not a field name: " + field.name);
        }
        const auto kind = meaningOf(kTypeWords, textAt(entry, "type"));
        if (!kind) {
            return malformedToml(
                m_path, entry, "type of " + field.name + " is not text, integer, real or date");
        }
        field.kind = *kind;
        field.title = bilingualAt(entry, "title");
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
        field.unit = textAt(entry, "unit");
        for (auto read : {&SchemaFile::readFlags,
                          &SchemaFile::readCodes,
                          &SchemaFile::readInitial,
                          &SchemaFile::readPolicies}) {
            if (auto done = (this->*read)(entry, field); !done) {
                return done;
            }
        }
        m_schema.fields.push_back(std::move(field));
        return {};
    }

    Result<void> readFlags(const toml::table& entry, FieldSchema& field) {
        for (const auto& [key, flag] : {std::pair{"key", &field.key},
                                        std::pair{"required", &field.required},
                                        std::pair{"indexed", &field.indexed}}) {
            if (auto read = readFlag(entry, key, *flag); !read) {
                return read;
            }
        }
        return {};
    }

    Result<void> readFlag(const toml::table& entry, const char* key, bool& flag) {
        if (const toml::node* node = entry.get(key)) {
            if (!node->is_boolean()) {
                return malformedToml(m_path, *node, std::string(key) + " is not true or false");
            }
            flag = *node->value<bool>();
        }
        return {};
    }

    Result<void> readCodes(const toml::table& entry, FieldSchema& field) {
        const toml::node* codes = entry.get("codes");
        if (codes == nullptr) {
            return {};
        }
        if (!codes->is_array() || codes->as_array()->empty()) {
            return malformedToml(m_path, *codes, "codes of " + field.name + " is not a list");
        }
        const auto add = [&](const toml::table& code) -> Result<void> {
            if (auto known = checkKeys(code, kCodeKeys); !known) {
                return known;
            }
            const toml::node* node = code.get("value");
            const auto value = node == nullptr ? std::nullopt : valueOf(*node, field.kind);
            const BilingualText title{textAt(code, "zh"), textAt(code, "en")};
            if (!value || !isComplete(title)) {
                return malformedToml(m_path,
                                     code,
                                     "a code of " + field.name +
                                         " needs zh, en and a value of the type of the field");
            }
            field.codes.push_back({*value, title});
            if (const auto fault = valueFault(field)) {
                return malformedToml(m_path, code, *fault);
            }
            return {};
        };
        return forEachEntry(m_path, entry, "codes", add);
    }

    Result<void> readInitial(const toml::table& entry, FieldSchema& field) {
        const toml::node* node = entry.get("default");
        if (node == nullptr) {
            return {};
        }
        const auto value = valueOf(*node, field.kind);
        if (!value || field.key) {
            return malformedToml(m_path,
                                 *node,
                                 field.key ? "default of a key: " + field.name
                                           : "default of " + field.name + " is of another type");
        }
        field.initial = *value;
        if (const auto fault = valueFault(field)) {
            return malformedToml(m_path, *node, *fault);
        }
        return {};
    }

    Result<void> readPolicies(const toml::table& entry, FieldSchema& field) {
        field.split = field.key ? SplitPolicy::New : SplitPolicy::Copy;
        field.merge = field.key        ? MergePolicy::New
                      : field.required ? MergePolicy::Largest
                                       : MergePolicy::SameOrBlank;
        if (auto read = readWord(entry, "split", kSplitWords, field.split); !read) {
            return read;
        }
        if (auto read = readWord(entry, "merge", kMergeWords, field.merge); !read) {
            return read;
        }
        if (const auto fault = policyFault(field, m_schema.geometry)) {
            return malformedToml(m_path, entry, *fault);
        }
        return {};
    }

    template <typename Words, typename Meaning>
    Result<void>
    readWord(const toml::table& entry, const char* key, const Words& words, Meaning& meaning) {
        if (const toml::node* node = entry.get(key)) {
            const auto found = meaningOf(words, textAt(entry, key));
            if (!found) {
                return malformedToml(m_path, *node, std::string(key) + ": no such policy");
            }
            meaning = *found;
        }
        return {};
    }

    fs::path m_path;
    LayerSchema m_schema;
};

/// Whether a file says that it is of another format.
bool isOfAnotherFormat(const fs::path& path) {
    try {
        const auto format = toml::parse_file(path.string())["format"].value<std::string>();
        return format && *format != kFormat;
    } catch (const toml::parse_error&) {
        return false;
    }
}

} // namespace

fs::path catalogFolder() {
    return productFolder() / "layers" / "catalog";
}

std::vector<std::string> catalogNames(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (entry.path().extension() == ".toml" && !isOfAnotherFormat(entry.path())) {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<LayerSchema> readLayerSchema(const std::string& name, const fs::path& folder) {
    if (!isLayerName(name)) {
        return Error{ErrorCode::TableMalformed, folder.string(), "not a layer name: " + name};
    }
    return SchemaFile(folder / (name + ".toml")).read(name);
}

Result<std::vector<LayerSchema>> readCatalog(const fs::path& folder) {
    std::vector<LayerSchema> schemas;
    for (const std::string& name : catalogNames(folder)) {
        auto schema = readLayerSchema(name, folder);
        if (!schema) {
            return schema.error();
        }
        schemas.push_back(std::move(*schema));
    }
    return schemas;
}

} // namespace tuban::data

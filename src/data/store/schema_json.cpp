#include "data/store/schema_json.h"

#include "data/tables_reader/schema_rules.h"
#include "data/tables_reader/schema_words.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <set>
#include <utility>

namespace tuban::data {

namespace {

using Json = nlohmann::json; // keeps its members sorted

// Members.
constexpr const char* kName = "name";
constexpr const char* kTitle = "title";
constexpr const char* kGeometry = "geometry";
constexpr const char* kCoverage = "coverage";
constexpr const char* kStyle = "style";
constexpr const char* kFields = "fields";
constexpr const char* kType = "type";
constexpr const char* kUnit = "unit";
constexpr const char* kKey = "key";
constexpr const char* kRequired = "required";
constexpr const char* kIndexed = "indexed";
constexpr const char* kDefault = "default";
constexpr const char* kCodes = "codes";
constexpr const char* kValue = "value";
constexpr const char* kSplit = "split";
constexpr const char* kMerge = "merge";

Json valueJson(const FieldValue& value) {
    return std::visit(
        [](const auto& content) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(content)>, std::monostate>) {
                return nullptr;
            } else {
                return content;
            }
        },
        value);
}

/// Puts a member where it says something.
template <typename T> void put(Json& object, const char* key, const T& value, const T& usual = {}) {
    if (value != usual) {
        object[key] = value;
    }
}

void putTitle(Json& object, const BilingualText& title) {
    put(object, "zh", title.zh);
    put(object, "en", title.en);
}

template <typename Words, typename Meaning>
void putWord(Json& object, const char* key, const Words& words, Meaning meaning, Meaning usual) {
    if (meaning != usual) {
        object[key] = wordFor(words, meaning);
    }
}

Json fieldJson(const FieldSchema& field) {
    const FieldSchema usual;
    Json json = Json::object();
    put(json, kName, field.name);
    putWord(json, kType, kTypeWords, field.kind, usual.kind);
    Json title = Json::object();
    putTitle(title, field.title);
    put(json, kTitle, title, Json::object());
    put(json, kUnit, field.unit);
    put(json, kKey, field.key);
    put(json, kRequired, field.required);
    put(json, kIndexed, field.indexed);
    put(json, kDefault, valueJson(field.initial));
    Json codes = Json::array();
    for (const CodeEntry& code : field.codes) {
        Json entry{{kValue, valueJson(code.value)}};
        putTitle(entry, code.title);
        codes.push_back(std::move(entry));
    }
    put(json, kCodes, codes, Json::array());
    putWord(json, kSplit, kSplitWords, field.split, usual.split);
    putWord(json, kMerge, kMergeWords, field.merge, usual.merge);
    return json;
}

/// Why a text is refused; thrown and caught in this file only.
struct Refused {
    std::string detail;
};

/// The members of an object, read by name. What is absent keeps its default; a member of another
/// type is refused. Members that nobody asks for show when the schema is written again.
class Members {
public:
    explicit Members(const Json& json) : m_json(json) {
        if (!json.is_object()) {
            throw Refused{"not an object"};
        }
    }

    void read(const char* key, std::string& text) const {
        if (const Json* member = find(key)) {
            require(member->is_string(), key);
            text = member->get<std::string>();
        }
    }
    void read(const char* key, bool& flag) const {
        if (const Json* member = find(key)) {
            require(member->is_boolean(), key);
            flag = member->get<bool>();
        }
    }
    void read(const char* key, FieldValue& value, ValueKind kind) const {
        if (const Json* member = find(key)) {
            value = valueOf(*member, key);
            require(isOfKind(value, kind), key);
        }
    }
    template <typename Words, typename Meaning>
    void read(const char* key, const Words& words, Meaning& meaning) const {
        std::string word;
        read(key, word);
        if (find(key) != nullptr) {
            const auto found = meaningOf(words, word);
            require(found.has_value(), key);
            meaning = *found;
        }
    }
    void readTitle(BilingualText& title) const {
        read("zh", title.zh);
        read("en", title.en);
    }
    template <typename Read> void forEach(const char* key, Read each) const {
        if (const Json* member = find(key)) {
            require(member->is_array(), key);
            for (const Json& element : *member) {
                each(Members(element));
            }
        }
    }
    const Json* find(const char* key) const {
        const auto it = m_json.find(key);
        return it == m_json.end() ? nullptr : &*it;
    }

private:
    static void require(bool held, const char* key) {
        if (!held) {
            throw Refused{std::string("not a value of ") + key};
        }
    }
    static FieldValue valueOf(const Json& json, const char* key) {
        if (json.is_string()) {
            return json.get<std::string>();
        }
        if (json.is_number_float()) {
            return json.get<double>();
        }
        constexpr auto kLargest =
            static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        require(json.is_number_integer() &&
                    !(json.is_number_unsigned() && json.get<std::uint64_t>() > kLargest),
                key);
        return json.get<std::int64_t>();
    }

    const Json& m_json;
};

FieldSchema fieldOf(const Members& members) {
    FieldSchema field;
    members.read(kName, field.name);
    if (!isFieldName(field.name)) {
        throw Refused{"not a field name: " + field.name};
    }
    members.read(kType, kTypeWords, field.kind);
    if (const Json* title = members.find(kTitle)) {
        Members(*title).readTitle(field.title);
    }
    members.read(kUnit, field.unit);
    members.read(kKey, field.key);
    members.read(kRequired, field.required);
    members.read(kIndexed, field.indexed);
    members.read(kDefault, field.initial, field.kind);
    members.forEach(kCodes, [&](const Members& code) {
        CodeEntry& entry = field.codes.emplace_back();
        code.read(kValue, entry.value, field.kind);
        code.readTitle(entry.title);
    });
    members.read(kSplit, kSplitWords, field.split);
    members.read(kMerge, kMergeWords, field.merge);
    if (const auto fault = valueFault(field)) {
        throw Refused{*fault};
    }
    return field;
}

void readSchema(const Members& members, LayerSchema& schema) {
    std::string name;
    members.read(kName, name);
    if (!isLayerName(name)) {
        throw Refused{"not a layer name: " + name};
    }
    schema.name = name;
    if (const Json* title = members.find(kTitle)) {
        Members(*title).readTitle(schema.title);
    }
    members.read(kGeometry, kGeometryWords, schema.geometry);
    members.read(kCoverage, schema.coverage);
    members.read(kStyle, schema.style);
    if (!schema.style.empty() && !isSchemaName(schema.style)) {
        throw Refused{"not a style name: " + schema.style};
    }
    std::set<std::string> names;
    members.forEach(kFields, [&](const Members& entry) {
        FieldSchema field = fieldOf(entry);
        if (!names.insert(field.name).second) {
            throw Refused{"field named twice: " + field.name};
        }
        schema.fields.push_back(std::move(field));
    });
}

} // namespace

std::string schemaJson(const LayerSchema& schema) {
    const LayerSchema usual;
    Json json = Json::object();
    put(json, kName, schema.name);
    Json title = Json::object();
    putTitle(title, schema.title);
    put(json, kTitle, title, Json::object());
    putWord(json, kGeometry, kGeometryWords, schema.geometry, usual.geometry);
    put(json, kCoverage, schema.coverage);
    put(json, kStyle, schema.style);
    Json fields = Json::array();
    for (const FieldSchema& field : schema.fields) {
        fields.push_back(fieldJson(field));
    }
    put(json, kFields, fields, Json::array());
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<LayerSchema> schemaFromJson(std::string_view text) {
    LayerSchema schema;
    try {
        const Json json = Json::parse(text, nullptr, false);
        if (json.is_discarded()) {
            throw Refused{"not JSON"};
        }
        readSchema(Members(json), schema);
        if (schemaJson(schema) != text) {
            throw Refused{"not the text that stands for this schema"};
        }
    } catch (const Refused& refused) {
        return Error{ErrorCode::WorkspaceDamaged, schema.name, refused.detail};
    }
    return schema;
}

} // namespace tuban::data

#include "data/tables_reader/import_profile_file.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"
#include "data/text_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <sstream>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-import-profile";
constexpr const char* kRulesFormat = "tuban-drawing-rules";
constexpr int kVersion = 1;
constexpr double kWidestGapMetres = 1.0;
constexpr std::array<const char*, 4> kUnits{"mm", "cm", "m", "km"};
constexpr std::array<const char*, 4> kShapes{"wkt", "points", "areas", "none"};

/// Reads tables key by key and remembers what was wrong first.
class Keys {
public:
    explicit Keys(const fs::path& path) : m_path(path) {}

    const std::optional<Error>& failure() const { return m_failure; }
    void fail(const toml::node& node, std::string detail) {
        if (!m_failure) {
            m_failure = malformedToml(m_path, node, std::move(detail));
        }
    }

    void onlyThese(const toml::table& table, const std::set<std::string_view>& known) {
        for (const auto& [key, node] : table) {
            if (!known.contains(key.str())) {
                fail(node, "unknown key: " + std::string(key.str()));
            }
        }
    }
    void text(const toml::table& table, const char* key, std::string& out) {
        if (const toml::node* const node = table.get(key)) {
            take(*node, key, "a text", out);
        }
    }
    template <typename T>
    void take(const toml::node& node, std::string_view key, const char* what, T& out) {
        if (const auto value = node.value_exact<T>()) {
            out = *value;
        } else {
            fail(node, std::string(key) + " is not " + what);
        }
    }
    void texts(const toml::table& table, const char* key, std::map<std::string, std::string>& out) {
        const toml::table* const inner = child(table, key);
        for (const auto& [name, node] : inner == nullptr ? toml::table() : *inner) {
            take(node, name.str(), "a text", out[std::string(name.str())]);
        }
    }
    void list(const toml::table& table, const char* key, std::vector<std::string>& out) {
        const toml::node* const node = table.get(key);
        if (node == nullptr) {
            return;
        }
        if (!node->is_array()) {
            fail(*node, std::string(key) + " is not a list");
            return;
        }
        for (const toml::node& element : *node->as_array()) {
            take(element, key, "a list of texts", out.emplace_back());
        }
    }
    const toml::table* child(const toml::table& table, const char* key) {
        const toml::node* const node = table.get(key);
        if (node != nullptr && !node->is_table()) {
            fail(*node, std::string(key) + " is not a table");
        }
        return node == nullptr ? nullptr : node->as_table();
    }
    /// A number that need not have a point.
    std::optional<double> number(const toml::table& table, const char* key) {
        const toml::node* const node = table.get(key);
        if (node == nullptr) {
            return {};
        }
        const auto value = node->is_number() ? node->value<double>() : std::nullopt;
        if (!value || !std::isfinite(*value)) {
            fail(*node, std::string(key) + " is not a number");
            return {};
        }
        return value;
    }

private:
    const fs::path& m_path;
    std::optional<Error> m_failure;
};

/// The number of a row, `least` or more.
void readRow(Keys& keys,
             const toml::table& table,
             const char* key,
             std::int64_t least,
             std::optional<std::size_t>& out) {
    const toml::node* const node = table.get(key);
    if (node == nullptr) {
        return;
    }
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < least) {
        keys.fail(*node, std::string(key) + " is not a whole number from " + std::to_string(least));
        return;
    }
    out = static_cast<std::size_t>(*value);
}

void readTable(Keys& keys, const toml::table& table, TableChoices& out) {
    keys.onlyThese(table, {"heading_row", "heading_rows", "first_row", "last_row", "geometry"});
    readRow(keys, table, "heading_row", 0, out.headingRow);
    readRow(keys, table, "heading_rows", 1, out.headingRows);
    readRow(keys, table, "first_row", 1, out.firstRow);
    readRow(keys, table, "last_row", 1, out.lastRow);
    keys.text(table, "geometry", out.geometry);
    const bool known = std::find(kShapes.begin(), kShapes.end(), out.geometry) != kShapes.end();
    if (!out.geometry.empty() && !known) {
        keys.fail(*table.get("geometry"), "geometry is not wkt, points, areas or none");
    }
}

void readText(Keys& keys, const toml::node& node, std::vector<DrawingText>& out) {
    const toml::table* const table = node.as_table();
    if (table == nullptr) {
        keys.fail(node, "text is not a list of tables");
        return;
    }
    keys.onlyThese(*table, {"field", "pattern", "factor"});
    DrawingText& text = out.emplace_back();
    keys.text(*table, "field", text.field);
    keys.text(*table, "pattern", text.pattern);
    text.factor = keys.number(*table, "factor");
    if (text.field.empty() || text.pattern.empty() || text.factor.value_or(1.0) <= 0.0) {
        keys.fail(*table, "a text needs a field, a pattern and a factor above 0");
    }
}

/// The keys that the rules of the product and profiles have in common.
void readShared(Keys& keys, const toml::table& table, DrawingChoices& out) {
    if (const auto gap = keys.number(table, "gap_m")) {
        out.gap = Length::metres(*gap);
        if (*gap < 0.0 || *gap > kWidestGapMetres) {
            keys.fail(*table.get("gap_m"), "gap_m is not from 0 to 1");
        }
    }
    if (const toml::node* const texts = table.get("text")) {
        if (!texts->is_array()) {
            keys.fail(*texts, "text is not a list of tables");
            return;
        }
        for (const toml::node& node : *texts->as_array()) {
            readText(keys, node, out.texts);
        }
    }
}

void readDrawing(Keys& keys, const toml::table& table, DrawingChoices& out) {
    keys.onlyThese(table, {"as_drawn", "unit", "gap_m", "layers", "classes", "colours", "text"});
    if (const toml::node* const node = table.get("as_drawn")) {
        keys.take(*node, "as_drawn", "true or false", out.asDrawn);
    }
    keys.text(table, "unit", out.unit);
    if (!out.unit.empty() && std::find(kUnits.begin(), kUnits.end(), out.unit) == kUnits.end()) {
        keys.fail(*table.get("unit"), "unit is not mm, cm, m or km");
    }
    keys.list(table, "layers", out.layers);
    keys.texts(table, "classes", out.classes);
    keys.texts(table, "colours", out.colours);
    readShared(keys, table, out);
}

toml::table tableOf(const std::map<std::string, std::string>& texts) {
    toml::table table;
    for (const auto& [key, value] : texts) {
        table.insert(key, value);
    }
    return table;
}

toml::table tableOf(const TableChoices& choices) {
    toml::table table;
    const auto put = [&](const char* key, const std::optional<std::size_t>& row) {
        if (row) {
            table.insert(key, static_cast<std::int64_t>(*row));
        }
    };
    put("heading_row", choices.headingRow);
    put("heading_rows", choices.headingRows);
    put("first_row", choices.firstRow);
    put("last_row", choices.lastRow);
    if (!choices.geometry.empty()) {
        table.insert("geometry", choices.geometry);
    }
    return table;
}

toml::table tableOf(const DrawingChoices& drawing) {
    toml::table table;
    const auto put = [&](const char* key, auto&& value, bool wanted) {
        if (wanted) {
            table.insert(key, std::forward<decltype(value)>(value));
        }
    };
    put("as_drawn", true, drawing.asDrawn);
    put("unit", drawing.unit, !drawing.unit.empty());
    put("gap_m", drawing.gap.value_or(Length()).inMetres(), drawing.gap.has_value());
    toml::array layers;
    for (const std::string& layer : drawing.layers) {
        layers.push_back(layer);
    }
    put("layers", std::move(layers), !drawing.layers.empty());
    put("classes", tableOf(drawing.classes), !drawing.classes.empty());
    put("colours", tableOf(drawing.colours), !drawing.colours.empty());
    toml::array texts;
    for (const DrawingText& text : drawing.texts) {
        toml::table one{{"field", text.field}, {"pattern", text.pattern}};
        if (text.factor) {
            one.insert("factor", *text.factor);
        }
        texts.push_back(std::move(one));
    }
    put("text", std::move(texts), !drawing.texts.empty());
    return table;
}

} // namespace

Result<ImportProfile> parseImportProfile(std::string_view text, const fs::path& path) {
    const auto root = parseToml(text, path, kFormat, kVersion);
    if (!root) {
        return root.error();
    }
    Keys keys(path);
    keys.onlyThese(*root,
                   {"format",
                    "version",
                    "layer",
                    "crs",
                    "encoding",
                    "classification",
                    "share_vertices",
                    "fields",
                    "join",
                    "drawing",
                    "table"});
    ImportProfile profile;
    keys.text(*root, "layer", profile.layer);
    keys.text(*root, "crs", profile.crs);
    keys.text(*root, "encoding", profile.encoding);
    keys.text(*root, "classification", profile.classification);
    if (const toml::node* const node = root->get("share_vertices")) {
        keys.take(*node, "share_vertices", "true or false", profile.shareVertices);
    }
    keys.texts(*root, "fields", profile.fields);
    keys.text(*root, "join", profile.join);
    if (const toml::table* const table = keys.child(*root, "table")) {
        readTable(keys, *table, profile.table);
    }
    if (const toml::table* const drawing = keys.child(*root, "drawing")) {
        readDrawing(keys, *drawing, profile.drawing);
    }
    if (keys.failure()) {
        return *keys.failure();
    }
    return profile;
}

Result<ImportProfile> readImportProfile(const fs::path& path) {
    const auto text = readTextFile(path);
    return text ? parseImportProfile(*text, path) : Result<ImportProfile>(text.error());
}

std::string importProfileText(const ImportProfile& profile) {
    toml::table table;
    const auto put = [&](const char* key, const std::string& value) {
        if (!value.empty()) {
            table.insert(key, value);
        }
    };
    put("layer", profile.layer);
    put("crs", profile.crs);
    put("encoding", profile.encoding);
    put("classification", profile.classification);
    put("join", profile.join);
    table.insert("share_vertices", profile.shareVertices);
    if (!profile.fields.empty()) {
        table.insert("fields", tableOf(profile.fields));
    }
    if (profile.drawing != DrawingChoices()) {
        table.insert("drawing", tableOf(profile.drawing));
    }
    if (profile.table != TableChoices()) {
        table.insert("table", tableOf(profile.table));
    }
    std::ostringstream out; // what names the format comes first
    out << "format = \"" << kFormat << "\"\nversion = " << kVersion << "\n"
        << toml::toml_formatter(table, toml::format_flags::none) << "\n";
    return out.str();
}

Result<DrawingChoices> readDrawingRules() {
    const fs::path path = productFolder() / "layers" / "exchange" / "drawing.toml";
    const auto root = readTomlFile(path, kRulesFormat, kVersion);
    if (!root) {
        return root.error();
    }
    Keys keys(path);
    keys.onlyThese(*root, {"format", "version", "gap_m", "text"});
    DrawingChoices rules;
    readShared(keys, *root, rules);
    if (!rules.gap || rules.texts.empty()) {
        keys.fail(*root, "gap_m or text is missing");
    }
    return keys.failure() ? Result<DrawingChoices>(*keys.failure()) : rules;
}

} // namespace tuban::data

#include "data/exchange/txt_formats.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"

#include <algorithm>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-parcel-txt";
constexpr int kVersion = 1;

/// Pairs of key and value; false: something else is there.
bool readValues(const toml::table& entry, const char* key, TxtDialect::Values& values) {
    const toml::array* const list = entry[key].as_array();
    if (list == nullptr) {
        return false;
    }
    for (const toml::node& node : *list) {
        const toml::array* const pair = node.as_array();
        if (pair == nullptr || pair->size() != 2 || !pair->get(0)->is_string() ||
            !pair->get(1)->is_string()) {
            return false;
        }
        values.emplace_back(*pair->get(0)->value<std::string>(),
                            *pair->get(1)->value<std::string>());
    }
    return true;
}

bool isOneOf(const std::string& text, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* word) { return text == word; });
}

class FormatsFile {
public:
    explicit FormatsFile(const fs::path& path) : m_path(path) {}

    Result<TxtFormats> read() {
        const auto root = readTomlFile(m_path, kFormat, kVersion);
        if (!root) {
            return root.error();
        }
        m_formats.fields = textsAt(*root, "fields");
        m_formats.count = textAt(*root, "count");
        m_formats.area = textAt(*root, "area");
        m_formats.number = textAt(*root, "number");
        m_formats.geometry = textAt(*root, "geometry");
        for (const std::string& name :
             {m_formats.count, m_formats.area, m_formats.number, m_formats.geometry}) {
            if (!isField(name)) {
                return malformedToml(
                    m_path, *root, "count, area, number and geometry are no fields");
            }
        }
        if (const toml::table* const keys = (*root)["keys"].as_table()) {
            m_formats.systemKeys = textsAt(*keys, "system");
            m_formats.widthKeys = textsAt(*keys, "width");
            m_formats.zoneKeys = textsAt(*keys, "zone");
            m_formats.meridianKeys = textsAt(*keys, "meridian");
        }
        const auto variant = [this](const toml::table& entry) -> Result<void> {
            m_formats.variants.push_back(textsAt(entry, "names"));
            return {};
        };
        if (auto done = forEachEntry(m_path, *root, "variant", variant); !done) {
            return done.error();
        }
        const auto dialect = [this](const toml::table& entry) { return readDialect(entry); };
        if (auto done = forEachEntry(m_path, *root, "dialect", dialect); !done) {
            return done.error();
        }
        return std::move(m_formats);
    }

private:
    bool isField(const std::string& name) const {
        return std::find(m_formats.fields.begin(), m_formats.fields.end(), name) !=
               m_formats.fields.end();
    }

    Result<void> readDialect(const toml::table& entry) {
        const auto flag = [&](const char* key) { return entry[key].value<bool>().value_or(false); };
        const auto digits = [&](const char* key) {
            return static_cast<int>(entry[key].value_exact<std::int64_t>().value_or(-1));
        };
        const std::string area = textAt(entry, "area");
        const std::string lineEnd = textAt(entry, "line_end");
        const std::string numbering = textAt(entry, "numbering");
        const std::string holes = textAt(entry, "holes");
        TxtDialect dialect{.id = textAt(entry, "id"),
                           .title = {textAt(entry, "title_zh"), textAt(entry, "title_en")},
                           .encoding = textAt(entry, "encoding"),
                           .byteOrderMark = flag("byte_order_mark"),
                           .crlf = lineEnd == "crlf",
                           .closed = flag("closed"),
                           .countsClosing = flag("counts_closing"),
                           .hectares = area == "ha",
                           .areaDecimals = digits("area_decimals"),
                           .decimals = digits("decimals"),
                           .prefix = textAt(entry, "prefix"),
                           .numbersByRing = numbering == "ring",
                           .holesClockwise = holes == "clockwise",
                           .header = textsAt(entry, "header")};
        const bool words = isOneOf(area, {"ha", "m2"}) && isOneOf(lineEnd, {"crlf", "lf"}) &&
                           isOneOf(numbering, {"parcel", "ring"}) &&
                           isOneOf(holes, {"clockwise", "counter-clockwise"}) &&
                           isOneOf(dialect.encoding, {"GBK", "UTF-8"});
        const bool numbers = dialect.areaDecimals >= 0 && dialect.areaDecimals <= 9 &&
                             dialect.decimals >= 4 && dialect.decimals <= 9;
        const bool values = readValues(entry, "project", dialect.project) &&
                            readValues(entry, "properties", dialect.properties);
        if (dialect.id.empty() || m_formats.dialect(dialect.id) != nullptr ||
            dialect.title.zh.empty() || dialect.title.en.empty() || dialect.header.size() < 3) {
            return malformedToml(
                m_path, entry, "a dialect needs an id of its own, titles and a header");
        }
        if (!words || !numbers || !values) {
            return malformedToml(
                m_path, entry, "dialect " + dialect.id + " has a value that is none");
        }
        m_formats.dialects.push_back(std::move(dialect));
        return {};
    }

    const fs::path& m_path;
    TxtFormats m_formats;
};

} // namespace

const TxtDialect* TxtFormats::dialect(const std::string& id) const {
    const auto found = std::find_if(
        dialects.begin(), dialects.end(), [&](const TxtDialect& one) { return one.id == id; });
    return found == dialects.end() ? nullptr : &*found;
}

fs::path txtFormatsFile() {
    return productFolder() / "layers" / "exchange" / "parcel_txt.toml";
}

Result<TxtFormats> readTxtFormats(const fs::path& path, const fs::path& systems) {
    auto formats = FormatsFile(path).read();
    if (!formats) {
        return formats.error();
    }
    auto known = readSurveySystems(systems);
    if (!known) {
        return known.error();
    }
    formats->systems = std::move(*known);
    return formats;
}

} // namespace tuban::data

#include "jobs/export_plan.h"

#include "data/export/txt_export.h"
#include "data/tables_reader/catalog_reader.h"
#include "data/tables_reader/classification_index.h"
#include "data/tables_reader/classification_reader.h"
#include "data/tables_reader/export_names_reader.h"
#include "data/tables_reader/layer_looks_reader.h"
#include "geometry/crs.h"
#include "jobs/sentence.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr const char* kWorldCrs = "EPSG:4326";
constexpr std::size_t kShortName = 10;
// Places of coordinates in texts. Degrees: 1e-11° is a thousandth of a millimetre.
constexpr int kGridDecimals = 4;
constexpr int kPlaneDecimals = 7;
constexpr int kDegreeDecimals = 11;

std::string lowered(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

/// The start of `name` that has at most `most` bytes in the encoding.
std::string cutName(const std::string& name, data::TextEncoder& encoder, std::size_t most) {
    std::string cut;
    std::string bytes;
    for (std::size_t at = 0; at < name.size();) {
        std::size_t end = at + 1;
        while (end < name.size() && (name[end] & '\xC0') == '\x80') {
            ++end;
        }
        encoder.append(bytes, name.substr(at, end - at));
        if (bytes.size() > most) {
            break;
        }
        cut += name.substr(at, end - at);
        at = end;
    }
    return cut;
}

bool isInCatalog(const std::string& layer) {
    const auto names = data::catalogNames();
    return std::find(names.begin(), names.end(), layer) != names.end();
}

std::vector<std::string> longNames(const LayerSchema& schema, bool inCatalog) {
    std::vector<std::string> wanted;
    for (const FieldSchema& field : schema.fields) {
        const bool titled = !inCatalog && !field.title.zh.empty();
        wanted.push_back(titled ? field.title.zh : field.name);
        if (lowered(wanted.back()) == "fid" || lowered(wanted.back()) == "geom") {
            wanted.back() += "_";
        }
    }
    return distinctNames(wanted, data::ExportEncoding::Utf8, 0);
}

Error badArgument(const char* option, const char* pattern, const std::string& value) {
    return {ErrorCode::BadArgument, option, sentence(pattern, {value})};
}

/// System, and places of coordinates in texts.
Result<void> decideCrs(data::ExportPlan& plan,
                       const data::ExportFormat& format,
                       const std::string& wanted,
                       const std::string& workspace) {
    if (plan.schema.geometry == GeometryKind::None) {
        return wanted.empty()
                   ? Result<void>()
                   : badArgument("--crs",
                                 QT_TRANSLATE_NOOP("tuban", "%1 is a table without geometry"),
                                 plan.schema.name);
    }
    if (format.worldOnly && !wanted.empty() && wanted != kWorldCrs) {
        return badArgument(
            "--crs",
            QT_TRANSLATE_NOOP("tuban", "%1 is always in longitude and latitude (EPSG:4326)"),
            format.id);
    }
    const bool world = format.worldOnly || (format.worldFirst && wanted.empty());
    auto home =
        format.zonePrefix ? data::zonePrefixedCrs(workspace) : Result<std::string>(workspace);
    if (!home) {
        return home.error();
    }
    const auto info = geometry::describeCrs(world ? kWorldCrs : wanted.empty() ? *home : wanted);
    if (!info) {
        return info.error();
    }
    plan.crs = info->authority.empty() ? info->wkt : info->authority;
    plan.geographic = info->kind == geometry::CrsInfo::Kind::Geographic;
    plan.decimals = plan.geographic         ? kDegreeDecimals
                    : plan.crs == workspace ? kGridDecimals
                                            : kPlaneDecimals;
    return {};
}

data::ExportLook lookOf(const data::SymbolLook& symbol, std::string name) {
    data::ExportLook look{.name = std::move(name)};
    look.fill = symbol.fill.value_or(look.fill);
    look.opacity = symbol.fill ? symbol.opacity.value_or(1.0) : 0.0;
    look.line = symbol.line.value_or(look.line);
    look.width = symbol.width.value_or(look.width);
    return look;
}

/// A fill for each class, in the colours of a class table.
Result<void>
addClasses(data::ExportLooks& looks, const data::LayerLooks& style, Language language) {
    const auto index = data::readClassificationIndex(data::classificationFolder());
    if (!index) {
        return index.error();
    }
    for (const data::IndexedTable& table : index->tables) {
        if (table.file != style.classes + ".csv") {
            continue;
        }
        const auto classes = data::loadClassification(table.info.id);
        if (!classes) {
            return classes.error();
        }
        for (const LandUseClass& one : classes->classes()) {
            data::SymbolLook symbol = style.symbol;
            symbol.fill = one.colour ? one.colour : symbol.fill;
            looks.byValue[one.code] = looks.looks.size();
            looks.looks.push_back(lookOf(symbol, one.code + " " + nameIn(language, one.name)));
        }
    }
    return {};
}

/// The title of a value where the field lists its values.
std::string titleOf(const FieldSchema& field, const std::string& value, Language language) {
    for (const CodeEntry& code : field.codes) {
        if (const auto* text = std::get_if<std::string>(&code.value); text && *text == value) {
            return nameIn(language, code.title);
        }
    }
    return value;
}

Result<data::ExportLooks>
makeLooks(const LayerSchema& schema, const std::string& title, Language language) {
    data::ExportLooks looks;
    looks.looks[0].name = title;
    const auto style = data::readLayerLooks(schema.style.empty() ? schema.name : schema.style);
    if (!style) {
        return style.error();
    }
    if (!*style) {
        return looks;
    }
    looks.looks[0] = lookOf((*style)->symbol, title);
    looks.field = schema.fieldIndex((*style)->field);
    if (!looks.field) {
        return looks;
    }
    for (const data::LayerLooks::Rule& rule : (*style)->rules) {
        for (const std::string& value : rule.values) {
            looks.byValue[value] = looks.looks.size();
            looks.looks.push_back(
                lookOf(rule.symbol, titleOf(schema.fields[*looks.field], value, language)));
        }
    }
    if (!(*style)->classes.empty()) {
        if (auto added = addClasses(looks, **style, language); !added) {
            return added.error();
        }
    }
    return looks;
}

/// Formats that do not take every kind of layer say so.
Result<void> refuseKind(const LayerSchema& schema, const data::ExportFormat& format) {
    if (schema.geometry == GeometryKind::None && !format.tables) {
        return badArgument("--format",
                           QT_TRANSLATE_NOOP("tuban", "%1 holds no tables without geometry"),
                           format.id);
    }
    const bool polygons =
        schema.geometry == GeometryKind::Polygon || schema.geometry == GeometryKind::MultiPolygon;
    if (format.polygonsOnly && !polygons) {
        return badArgument(
            "--format", QT_TRANSLATE_NOOP("tuban", "%1 holds polygons only"), format.id);
    }
    return {};
}

std::string hexOf(const Sha256& hash) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : hash) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0x0FU];
    }
    return text;
}

Result<void>
nameFields(data::ExportPlan& plan, const data::ExportFormat& format, Language language) {
    const bool inCatalog = isInCatalog(plan.schema.name);
    std::vector<std::string> headings;
    for (const FieldSchema& field : plan.schema.fields) {
        const std::string& title = nameIn(language, field.title);
        headings.push_back(title.empty() ? field.name : title);
    }
    plan.headings = distinctNames(headings, data::ExportEncoding::Utf8, 0);
    if (format.shortNames) {
        const auto official = data::readExportNames();
        if (!official) {
            return official.error();
        }
        const auto found = official->find(plan.schema.name);
        const std::map<std::string, std::string> none;
        plan.names = shapefileNames(
            plan.schema, found == official->end() ? none : found->second, inCatalog, plan.encoding);
    } else {
        plan.names = format.headings ? plan.headings
                                     : longNames(plan.schema, inCatalog || format.plainNames);
    }
    return {};
}

} // namespace

std::vector<std::string> distinctNames(const std::vector<std::string>& wanted,
                                       data::ExportEncoding encoding,
                                       std::size_t most) {
    data::TextEncoder encoder(encoding);
    std::set<std::string> used;
    std::vector<std::string> names;
    for (const std::string& name : wanted) {
        std::string one = most == 0 ? name : cutName(name, encoder, most);
        for (int number = 1; one.empty() || !used.insert(lowered(one)).second; ++number) {
            const std::string end = "_" + std::to_string(number);
            one = (most == 0 ? name : cutName(name, encoder, most - end.size())) + end;
        }
        names.push_back(one);
    }
    return names;
}

std::vector<std::string> shapefileNames(const LayerSchema& schema,
                                        const std::map<std::string, std::string>& official,
                                        bool inCatalog,
                                        data::ExportEncoding encoding) {
    std::vector<std::string> wanted; // official ones first: they keep their names
    std::vector<std::size_t> places;
    for (const bool listed : {true, false}) {
        for (std::size_t i = 0; i < schema.fields.size(); ++i) {
            const FieldSchema& field = schema.fields[i];
            const auto name = official.find(field.name);
            if ((name != official.end()) != listed) {
                continue;
            }
            const bool titled = !inCatalog && !field.title.zh.empty();
            wanted.push_back(listed ? name->second : titled ? field.title.zh : field.name);
            places.push_back(i);
        }
    }
    const std::vector<std::string> made = distinctNames(wanted, encoding, kShortName);
    std::vector<std::string> names(made.size());
    for (std::size_t i = 0; i < made.size(); ++i) {
        names[places[i]] = made[i];
    }
    return names;
}

Result<data::ExportPlan> makeExportPlan(const data::WorkspaceStore& store,
                                        const LayerSchema& schema,
                                        const data::ExportFormat& format,
                                        const ExportWishes& wishes) {
    const data::StoreInfo& info = store.info();
    data::ExportPlan plan{.schema = schema};
    if (auto fits = refuseKind(schema, format); !fits) {
        return fits.error();
    }
    const auto encoding = wishes.encoding.empty() ? std::optional(format.usualEncoding)
                                                  : data::exportEncodingNamed(wishes.encoding);
    if (!encoding || (!format.encodings && *encoding != data::ExportEncoding::Utf8)) {
        return badArgument("--encoding",
                           format.encodings ? QT_TRANSLATE_NOOP("tuban", "utf-8, gbk or gb18030")
                                            : QT_TRANSLATE_NOOP("tuban", "%1 is always in UTF-8"),
                           format.id);
    }
    plan.encoding = *encoding;
    plan.encodingChosen = !wishes.encoding.empty();
    plan.dialect = wishes.dialect;
    plan.chinese = wishes.language == Language::Chinese;
    const std::string& title = nameIn(wishes.language, schema.title);
    plan.title = title.empty() ? schema.name : title;
    plan.notice = nameIn(wishes.language, info.notice);
    if (auto decided = decideCrs(plan, format, wishes.crs, info.crs); !decided) {
        return decided.error();
    }
    if (auto named = nameFields(plan, format, wishes.language); !named) {
        return named.error();
    }
    auto looks = makeLooks(schema, plan.title, wishes.language);
    if (!looks) {
        return looks.error();
    }
    plan.looks = std::move(*looks);
    const auto head = store.head();
    const auto rows = store.rowCount(schema.name);
    if (!head || !rows) {
        return head ? rows.error() : head.error();
    }
    plan.rows = *rows;
    plan.date = head->time.substr(0, std::string_view("2020-01-01").size());
    plan.origin = "workspace " + info.id.text() + ", entry " +
                  std::to_string(numberOf(head->number)) + ", " + hexOf(head->hash);
    return plan;
}

} // namespace tuban::jobs

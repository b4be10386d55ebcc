#include "app/style/style_edits.h"

#include <QColor>

#include <algorithm>
#include <map>
#include <set>

namespace tuban::app {

namespace {

using render::MapGeometry;

constexpr double kHatchMillimetres = 2.0;

double millimetresOf(const SymbolLength& length) {
    return onPaper(length, 10000.0).inMillimetres(); // lengths on the ground: as at 1 : 10 000
}

template <typename Part, typename List> auto* firstOf(List& symbolizers) {
    for (auto& symbolizer : symbolizers) {
        if (auto* const part = std::get_if<Part>(&symbolizer)) {
            return part;
        }
    }
    using Pointer = decltype(std::get_if<Part>(&symbolizers.front()));
    return Pointer(nullptr);
}

/// The part, made if there is none.
template <typename Part> Part& partOf(Rule& rule) {
    if (Part* const part = firstOf<Part>(rule.symbolizers)) {
        return *part;
    }
    const auto label = std::find_if(rule.symbolizers.begin(), rule.symbolizers.end(), [](auto& s) {
        return std::holds_alternative<TextSymbolizer>(s);
    });
    return std::get<Part>(*rule.symbolizers.insert(label, Part()));
}

/// Where the stroke of a rule is kept; null: it has none.
const Stroke* strokeOf(const Rule& rule, MapGeometry geometry) {
    if (geometry == MapGeometry::Polygons) {
        const auto* const area = firstOf<PolygonSymbolizer>(rule.symbolizers);
        if (area != nullptr && area->stroke) {
            return &*area->stroke;
        }
    }
    if (geometry == MapGeometry::Points) {
        const auto* const point = firstOf<PointSymbolizer>(rule.symbolizers);
        const auto* const mark =
            point == nullptr ? nullptr : std::get_if<Mark>(&point->graphic.symbol);
        return mark == nullptr || !mark->stroke ? nullptr : &*mark->stroke;
    }
    // Of a line with a casing the last one is the line itself.
    const Stroke* found = nullptr;
    for (const Symbolizer& symbolizer : rule.symbolizers) {
        if (const auto* const line = std::get_if<LineSymbolizer>(&symbolizer)) {
            found = &line->stroke;
        }
    }
    return found;
}

Stroke* strokeOf(Rule& rule, MapGeometry geometry) {
    return const_cast<Stroke*>(strokeOf(static_cast<const Rule&>(rule), geometry));
}

Stroke& strokeToChange(Rule& rule, MapGeometry geometry) {
    if (Stroke* const stroke = strokeOf(rule, geometry)) {
        return *stroke;
    }
    if (geometry == MapGeometry::Polygons) {
        return partOf<PolygonSymbolizer>(rule).stroke.emplace();
    }
    if (geometry == MapGeometry::Points) {
        Graphic& graphic = partOf<PointSymbolizer>(rule).graphic;
        auto* const mark = std::get_if<Mark>(&graphic.symbol);
        return (mark != nullptr ? *mark : graphic.symbol.emplace<Mark>()).stroke.emplace();
    }
    return partOf<LineSymbolizer>(rule).stroke;
}

void removeStroke(Rule& rule, MapGeometry geometry) {
    if (auto* const area = firstOf<PolygonSymbolizer>(rule.symbolizers)) {
        area->stroke.reset();
    }
    if (auto* const point = firstOf<PointSymbolizer>(rule.symbolizers)) {
        if (auto* const mark = std::get_if<Mark>(&point->graphic.symbol)) {
            mark->stroke.reset();
        }
    }
    if (geometry != MapGeometry::Points) {
        std::erase_if(rule.symbolizers, [](const Symbolizer& symbolizer) {
            return std::holds_alternative<LineSymbolizer>(symbolizer);
        });
    }
}

void setFill(Rule& rule, MapGeometry geometry, const SymbolLook& look) {
    std::optional<Fill> fill;
    if (look.fill) {
        fill = Fill{*look.fill, Ratio::fraction(look.fillOpacity)};
    }
    if (geometry == MapGeometry::Polygons) {
        partOf<PolygonSymbolizer>(rule).fill = fill;
    } else if (geometry == MapGeometry::Points) {
        Graphic& graphic = partOf<PointSymbolizer>(rule).graphic;
        if (auto* const mark = std::get_if<Mark>(&graphic.symbol)) {
            mark->fill = fill;
        }
    }
}

void setHatch(Rule& rule, const SymbolLook& look) {
    auto& pattern = partOf<PolygonSymbolizer>(rule).pattern;
    if (!look.hatch) {
        pattern.reset();
        return;
    }
    const SymbolLength size =
        pattern ? pattern->size : SymbolLength(PaperLength::millimetres(kHatchMillimetres));
    Mark mark{.shape = *look.hatch};
    mark.stroke = Stroke{.colour = look.hatchColour, .width = PaperLength::millimetres(0.2)};
    pattern = Graphic{.symbol = mark, .size = size};
}

/// Far apart on the circle of colours, whatever their number.
Rgb colourOf(std::size_t place) {
    constexpr double kGoldenAngle = 137.50776405;
    const double hue = kGoldenAngle * static_cast<double>(place);
    const QColor colour = QColor::fromHsv(static_cast<int>(hue) % 360, 96, 232);
    return {static_cast<std::uint8_t>(colour.red()),
            static_cast<std::uint8_t>(colour.green()),
            static_cast<std::uint8_t>(colour.blue())};
}

bool onlyLabels(const Rule& rule) {
    return std::all_of(
        rule.symbolizers.begin(), rule.symbolizers.end(), [](const auto& symbolizer) {
            return std::holds_alternative<TextSymbolizer>(symbolizer);
        });
}

/// The rule that others are made after: the first one that draws more than labels.
Rule modelRule(const Style& style, MapGeometry geometry) {
    for (const Rule& rule : style.rules) {
        if (!onlyLabels(rule)) {
            return rule;
        }
    }
    return withLook(Rule(), geometry, {.fill = Rgb{200, 200, 200}, .line = Rgb{90, 90, 90}});
}

std::vector<Rule> labelRules(const Style& style) {
    std::vector<Rule> rules;
    for (const Rule& rule : style.rules) {
        if (onlyLabels(rule) && !rule.symbolizers.empty()) {
            rules.push_back(rule);
        }
    }
    return rules;
}

} // namespace

SymbolLook lookOf(const Rule& rule, MapGeometry geometry) {
    SymbolLook look;
    std::optional<Fill> fill;
    if (const auto* const area = firstOf<PolygonSymbolizer>(rule.symbolizers)) {
        fill = area->fill;
        const auto* const mark =
            area->pattern ? std::get_if<Mark>(&area->pattern->symbol) : nullptr;
        if (mark != nullptr) {
            look.hatch = mark->shape;
            look.hatchColour = mark->stroke ? mark->stroke->colour
                               : mark->fill ? mark->fill->colour
                                            : Rgb{};
        }
    }
    if (const auto* const point = firstOf<PointSymbolizer>(rule.symbolizers);
        point != nullptr && geometry == MapGeometry::Points) {
        look.markMillimetres = millimetresOf(point->graphic.size);
        if (const auto* const mark = std::get_if<Mark>(&point->graphic.symbol)) {
            look.mark = mark->shape;
            fill = mark->fill;
        }
    }
    if (fill) {
        look.fill = fill->colour;
        look.fillOpacity = fill->opacity.inFraction();
    }
    if (const Stroke* const stroke = strokeOf(rule, geometry)) {
        look.line = stroke->colour;
        look.lineMillimetres = millimetresOf(stroke->width);
        look.dashed = !stroke->dashes.empty();
    }
    return look;
}

Rule withLook(const Rule& rule, MapGeometry geometry, const SymbolLook& look) {
    const SymbolLook now = lookOf(rule, geometry);
    Rule changed = rule;
    if (geometry == MapGeometry::Points &&
        (look.mark != now.mark || look.markMillimetres != now.markMillimetres)) {
        Graphic& graphic = partOf<PointSymbolizer>(changed).graphic;
        if (look.mark) {
            auto* const mark = std::get_if<Mark>(&graphic.symbol);
            (mark != nullptr ? *mark : graphic.symbol.emplace<Mark>()).shape = *look.mark;
        }
        graphic.size = PaperLength::millimetres(look.markMillimetres);
    }
    if (look.fill != now.fill || look.fillOpacity != now.fillOpacity) {
        setFill(changed, geometry, look);
    }
    if (geometry == MapGeometry::Polygons &&
        (look.hatch != now.hatch || (look.hatch && !(look.hatchColour == now.hatchColour)))) {
        setHatch(changed, look);
    }
    if (!look.line) {
        removeStroke(changed, geometry);
    } else if (look.line != now.line || look.lineMillimetres != now.lineMillimetres ||
               look.dashed != now.dashed) {
        Stroke& stroke = strokeToChange(changed, geometry);
        stroke.colour = *look.line;
        if (look.lineMillimetres != now.lineMillimetres || !now.line) {
            stroke.width = PaperLength::millimetres(look.lineMillimetres);
        }
        if (look.dashed != now.dashed) {
            const double dash = std::max(4.0 * look.lineMillimetres, 1.0);
            stroke.dashes.clear();
            if (look.dashed) {
                stroke.dashes = {PaperLength::millimetres(dash),
                                 PaperLength::millimetres(dash / 2)};
            }
        }
    }
    return changed;
}

LabelLook labelOf(const Style& style) {
    LabelLook look;
    for (const Rule& rule : style.rules) {
        const auto* const text = firstOf<TextSymbolizer>(rule.symbolizers);
        for (const LabelPart& part : text == nullptr ? std::vector<LabelPart>() : text->label) {
            if (part.kind != LabelPart::Kind::Literal) {
                look.field = part.text;
                look.millimetres = millimetresOf(text->font.size);
                look.colour = text->fill.colour;
                look.halo = text->halo.has_value();
                return look;
            }
        }
    }
    return look;
}

Style withLabel(const Style& style, const LabelLook& label) {
    Style changed = style;
    TextSymbolizer text;
    for (Rule& rule : changed.rules) {
        if (const auto* const old = firstOf<TextSymbolizer>(rule.symbolizers)) {
            text = *old;
        }
        std::erase_if(rule.symbolizers, [](const Symbolizer& symbolizer) {
            return std::holds_alternative<TextSymbolizer>(symbolizer);
        });
    }
    std::erase_if(changed.rules, [](const Rule& rule) { return rule.symbolizers.empty(); });
    if (label.field.empty()) {
        return changed;
    }
    if (label.field != labelOf(style).field) { // else texts of several fields stay as they are
        text.label = {{.kind = LabelPart::Kind::Field, .text = label.field}};
        text.fraction = false;
    }
    text.font.size = PaperLength::millimetres(label.millimetres);
    text.fill.colour = label.colour;
    text.halo = label.halo ? text.halo.value_or(Halo()) : std::optional<Halo>();
    Rule rule;
    rule.name = "labels";
    rule.title = {"注记", "Labels"};
    rule.pass = changed.rules.empty() ? 0 : changed.rules.back().pass;
    rule.symbolizers = {text};
    changed.rules.push_back(std::move(rule));
    return changed;
}

Style singleSymbol(const Style& style, MapGeometry geometry) {
    Style single = style;
    Rule rule = modelRule(style, geometry);
    rule.name = "all";
    rule.title = style.title;
    rule.condition.reset();
    rule.otherwise = false;
    rule.pass = 0;
    single.rules = labelRules(style);
    single.rules.insert(single.rules.begin(), std::move(rule));
    return single;
}

std::optional<Style> categories(const Style& style,
                                MapGeometry geometry,
                                const AttributeTable& table,
                                std::size_t field,
                                std::size_t most) {
    const FieldSchema& schema = table.schema().fields[field];
    std::set<std::string> values;
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (!table.column(field).isNull(row)) {
            values.insert(table.column(field).text(row));
        }
        if (values.size() > most) {
            return std::nullopt;
        }
    }
    const Rule model = singleSymbol(style, geometry).rules.front();
    const auto coloured = [&](Rgb colour) {
        SymbolLook look = lookOf(model, geometry);
        (geometry == MapGeometry::Lines ? look.line : look.fill) = colour;
        return withLook(model, geometry, look);
    };
    Style all = style;
    all.rules.clear();
    for (const std::string& value : values) {
        Rule rule = coloured(colourOf(all.rules.size()));
        rule.name = value;
        rule.title = {value, value};
        for (const CodeEntry& code : schema.codes) {
            const auto* const text = std::get_if<std::string>(&code.value);
            if (text != nullptr && *text == value) {
                rule.title = code.title;
            }
        }
        rule.condition = Condition{
            .kind = Condition::Kind::Equal,
            .terms = {{.isField = true, .text = schema.name}, {.isField = false, .text = value}}};
        all.rules.push_back(std::move(rule));
    }
    Rule rest = coloured({221, 221, 221});
    rest.name = "rest";
    rest.title = {"其他", "Others"};
    rest.otherwise = true;
    all.rules.push_back(std::move(rest));
    for (Rule& rule : labelRules(style)) {
        all.rules.push_back(std::move(rule));
    }
    return all;
}

} // namespace tuban::app

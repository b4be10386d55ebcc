// Symbolizers of areas, lines and points.

#include "data/styles/sld_parts.h"

#include <utility>

namespace tuban::data {

namespace {

std::optional<MarkShape> shapeNamed(std::string_view name) {
    constexpr std::pair<std::string_view, MarkShape> kShapes[] = {
        {"square", MarkShape::Square},
        {"circle", MarkShape::Circle},
        {"triangle", MarkShape::Triangle},
        {"star", MarkShape::Star},
        {"cross", MarkShape::Cross},
        {"x", MarkShape::X},
        {"slash", MarkShape::Slash},
        {"hatch", MarkShape::Slash},
        {"backslash", MarkShape::Backslash},
        {"vertline", MarkShape::VerticalLine},
        {"line", MarkShape::VerticalLine},
        {"horline", MarkShape::HorizontalLine},
        {"plus", MarkShape::Plus},
        {"times", MarkShape::Times},
        {"dot", MarkShape::Dot}};
    constexpr std::string_view kPrefix = "shape://";
    if (name.starts_with(kPrefix)) {
        name.remove_prefix(kPrefix.size());
    }
    for (const auto& [known, shape] : kShapes) {
        if (name == known) {
            return shape;
        }
    }
    return std::nullopt;
}

Mark defaultMark() {
    return {.fill = Fill(), .stroke = Stroke()};
}

Mark readMark(XmlNode& node, const SldLengths& lengths, SldNotes& notes) {
    Mark mark;
    if (XmlNode* const name = node.child("WellKnownName")) {
        const auto text = literalOf(*name);
        const auto shape = text ? shapeNamed(*text) : std::nullopt;
        if (!shape) {
            notes.valueUnread(*name, text.value_or(std::string()));
        }
        mark.shape = shape.value_or(mark.shape);
    }
    if (XmlNode* const fill = node.child("Fill")) {
        mark.fill = readFill(*fill, notes);
    }
    if (XmlNode* const stroke = node.child("Stroke")) {
        mark.stroke = readStroke(*stroke, lengths, notes);
    }
    if (!mark.fill && !mark.stroke) {
        mark.fill = defaultMark().fill;
        mark.stroke = defaultMark().stroke;
    }
    return mark;
}

/// Pictures on the network and such inside of the style are none.
std::optional<PictureFile> readPicture(XmlNode& node, SldNotes& notes) {
    XmlNode* const resource = node.child("OnlineResource");
    for (XmlNode* const format : node.childrenNamed("Format")) {
        format->takeAll();
    }
    if (resource == nullptr) {
        return std::nullopt;
    }
    std::string path = resource->attribute("href");
    while (path.starts_with("file:")) {
        path.erase(0, path.starts_with("file://") ? 7 : 5);
    }
    const bool remote = path.find("://") != std::string::npos || path.starts_with("data:") ||
                        path.starts_with("base64:");
    if (path.empty() || remote) {
        notes.valueUnread(*resource, path);
        return std::nullopt;
    }
    return PictureFile{std::move(path)};
}

/// The first symbol that can be drawn: the others stand in for it where it cannot.
std::optional<std::variant<Mark, PictureFile>>
readSymbol(XmlNode& graphic, const SldLengths& lengths, SldNotes& notes) {
    std::optional<std::variant<Mark, PictureFile>> symbol;
    for (XmlNode& node : graphic.children) {
        const bool picture = node.is("ExternalGraphic");
        if (!picture && !node.is("Mark")) {
            continue;
        }
        if (symbol) {
            node.takeAll();
            continue;
        }
        node.taken = true;
        if (!picture) {
            symbol = readMark(node, lengths, notes);
        } else if (auto read = readPicture(node, notes)) {
            symbol = std::move(*read);
        }
    }
    return symbol;
}

Graphic readGraphic(XmlNode& node, const SldLengths& lengths, SldNotes& notes) {
    Graphic graphic{.symbol = defaultMark()};
    if (auto symbol = readSymbol(node, lengths, notes)) {
        graphic.symbol = std::move(*symbol);
    }
    if (std::holds_alternative<PictureFile>(graphic.symbol)) {
        graphic.size = PaperLength::pixels(16.0); // OGC 05-077r4, 11.3.2
    }
    if (XmlNode* const size = node.child("Size")) {
        graphic.size = lengths.lengthOf(*size).value_or(graphic.size);
    }
    if (XmlNode* const rotation = node.child("Rotation")) {
        graphic.rotation = Angle::degrees(numberOf(*rotation, notes).value_or(0.0));
    }
    if (XmlNode* const opacity = node.child("Opacity")) {
        graphic.opacity = Ratio::fraction(numberOf(*opacity, notes).value_or(1.0));
    }
    return graphic;
}

/// Fills out of the areas and the strokes of a PolygonSymbolizer.
PolygonSymbolizer readPolygon(XmlNode& node, const SldLengths& lengths, SldNotes& notes) {
    PolygonSymbolizer polygon;
    if (XmlNode* const fill = node.child("Fill")) {
        XmlNode* const pattern = fill->child("GraphicFill");
        XmlNode* const graphic = pattern != nullptr ? pattern->child("Graphic") : nullptr;
        if (graphic != nullptr) {
            polygon.pattern = readGraphic(*graphic, lengths, notes);
        }
        const bool plain = fill->child("SvgParameter") != nullptr ||
                           fill->child("CssParameter") != nullptr || pattern == nullptr;
        if (plain) {
            polygon.fill = readFill(*fill, notes);
        }
    }
    if (XmlNode* const stroke = node.child("Stroke")) {
        polygon.stroke = readStroke(*stroke, lengths, notes);
    }
    return polygon;
}

/// A geometry by its plain name is that of the feature.
void takeGeometry(XmlNode& symbolizer) {
    XmlNode* const geometry = symbolizer.child("Geometry");
    if (geometry == nullptr) {
        return;
    }
    for (XmlNode& inner : geometry->children) {
        fieldOf(inner);
    }
}

} // namespace

std::optional<Symbolizer> readSymbolizer(XmlNode& node, SldNotes& notes) {
    const bool known = node.is("PolygonSymbolizer") || node.is("LineSymbolizer") ||
                       node.is("PointSymbolizer") || node.is("TextSymbolizer");
    if (!known) {
        return std::nullopt;
    }
    node.taken = true;
    takeGeometry(node);
    const SldLengths lengths(node, notes);
    if (node.is("PolygonSymbolizer")) {
        return readPolygon(node, lengths, notes);
    }
    if (node.is("TextSymbolizer")) {
        return readTextSymbolizer(node, lengths, notes);
    }
    if (node.is("LineSymbolizer")) {
        XmlNode* const stroke = node.child("Stroke");
        return LineSymbolizer{stroke != nullptr ? readStroke(*stroke, lengths, notes) : Stroke()};
    }
    XmlNode* const graphic = node.child("Graphic");
    return PointSymbolizer{graphic != nullptr ? readGraphic(*graphic, lengths, notes)
                                              : Graphic{.symbol = defaultMark()}};
}

} // namespace tuban::data

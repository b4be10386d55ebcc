// Labels of SLD: their text, font, halo and place.

#include "data/styles/sld_parts.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tuban::data {

namespace {

/// "0" is a whole number, "0.00" has two decimals; nothing for other patterns.
std::optional<int> decimalsOf(std::string_view pattern) {
    const std::size_t point = pattern.find('.');
    const std::string_view digits =
        point == std::string_view::npos ? std::string_view() : pattern.substr(point + 1);
    const bool zeros = !pattern.empty() && pattern.front() == '0' &&
                       digits.find_first_not_of('0') == std::string_view::npos &&
                       (point == 1 || pattern.size() == 1);
    return zeros ? std::optional(static_cast<int>(digits.size())) : std::nullopt;
}

std::vector<XmlNode*> elementsIn(XmlNode& node) {
    std::vector<XmlNode*> found;
    for (XmlNode& child : node.children) {
        if (!child.name.empty()) {
            found.push_back(&child);
        }
    }
    return found;
}

/// A field, or a field divided by a number.
std::optional<LabelPart> quotientOf(XmlNode& node, SldNotes& notes) {
    if (auto field = fieldOf(node)) {
        return LabelPart{LabelPart::Kind::Number, std::move(*field)};
    }
    const auto terms = elementsIn(node);
    if (!node.is("Div") || terms.size() != 2 || !terms[1]->is("Literal")) {
        return std::nullopt;
    }
    auto field = fieldOf(*terms[0]);
    const auto divisor = numberOf(*terms[1], notes);
    if (!field || !divisor || *divisor == 0.0) {
        return std::nullopt;
    }
    node.taken = true;
    terms[1]->taken = true;
    return LabelPart{LabelPart::Kind::Number, std::move(*field), *divisor};
}

/// FormatNumber of Symbology Encoding.
std::optional<LabelPart> readNumberPart(XmlNode& node, SldNotes& notes) {
    XmlNode* const value = node.child("NumericValue");
    XmlNode* const pattern = node.child("Pattern");
    const auto inner = value != nullptr ? elementsIn(*value) : std::vector<XmlNode*>();
    auto part = inner.size() == 1 ? quotientOf(*inner.front(), notes) : std::nullopt;
    const auto text = pattern != nullptr ? literalOf(*pattern) : std::nullopt;
    const auto decimals = text ? decimalsOf(*text) : std::nullopt;
    if (text && !decimals) {
        notes.valueUnread(*pattern, *text);
    }
    if (part && decimals) {
        part->decimals = *decimals;
    }
    return part;
}

void addLiteral(std::string text, std::vector<LabelPart>& parts) {
    if (!parts.empty() && parts.back().kind == LabelPart::Kind::Literal) {
        parts.back().text += text;
    } else if (!text.empty()) {
        parts.push_back({LabelPart::Kind::Literal, std::move(text)});
    }
}

std::vector<LabelPart> readLabel(XmlNode& node, SldNotes& notes) {
    std::vector<LabelPart> parts;
    for (XmlNode& child : node.children) {
        if (child.name.empty()) {
            child.taken = true;
            addLiteral(child.text, parts);
        } else if (auto field = fieldOf(child)) {
            parts.push_back({LabelPart::Kind::Field, std::move(*field)});
        } else if (child.is("Literal")) {
            child.taken = true;
            addLiteral(literalOf(child).value_or(std::string()), parts);
        } else if (child.is("FormatNumber")) {
            child.taken = true;
            if (auto part = readNumberPart(child, notes)) {
                parts.push_back(std::move(*part));
            }
        }
    }
    return parts;
}

Font readFont(XmlNode& node, const SldLengths& lengths) {
    Font font;
    forEachParameter(node, [&](const std::string& name, XmlNode& value) {
        const auto text = literalOf(value);
        if (!text) {
            return true;
        }
        if (name == "font-family") {
            font.families.push_back(*text);
        } else if (name == "font-size") {
            font.size = lengths.lengthFrom(value, *text).value_or(font.size);
        } else if (name == "font-weight") {
            const bool heavy = *text >= "600" && *text <= "900";
            font.bold = *text == "bold" || *text == "bolder" || heavy;
        } else if (name == "font-style") {
            font.italic = *text == "italic" || *text == "oblique";
        } else {
            return false;
        }
        return true;
    });
    return font;
}

Halo readHalo(XmlNode& node, const SldLengths& lengths, SldNotes& notes) {
    Halo halo;
    if (XmlNode* const radius = node.child("Radius")) {
        halo.radius = lengths.lengthOf(*radius).value_or(halo.radius);
    }
    if (XmlNode* const fill = node.child("Fill")) {
        halo.fill = readFill(*fill, notes);
    }
    return halo;
}

PointPlacement readPoint(XmlNode& node, const SldLengths& lengths, SldNotes& notes) {
    PointPlacement place;
    if (XmlNode* const anchor = node.child("AnchorPoint")) {
        for (const auto& [name, at] :
             {std::pair("AnchorPointX", 0U), std::pair("AnchorPointY", 1U)}) {
            if (XmlNode* const value = anchor->child(name)) {
                place.anchor[at] = numberOf(*value, notes).value_or(place.anchor[at]);
            }
        }
    }
    if (XmlNode* const away = node.child("Displacement")) {
        for (const auto& [name, at] :
             {std::pair("DisplacementX", 0U), std::pair("DisplacementY", 1U)}) {
            if (XmlNode* const value = away->child(name)) {
                place.displacement[at] = lengths.lengthOf(*value).value_or(place.displacement[at]);
            }
        }
    }
    if (XmlNode* const rotation = node.child("Rotation")) {
        place.rotation = Angle::degrees(numberOf(*rotation, notes).value_or(0.0));
    }
    return place;
}

LinePlacement readLine(XmlNode& node, const SldLengths& lengths) {
    LinePlacement place;
    if (XmlNode* const offset = node.child("PerpendicularOffset")) {
        place.offset = lengths.lengthOf(*offset).value_or(place.offset);
    }
    XmlNode* const repeated = node.child("IsRepeated");
    XmlNode* const gap = node.child("Gap");
    if (repeated != nullptr && literalOf(*repeated) == "true" && gap != nullptr) {
        place.repeat = lengths.lengthOf(*gap);
    }
    return place;
}

/// What programs say of labels beyond the standard.
void readOptions(XmlNode& node, const SldLengths& lengths, TextSymbolizer& text) {
    for (XmlNode& option : node.children) {
        if (!option.is("VendorOption")) {
            continue;
        }
        const std::string name = option.attribute("name");
        const std::string value = literalOf(option).value_or(std::string());
        option.taken = true;
        if (name == "fraction" && (value == "true" || value == "false")) {
            text.fraction = value == "true";
        } else if (name == "goodnessOfFit" && (value == "0" || value == "1")) {
            text.onlyInside = value == "1";
        } else if (auto* const line = std::get_if<LinePlacement>(&text.placement);
                   name == "repeat" && line != nullptr) {
            line->repeat = lengths.lengthOf(option);
        } else {
            option.taken = false;
        }
    }
}

} // namespace

TextSymbolizer readTextSymbolizer(XmlNode& node, const SldLengths& lengths, SldNotes& notes) {
    TextSymbolizer text;
    if (XmlNode* const label = node.child("Label")) {
        text.label = readLabel(*label, notes);
    }
    if (XmlNode* const font = node.child("Font")) {
        text.font = readFont(*font, lengths);
    }
    if (XmlNode* const fill = node.child("Fill")) {
        text.fill = readFill(*fill, notes);
    } else {
        text.fill.colour = {0, 0, 0};
    }
    if (XmlNode* const halo = node.child("Halo")) {
        text.halo = readHalo(*halo, lengths, notes);
    }
    if (XmlNode* const placement = node.child("LabelPlacement")) {
        if (XmlNode* const point = placement->child("PointPlacement")) {
            text.placement = readPoint(*point, lengths, notes);
        } else if (XmlNode* const line = placement->child("LinePlacement")) {
            text.placement = readLine(*line, lengths);
        }
    }
    if (XmlNode* const priority = node.child("Priority")) {
        text.priority = numberOf(*priority, notes).value_or(text.priority);
    }
    readOptions(node, lengths, text);
    return text;
}

} // namespace tuban::data

// Numbers, colours and lengths of SLD, and what could not be read.

#include "data/styles/sld_parts.h"

#include <charconv>
#include <cmath>
#include <utility>

namespace tuban::data {

namespace {

/// The number that `text` is as a whole.
std::optional<double> numberFrom(std::string_view text) {
    double value = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<Rgb> colourFrom(std::string_view text) {
    constexpr std::size_t kLength = 7; // #rrggbb
    std::uint32_t value = 0;
    if (text.size() != kLength || text.front() != '#' ||
        std::from_chars(text.data() + 1, text.data() + kLength, value, 16).ptr !=
            text.data() + kLength) {
        return std::nullopt;
    }
    return Rgb{static_cast<std::uint8_t>(value >> 16U),
               static_cast<std::uint8_t>((value >> 8U) & 0xFFU),
               static_cast<std::uint8_t>(value & 0xFFU)};
}

/// On paper lengths count in whole nanometres, so that a style stays the same when it is written
/// and read again.
PaperLength roundedPaper(double pixels) {
    constexpr double kNanometres = 1e6; // in a millimetre
    const double millimetres = PaperLength::pixels(pixels).inMillimetres();
    return PaperLength::millimetres(std::round(millimetres * kNanometres) / kNanometres);
}

void setColour(XmlNode& value, Rgb& target, SldNotes& notes) {
    const auto text = literalOf(value);
    if (!text) {
        return;
    }
    if (const auto colour = colourFrom(*text)) {
        target = *colour;
    } else {
        notes.valueUnread(value, *text);
    }
}

void setShare(XmlNode& value, Ratio& target, SldNotes& notes) {
    const auto share = numberOf(value, notes);
    if (share && *share >= 0.0 && *share <= 1.0) {
        target = Ratio::fraction(*share);
    } else if (share) {
        notes.valueUnread(value, *literalOf(value));
    }
}

template <typename T, std::size_t N>
void setNamed(XmlNode& value,
              const std::pair<const char*, T> (&names)[N],
              T& target,
              SldNotes& notes) {
    const auto text = literalOf(value);
    for (const auto& [name, meaning] : names) {
        if (text == name) {
            target = meaning;
            return;
        }
    }
    if (text) {
        notes.valueUnread(value, *text);
    }
}

void setDashes(XmlNode& value, const SldLengths& lengths, std::vector<SymbolLength>& dashes) {
    const auto text = literalOf(value);
    std::vector<SymbolLength> read;
    for (std::size_t at = 0; text && at < text->size();) {
        const std::size_t end = std::min(text->find_first_of(", \t\n", at), text->size());
        if (end > at) {
            const auto length =
                lengths.lengthFrom(value, std::string_view(*text).substr(at, end - at));
            if (!length) {
                return;
            }
            read.push_back(*length);
        }
        at = end + 1;
    }
    if (read.size() % 2 == 1) { // SVG: the list counts twice then
        read.insert(read.end(), read.begin(), read.end());
    }
    dashes = std::move(read);
}

} // namespace

void SldNotes::valueUnread(const XmlNode& node, const std::string& value) {
    const std::string parameter = node.attribute("name");
    m_findings.push_back(
        {Severity::Warning,
         FindingCode::StyleValueUnread,
         {},
         {},
         {},
         {std::to_string(node.line), parameter.empty() ? node.name : parameter, value}});
}

void SldNotes::ruleLeftOut(const XmlNode& rule, const std::string& name) {
    m_findings.push_back({Severity::Warning,
                          FindingCode::StyleRuleLeftOut,
                          {},
                          {},
                          {},
                          {std::to_string(rule.line), name}});
}

void SldNotes::addLeftOver(const XmlNode& node) {
    for (const XmlNode& child : node.children) {
        if (child.taken) {
            addLeftOver(child);
            continue;
        }
        const bool blank = child.text.find_first_not_of(" \t\r\n") == std::string::npos;
        if (child.name.empty() && blank) {
            continue;
        }
        const std::string named = child.attribute("name");
        const std::string what = child.name.empty() ? child.text : child.name;
        m_findings.push_back(
            {Severity::Warning,
             FindingCode::StyleElementLeftOut,
             {},
             {},
             {},
             {std::to_string(child.line), named.empty() ? what : what + " " + named, node.name}});
    }
}

std::optional<std::string> literalOf(XmlNode& node) {
    std::size_t elements = 0;
    for (const XmlNode& child : node.children) {
        elements += child.name.empty() ? 0U : 1U;
    }
    if (elements == 0) {
        return node.content();
    }
    XmlNode* const literal = elements == 1 ? node.child("Literal") : nullptr;
    return literal != nullptr ? literalOf(*literal) : std::nullopt;
}

std::optional<double> numberOf(XmlNode& node, SldNotes& notes) {
    const auto text = literalOf(node);
    const auto number = text ? numberFrom(*text) : std::nullopt;
    if (text && !number) {
        notes.valueUnread(node, *text);
    }
    return number;
}

SldLengths::SldLengths(const XmlNode& symbolizer, SldNotes& notes) : m_notes(&notes) {
    const std::string unit = symbolizer.attribute("uom");
    if (unit.ends_with("metre") || unit == "m") {
        m_unit = "m";
    } else if (unit.ends_with("foot") || unit == "ft") {
        m_unit = "ft";
    } else if (!unit.empty() && !unit.ends_with("pixel")) {
        notes.valueUnread(symbolizer, unit);
    }
}

std::optional<SymbolLength> SldLengths::lengthOf(XmlNode& node) const {
    const auto text = literalOf(node);
    return text ? lengthFrom(node, *text) : std::nullopt;
}

std::optional<SymbolLength> SldLengths::lengthFrom(const XmlNode& node,
                                                   std::string_view text) const {
    constexpr double kFoot = 0.3048; // metres
    std::string_view unit = m_unit;
    std::string_view digits = text;
    for (const std::string_view own : {"px", "ft", "m"}) {
        if (text.ends_with(own)) {
            unit = own;
            digits.remove_suffix(own.size());
            break;
        }
    }
    constexpr double kLongest = 1e5; // pixels are 28 m then
    const auto number = numberFrom(digits);
    if (!number || std::abs(*number) > kLongest) {
        m_notes->valueUnread(node, std::string(text));
        return std::nullopt;
    }
    if (unit == "px") {
        return roundedPaper(*number);
    }
    return Length::metres(unit == "ft" ? *number * kFoot : *number);
}

void forEachParameter(XmlNode& node,
                      const std::function<bool(const std::string&, XmlNode&)>& take) {
    for (XmlNode& child : node.children) {
        if (!child.is("SvgParameter") && !child.is("CssParameter")) {
            continue;
        }
        child.taken = take(child.attribute("name"), child);
    }
}

Fill readFill(XmlNode& node, SldNotes& notes) {
    Fill fill;
    forEachParameter(node, [&](const std::string& name, XmlNode& value) {
        if (name == "fill") {
            setColour(value, fill.colour, notes);
        } else if (name == "fill-opacity") {
            setShare(value, fill.opacity, notes);
        } else {
            return false;
        }
        return true;
    });
    return fill;
}

Stroke readStroke(XmlNode& node, const SldLengths& lengths, SldNotes& notes) {
    constexpr std::pair<const char*, LineCap> kCaps[] = {
        {"butt", LineCap::Butt}, {"round", LineCap::Round}, {"square", LineCap::Square}};
    constexpr std::pair<const char*, LineJoin> kJoins[] = {{"mitre", LineJoin::Mitre},
                                                           {"miter", LineJoin::Mitre},
                                                           {"round", LineJoin::Round},
                                                           {"bevel", LineJoin::Bevel}};
    Stroke stroke;
    forEachParameter(node, [&](const std::string& name, XmlNode& value) {
        if (name == "stroke") {
            setColour(value, stroke.colour, notes);
        } else if (name == "stroke-opacity") {
            setShare(value, stroke.opacity, notes);
        } else if (name == "stroke-width") {
            stroke.width = lengths.lengthOf(value).value_or(stroke.width);
        } else if (name == "stroke-dasharray") {
            setDashes(value, lengths, stroke.dashes);
        } else if (name == "stroke-dashoffset") {
            stroke.dashOffset = lengths.lengthOf(value).value_or(stroke.dashOffset);
        } else if (name == "stroke-linecap") {
            setNamed(value, kCaps, stroke.cap, notes);
        } else if (name == "stroke-linejoin") {
            setNamed(value, kJoins, stroke.join, notes);
        } else {
            return false;
        }
        return true;
    });
    return stroke;
}

} // namespace tuban::data

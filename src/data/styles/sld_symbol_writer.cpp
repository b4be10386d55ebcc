// Symbolizers as elements of SLD.

#include "data/styles/sld_elements.h"

#include <array>
#include <cstdio>

namespace tuban::data {

namespace {

constexpr const char* kMetre = "http://www.opengeospatial.org/se/units/metre";

void parameter(SldElements& out, const char* name, const std::string& value) {
    out.leaf("se:SvgParameter", value, {{"name", name}});
}

std::string colourText(Rgb colour) {
    std::array<char, 8> text{};
    (void)std::snprintf(text.data(), text.size(), "#%02x%02x%02x", colour.r, colour.g, colour.b);
    return text.data();
}

void writeFillParameters(SldElements& out, const Fill& fill) {
    parameter(out, "fill", colourText(fill.colour));
    if (fill.opacity != Ratio::fraction(1.0)) {
        parameter(out, "fill-opacity", SldElements::numberText(fill.opacity.inFraction()));
    }
}

void writeFill(SldElements& out, const Fill& fill) {
    out.open("se:Fill");
    writeFillParameters(out, fill);
    out.close();
}

void writeStroke(SldElements& out, const Stroke& stroke) {
    constexpr std::array kCaps{"butt", "round", "square"};
    constexpr std::array kJoins{"mitre", "round", "bevel"};
    out.open("se:Stroke");
    parameter(out, "stroke", colourText(stroke.colour));
    if (stroke.opacity != Ratio::fraction(1.0)) {
        parameter(out, "stroke-opacity", SldElements::numberText(stroke.opacity.inFraction()));
    }
    parameter(out, "stroke-width", out.lengthText(stroke.width));
    if (stroke.join != LineJoin::Mitre) {
        parameter(out, "stroke-linejoin", kJoins[static_cast<std::size_t>(stroke.join)]);
    }
    if (stroke.cap != LineCap::Butt) {
        parameter(out, "stroke-linecap", kCaps[static_cast<std::size_t>(stroke.cap)]);
    }
    if (!stroke.dashes.empty()) {
        std::string dashes;
        for (const SymbolLength& dash : stroke.dashes) {
            dashes += (dashes.empty() ? "" : " ") + out.lengthText(dash);
        }
        parameter(out, "stroke-dasharray", dashes);
    }
    if (stroke.dashOffset != SymbolLength(PaperLength())) {
        parameter(out, "stroke-dashoffset", out.lengthText(stroke.dashOffset));
    }
    out.close();
}

void writeMark(SldElements& out, const Mark& mark) {
    constexpr std::array kNames{"square",
                                "circle",
                                "triangle",
                                "star",
                                "cross",
                                "x",
                                "shape://slash",
                                "shape://backslash",
                                "shape://vertline",
                                "shape://horline",
                                "shape://plus",
                                "shape://times",
                                "shape://dot"};
    out.open("se:Mark");
    out.leaf("se:WellKnownName", kNames[static_cast<std::size_t>(mark.shape)]);
    if (mark.fill) {
        writeFill(out, *mark.fill);
    }
    if (mark.stroke) {
        writeStroke(out, *mark.stroke);
    }
    out.close();
}

std::string formatOf(const std::string& path) {
    const std::size_t point = path.rfind('.');
    const std::string ending = point == std::string::npos ? std::string() : path.substr(point + 1);
    return ending == "svg"                       ? "image/svg+xml"
           : ending == "jpg" || ending == "jpeg" ? "image/jpeg"
                                                 : "image/png";
}

void writeGraphic(SldElements& out, const Graphic& graphic) {
    out.open("se:Graphic");
    if (const Mark* const mark = std::get_if<Mark>(&graphic.symbol)) {
        writeMark(out, *mark);
    } else {
        const std::string& path = std::get<PictureFile>(graphic.symbol).path;
        out.open("se:ExternalGraphic");
        out.leaf("se:OnlineResource", {}, {{"xlink:type", "simple"}, {"xlink:href", path}});
        out.leaf("se:Format", formatOf(path));
        out.close();
    }
    if (graphic.opacity != Ratio::fraction(1.0)) {
        out.leaf("se:Opacity", SldElements::numberText(graphic.opacity.inFraction()));
    }
    out.leaf("se:Size", out.lengthText(graphic.size));
    if (graphic.rotation != Angle()) {
        out.leaf("se:Rotation", SldElements::numberText(graphic.rotation.inDegrees()));
    }
    out.close();
}

void writeParts(SldElements& out, const PolygonSymbolizer& polygon) {
    if (polygon.fill || polygon.pattern) {
        out.open("se:Fill");
        if (polygon.pattern) {
            out.open("se:GraphicFill");
            writeGraphic(out, *polygon.pattern);
            out.close();
        }
        if (polygon.fill) {
            writeFillParameters(out, *polygon.fill);
        }
        out.close();
    }
    if (polygon.stroke) {
        writeStroke(out, *polygon.stroke);
    }
}

void writeParts(SldElements& out, const LineSymbolizer& line) {
    writeStroke(out, line.stroke);
}

void writeParts(SldElements& out, const PointSymbolizer& point) {
    writeGraphic(out, point.graphic);
}

void writeNumber(SldElements& out, const LabelPart& part) {
    out.open("se:FormatNumber", {{"fallbackValue", ""}});
    out.open("se:NumericValue");
    if (part.divisor == 1.0) {
        out.leaf("ogc:PropertyName", part.text);
    } else {
        out.open("ogc:Div");
        out.leaf("ogc:PropertyName", part.text);
        out.leaf("ogc:Literal", SldElements::numberText(part.divisor));
        out.close();
    }
    out.close();
    const std::string zeros(static_cast<std::size_t>(part.decimals), '0');
    out.leaf("se:Pattern", zeros.empty() ? "0" : "0." + zeros);
    out.close();
}

void writeLabel(SldElements& out, const std::vector<LabelPart>& parts) {
    out.openInline("se:Label");
    for (const LabelPart& part : parts) {
        if (part.kind == LabelPart::Kind::Literal) {
            out.literal(part.text);
        } else if (part.kind == LabelPart::Kind::Field) {
            out.leaf("ogc:PropertyName", part.text);
        } else {
            writeNumber(out, part);
        }
    }
    out.close();
}

void writeFont(SldElements& out, const Font& font) {
    out.open("se:Font");
    for (const std::string& family : font.families) {
        parameter(out, "font-family", family);
    }
    parameter(out, "font-size", out.lengthText(font.size));
    if (font.italic) {
        parameter(out, "font-style", "italic");
    }
    if (font.bold) {
        parameter(out, "font-weight", "bold");
    }
    out.close();
}

void writePlacement(SldElements& out, const PointPlacement& place) {
    out.open("se:PointPlacement");
    out.open("se:AnchorPoint");
    out.leaf("se:AnchorPointX", SldElements::numberText(place.anchor[0]));
    out.leaf("se:AnchorPointY", SldElements::numberText(place.anchor[1]));
    out.close();
    if (place.displacement != PointPlacement().displacement) {
        out.open("se:Displacement");
        out.leaf("se:DisplacementX", out.lengthText(place.displacement[0]));
        out.leaf("se:DisplacementY", out.lengthText(place.displacement[1]));
        out.close();
    }
    if (place.rotation != Angle()) {
        out.leaf("se:Rotation", SldElements::numberText(place.rotation.inDegrees()));
    }
    out.close();
}

void writePlacement(SldElements& out, const LinePlacement& place) {
    out.open("se:LinePlacement");
    if (place.offset != SymbolLength(PaperLength())) {
        out.leaf("se:PerpendicularOffset", out.lengthText(place.offset));
    }
    if (place.repeat) {
        out.leaf("se:IsRepeated", "true");
        out.leaf("se:Gap", out.lengthText(*place.repeat));
    }
    out.close();
}

void writeParts(SldElements& out, const TextSymbolizer& text) {
    writeLabel(out, text.label);
    writeFont(out, text.font);
    out.open("se:LabelPlacement");
    std::visit([&](const auto& place) { writePlacement(out, place); }, text.placement);
    out.close();
    if (text.halo) {
        out.open("se:Halo");
        out.leaf("se:Radius", out.lengthText(text.halo->radius));
        writeFill(out, text.halo->fill);
        out.close();
    }
    writeFill(out, text.fill);
    if (text.priority != 0.0) {
        out.leaf("se:Priority", SldElements::numberText(text.priority));
    }
    if (text.fraction) {
        out.leaf("se:VendorOption", "true", {{"name", "fraction"}});
    }
    if (!text.onlyInside) {
        out.leaf("se:VendorOption", "0", {{"name", "goodnessOfFit"}});
    }
}

/// Lengths that are written of a symbolizer.
void collect(const Stroke& stroke, std::vector<SymbolLength>& lengths) {
    lengths.push_back(stroke.width);
    lengths.insert(lengths.end(), stroke.dashes.begin(), stroke.dashes.end());
    if (stroke.dashOffset != SymbolLength(PaperLength())) {
        lengths.push_back(stroke.dashOffset);
    }
}

void collect(const Graphic& graphic, std::vector<SymbolLength>& lengths) {
    lengths.push_back(graphic.size);
    const Mark* const mark = std::get_if<Mark>(&graphic.symbol);
    if (mark != nullptr && mark->stroke) {
        collect(*mark->stroke, lengths);
    }
}

void collect(const PolygonSymbolizer& polygon, std::vector<SymbolLength>& lengths) {
    if (polygon.pattern) {
        collect(*polygon.pattern, lengths);
    }
    if (polygon.stroke) {
        collect(*polygon.stroke, lengths);
    }
}

void collect(const LineSymbolizer& line, std::vector<SymbolLength>& lengths) {
    collect(line.stroke, lengths);
}

void collect(const PointSymbolizer& point, std::vector<SymbolLength>& lengths) {
    collect(point.graphic, lengths);
}

/// Fonts are in paper as a rule: ground lengths of labels say so themselves.
void collect(const TextSymbolizer&, std::vector<SymbolLength>& lengths) {
    lengths.push_back(PaperLength());
}

bool allOnGround(const Symbolizer& symbolizer) {
    std::vector<SymbolLength> lengths;
    std::visit([&](const auto& one) { collect(one, lengths); }, symbolizer);
    for (const SymbolLength& length : lengths) {
        if (!std::holds_alternative<Length>(length)) {
            return false;
        }
    }
    return !lengths.empty();
}

const char* elementOf(const Symbolizer& symbolizer) {
    constexpr std::array kNames{
        "se:PolygonSymbolizer", "se:LineSymbolizer", "se:PointSymbolizer", "se:TextSymbolizer"};
    return kNames[symbolizer.index()];
}

} // namespace

void writeSymbolizer(SldElements& out, const Symbolizer& symbolizer) {
    const bool inMetres = allOnGround(symbolizer);
    out.setInMetres(inMetres);
    out.open(elementOf(symbolizer),
             inMetres ? SldElements::Attributes{{"uom", kMetre}} : SldElements::Attributes{});
    std::visit([&](const auto& one) { writeParts(out, one); }, symbolizer);
    out.close();
}

} // namespace tuban::data

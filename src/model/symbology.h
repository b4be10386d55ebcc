#pragma once

#include "base/units.h"
#include "model/classification.h"
#include "model/condition.h"

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tuban {

// How a layer is drawn: plain values, read from and written as SLD (data/styles). Which parts of
// the standard these are is told in docs/styles.md.
// @source OGC 05-077r4 (Symbology Encoding 1.1), OGC 05-078r4 (SLD 1.1).

/// A length that is the same on every map, or one that grows with its scale.
using SymbolLength = std::variant<PaperLength, Length>;

/// A length on the map at 1 : `scaleDenominator`.
constexpr PaperLength onPaper(const SymbolLength& length, double scaleDenominator) {
    if (const Length* const ground = std::get_if<Length>(&length)) {
        return PaperLength::millimetres(ground->inMetres() * 1000.0 / scaleDenominator);
    }
    return std::get<PaperLength>(length);
}

/// One colour over an area.
struct Fill {
    Rgb colour = {128, 128, 128};
    Ratio opacity = Ratio::fraction(1.0);
    bool operator==(const Fill&) const = default;
};

enum class LineCap { Butt, Round, Square };
enum class LineJoin { Mitre, Round, Bevel };

struct Stroke {
    Rgb colour = {0, 0, 0};
    Ratio opacity = Ratio::fraction(1.0);
    SymbolLength width = PaperLength::pixels(1.0);
    std::vector<SymbolLength> dashes = {}; ///< dash, gap, dash, gap …; empty: solid
    SymbolLength dashOffset = PaperLength();
    LineCap cap = LineCap::Butt;
    LineJoin join = LineJoin::Mitre;
    bool operator==(const Stroke&) const = default;
};

enum class MarkShape {
    // closed, with fill and outline
    Square,
    Circle,
    Triangle,
    Star,
    Cross,
    X,
    // strokes, for hatches
    Slash,
    Backslash,
    VerticalLine,
    HorizontalLine,
    Plus,
    Times,
    Dot,
};

/// A symbol by its well-known name.
struct Mark {
    MarkShape shape = MarkShape::Square;
    std::optional<Fill> fill = {};
    std::optional<Stroke> stroke = {};
    bool operator==(const Mark&) const = default;
};

/// A picture in a file: SVG, or PNG and JPEG.
struct PictureFile {
    std::string path = {}; ///< UTF-8, from the folder of the style unless it is absolute
    bool operator==(const PictureFile&) const = default;
};

/// A symbol at one place. As the pattern of an area `size` is the side of the square that repeats,
/// the area being covered without gaps.
struct Graphic {
    std::variant<Mark, PictureFile> symbol = Mark();
    SymbolLength size = PaperLength::pixels(6.0); ///< height
    Angle rotation = {};                          ///< clockwise
    Ratio opacity = Ratio::fraction(1.0);
    bool operator==(const Graphic&) const = default;
};

struct PolygonSymbolizer {
    std::optional<Fill> fill = {};
    std::optional<Graphic> pattern = {}; ///< a hatch over the fill
    std::optional<Stroke> stroke = {};
    bool operator==(const PolygonSymbolizer&) const = default;
};

/// A line or the outline of an area. A casing is a wider one before it in the rule.
struct LineSymbolizer {
    Stroke stroke = {};
    bool operator==(const LineSymbolizer&) const = default;
};

/// A symbol at a point, at the middle of a line or inside an area.
struct PointSymbolizer {
    Graphic graphic = {};
    bool operator==(const PointSymbolizer&) const = default;
};

/// A part of the text of a label.
struct LabelPart {
    enum class Kind {
        Literal, ///< `text` itself
        Field,   ///< the value of the field `text`
        Number,  ///< the field `text` divided by `divisor`, with `decimals`
    };
    Kind kind = Kind::Literal;
    std::string text = {};
    double divisor = 1.0;
    int decimals = 0;
    bool operator==(const LabelPart&) const = default;
};

struct Font {
    std::vector<std::string> families = {}; ///< the first that there is; empty: that of the map
    SymbolLength size = PaperLength::pixels(10.0);
    bool bold = false;
    bool italic = false;
    bool operator==(const Font&) const = default;
};

struct Halo {
    SymbolLength radius = PaperLength::pixels(1.0);
    Fill fill = {.colour = {255, 255, 255}};
    bool operator==(const Halo&) const = default;
};

/// A label at a point: where the text lies around it.
struct PointPlacement {
    std::array<double, 2> anchor = {0.5, 0.5}; ///< of the text's box, from its lower left, 0 to 1
    std::array<SymbolLength, 2> displacement = {PaperLength(), PaperLength()}; ///< right, up
    Angle rotation = {};                                                       ///< clockwise
    bool operator==(const PointPlacement&) const = default;
};

/// A label along a line.
struct LinePlacement {
    SymbolLength offset = PaperLength();     ///< to the left of the line
    std::optional<SymbolLength> repeat = {}; ///< from label to label; nothing: one each line
    bool operator==(const LinePlacement&) const = default;
};

struct TextSymbolizer {
    std::vector<LabelPart> label = {}; ///< may hold line breaks
    Font font = {};
    Fill fill = {.colour = {0, 0, 0}};
    std::optional<Halo> halo = {};
    std::variant<PointPlacement, LinePlacement> placement = PointPlacement();
    double priority = 0.0; ///< the higher one stays where two collide
    /// Its first line stands over a bar, its second below, as in class / area.
    bool fraction = false;
    /// A label of an area is left out where it does not fit inside.
    bool onlyInside = true;
    bool operator==(const TextSymbolizer&) const = default;
};

using Symbolizer = std::variant<PolygonSymbolizer, LineSymbolizer, PointSymbolizer, TextSymbolizer>;

/// What is drawn of which features at which scales.
struct Rule {
    static constexpr double kNoLimit = std::numeric_limits<double>::infinity();

    std::string name = {};
    BilingualText title = {}; ///< for legends
    /// Nothing: all features; but see `otherwise`.
    std::optional<Condition> condition = {};
    bool otherwise = false;           ///< those that no other rule of the pass takes at the scale
    double minScaleDenominator = 0.0; ///< from it on,
    double maxScaleDenominator = kNoLimit; ///< below it
    /// Rules of pass 1 are drawn when those of pass 0 are for all features.
    int pass = 0;
    /// The rule draws nothing of what a rule before it in the pass draws.
    bool onlyFirst = false;
    std::vector<Symbolizer> symbolizers = {}; ///< in the order of drawing

    constexpr bool isDrawnAt(double scaleDenominator) const {
        return minScaleDenominator <= scaleDenominator && scaleDenominator < maxScaleDenominator;
    }
    bool operator==(const Rule&) const = default;
};

/// How one layer is drawn.
struct Style {
    std::string name = {};
    BilingualText title = {};
    std::vector<Rule> rules = {}; ///< passes in ascending order
    bool operator==(const Style&) const = default;
};

} // namespace tuban

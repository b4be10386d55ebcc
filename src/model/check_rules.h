#pragma once

#include "base/units.h"
#include "model/classification.h"
#include "model/finding.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tuban {

/// What a check looks at. What each means, with its limits, is in docs/checks.md.
enum class CheckKind {
    // one polygon
    ValidGeometry,
    OnGrid,
    DuplicateVertices,
    Spike,
    AcuteAngle,
    NarrowNeck,
    Sliver,
    // polygons side by side
    Overlap,
    Gap,
    MissingVertex,
    UnmatchedEdge,
    // polygons in other layers
    OutsidePlanArea,
    AcrossDistricts,
    ControlArea,
    ControlLine,
    // attributes
    ClassCode,
    ParcelNumber,
    NumberRepeated,
    RegisteredArea,
    DateOrder,
    Amount,
};
inline constexpr std::size_t kCheckKinds = static_cast<std::size_t>(CheckKind::Amount) + 1;

/// Stable names for files: "valid-geometry", "overlap" …
std::string_view nameOf(CheckKind kind);
std::optional<CheckKind> checkKindNamed(std::string_view name);

/// Which polygon keeps the ground of an overlap when it is repaired.
enum class OverlapPriority { Larger, Older };

/// Two fields of which the first must not be after, or more than, the second.
struct FieldOrder {
    std::string first;
    std::string second;
};

/// `one` · `other` · `factor` should be `result`.
struct FieldProduct {
    std::string one;
    std::string other;
    std::string result;
    double factor = 1.0;
};

/// One rule: what is checked, how strictly, and on whose authority.
struct CheckRule {
    CheckKind kind;
    bool on = true;
    Severity severity = Severity::Fault;
    BilingualText title = {};
    std::string source = {}; ///< article or standard, or that it is a rule of the house
    // Limits; a kind has those that it needs.
    std::optional<Area> minArea = {};
    std::optional<Area> maxArea = {};
    std::optional<Length> width = {};
    std::optional<Length> tolerance = {};
    std::optional<Angle> angle = {};
    std::optional<Ratio> share = {};
    std::string pattern = {}; ///< regular expression (ECMAScript) of the whole text; empty: any
    std::string layer = {};   ///< whose rows are checked, or that is compared with
    std::string field = {};
    std::vector<std::string> kinds = {}; ///< values of `field` that count
    OverlapPriority priority = OverlapPriority::Larger;
    std::map<std::string, std::vector<std::string>> classes = {}; ///< codes by class table
    std::vector<FieldOrder> order = {};
    std::vector<FieldProduct> products = {};
};

/// The rules of a check, one of each kind.
struct CheckRules {
    std::string id;
    BilingualText title = {};
    std::vector<CheckRule> rules = {}; ///< in the order of CheckKind

    const CheckRule& rule(CheckKind kind) const { return rules[static_cast<std::size_t>(kind)]; }
    bool on(CheckKind kind) const { return rule(kind).on; }
};

} // namespace tuban

#include "model/check_rules.h"

#include <algorithm>
#include <array>

namespace tuban {

namespace {

constexpr std::array<std::string_view, kCheckKinds> kNames{"valid-geometry",
                                                           "on-grid",
                                                           "duplicate-vertices",
                                                           "spike",
                                                           "acute-angle",
                                                           "narrow-neck",
                                                           "sliver",
                                                           "overlap",
                                                           "gap",
                                                           "missing-vertex",
                                                           "unmatched-edge",
                                                           "outside-plan-area",
                                                           "across-districts",
                                                           "control-area",
                                                           "control-line",
                                                           "class-code",
                                                           "parcel-number",
                                                           "number-repeated",
                                                           "registered-area",
                                                           "date-order",
                                                           "amount"};

} // namespace

std::string_view nameOf(CheckKind kind) {
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<CheckKind> checkKindNamed(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    return found == kNames.end() ? std::nullopt
                                 : std::optional(static_cast<CheckKind>(found - kNames.begin()));
}

} // namespace tuban

#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace tuban::data {

/// Well-known binary in which arcs are replaced by chords of at most 0.25 degrees of arc each (an
/// area within 3.2e-6 of that of the circle, relative). Empty if the bytes cannot be read.
std::vector<std::byte> withoutCurves(std::span<const std::byte> wkb);

} // namespace tuban::data

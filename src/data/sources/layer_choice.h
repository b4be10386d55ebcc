#pragma once

#include "base/result.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tuban::data {

/// The layer to read: the one named (exactly, else ignoring ASCII case), or the only one that holds
/// polygons. `holdsPolygons` may have to read, so it is asked only where needed.
/// Errors: LayerNotFound (detail: what there is), LayerAmbiguous (detail: the polygon layers),
/// NoPolygons.
Result<std::size_t> chooseLayer(const std::string& path,
                                const std::vector<std::string>& names,
                                const std::optional<std::string>& wanted,
                                const std::function<bool(std::size_t)>& holdsPolygons);

} // namespace tuban::data

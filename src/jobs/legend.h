#pragma once

#include "base/units.h"
#include "model/attribute_table.h"
#include "render/map_scene.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tuban::jobs {

/// One rule of a style with the features that it draws.
struct LegendRow {
    std::size_t rule = 0;    ///< place in Style::rules
    std::uint64_t count = 0; ///< features
    Area planar = {};        ///< of polygons
    Ratio share = {};        ///< of the area of all features; of their number where there is none
    std::vector<std::uint32_t> rows = {}; ///< of the table
};

/// The rules that draw features of a layer, in the order of the style, without those that only
/// label. A feature that several rules draw counts for the first. `table`: that of the layer.
/// Time: linear in the features.
std::vector<LegendRow> legendOf(const render::SceneLayer& layer, const AttributeTable& table);

} // namespace tuban::jobs

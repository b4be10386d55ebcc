#pragma once

#include "geometry/grid.h"
#include "render/map_layer.h"

#include <vector>

namespace tuban::render {

/// How a selection by an outline takes features.
enum class OutlineMode {
    Inside,   ///< what lies within it as a whole
    Touching, ///< what has a point in common with it
};

/// The features of a layer at a place, as far as `reach` away from it, in cells: polygons that hold
/// it or whose border is near, lines and points that are near. Borders count as inside. Order and
/// time as of MapLayer::visit, plus the vertices of what is near.
std::vector<FeatureRef>
featuresAt(const MapLayer& layer, geometry::GridPoint place, std::int64_t reach);

/// The features of a layer that an outline takes. `outline`: vertices of a ring, not closed, which
/// may cross itself (what it winds around an odd number of times is inside). Exact. Time: linear in
/// the features, for those at the outline in vertices times its corners.
std::vector<FeatureRef> featuresIn(const MapLayer& layer,
                                   const std::vector<geometry::GridPoint>& outline,
                                   OutlineMode mode);

/// The corners of a box, as an outline.
std::vector<geometry::GridPoint> outlineOf(const geometry::GridBox& box);

} // namespace tuban::render

#pragma once

#include "base/result.h"
#include "data/feature_source.h"
#include "geometry/crs.h"
#include "geometry/grid.h"
#include "geometry/placement.h"
#include "landuse/land_balance.h"
#include "model/crs_checks.h"
#include "model/finding.h"

#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// A layer that is to be measured, as far as its CRS is concerned.
struct LayerPlace {
    std::string name;
    std::string crs; ///< as the source states it; empty: none
    std::optional<StoredExtent> extent = {};
    bool extentIsWhole = true; ///< false: of the first features only
};

/// The plane in which several layers meet and their areas are measured.
struct MeasuringPlane {
    geometry::CrsInfo crs; ///< areas are planar in it, or on its ellipsoid; Unknown: plain units
    landuse::AreaBasis basis = landuse::AreaBasis::Planar;
    /// The CRS that each layer is taken to be in, in the order given.
    std::vector<std::string> layerCrs = {};
    std::vector<Finding> findings = {};

    /// How coordinates of layer `index` come into the plane.
    geometry::Placement placementOf(std::size_t index, const geometry::Grid& grid) const;
    /// The units of the plane: those of `crs`, or metres where areas are ellipsoidal.
    geometry::CrsInfo units() const;
};

/// Chooses the plane: `wanted` if given; else the CRS of the first layer that has a projected one
/// fit for areas (Web Mercator is not); else the Gauss-Krüger or UTM zone at the middle of the
/// first layer. A layer without CRS is taken to be in the plane's.
/// Findings: NoCrs, GeographicForPlanar, WebMercatorForPlanar, CrsChanged (values: from, to,
/// accuracy in m) and the doubts of crsDoubts.
/// A CRS that PROJ cannot read counts as none.
/// Errors: UnknownCrs (of `wanted`, and for ellipsoidal areas without any CRS), NoTransformation,
/// BallparkTransformation, BadArgument (`wanted` is not projected).
Result<MeasuringPlane> chooseMeasuringPlane(const std::vector<LayerPlace>& layers,
                                            landuse::AreaBasis basis,
                                            const std::string& wanted);

/// The grid for coordinates that do not lie on 0.1 mm already: fine enough that snapping changes
/// no printed digit, coarse enough for exact arithmetic over all layers of the plane.
geometry::Grid fineGrid(const MeasuringPlane& plane, const std::vector<LayerPlace>& layers);

} // namespace tuban::jobs

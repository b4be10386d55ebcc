#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "compliance/checked_layer.h"
#include "jobs/measuring_plane.h"
#include "model/classification.h"
#include "model/finding.h"

#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// How a layer is read to be checked.
struct CheckLayerRequest {
    std::string spec;                ///< FILE or FILE:LAYER
    std::string crs = {};            ///< to measure in; empty: that of the layer
    std::string codeField = {};      ///< empty: found, if `findCodes`
    std::string classification = {}; ///< id; empty: told from the codes
    bool findCodes = false;
    int threads = 1;
};

/// A layer in memory with all that explains its numbers.
struct LoadedLayer {
    compliance::CheckedLayer layer;
    MeasuringPlane plane;
    bool asStored = true; ///< coordinates were not transformed
    std::optional<Classification> table = {};
    std::vector<Finding> findings = {}; ///< of reading
};

/// Reads all features of a layer, on all threads. Off the 0.1 mm grid they are read on a finer one.
/// Errors: those of openSource, chooseMeasuringPlane, findCodeField (only for a field that was
/// named), loadClassification, FeatureSource::scan. Codes that several tables read differently are
/// not checked: CodesAmbiguous.
Result<LoadedLayer> loadLayer(const CheckLayerRequest& request, const Progress& progress);

} // namespace tuban::jobs

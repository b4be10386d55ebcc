#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "model/crs_checks.h"
#include "model/finding.h"
#include "model/layer_schema.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// Lines or points of a file of another program, untouched.
struct ForeignPaths {
    struct Feature {
        std::int64_t number = 0;
        std::vector<std::vector<double>> lists = {}; ///< x0 y0 x1 y1 …, a line or point each
        std::vector<FieldValue> values = {};
    };
    LayerSchema schema; ///< Point or LineString, and the fields of the file
    std::string crs;    ///< WKT; empty: the file does not say
    std::optional<StoredExtent> extent = {};
    std::vector<Feature> features = {};
    std::vector<Finding> findings = {}; ///< of reading; features that are neither
};

/// Reads a layer of a file: `layer`, or the first one with geometry. It holds what its first
/// feature is, lines or points; features that are not are left out, with a finding NoGeometry.
/// Errors: those of openForeign and ForeignReader::read; LayerNotFound.
Result<ForeignPaths>
readForeignPaths(const std::string& file, const std::string& layer, const Progress& progress);

} // namespace tuban::jobs

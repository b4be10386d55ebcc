#pragma once

#include "base/result.h"
#include "model/layer_schema.h"
#include "model/plan.h"

#include <filesystem>
#include <vector>

namespace tuban::data {

/// What a plan claims of a zone that has these layers, from its plan.toml. Areas are given in km²
/// to the square metre.
/// Errors: TableNotFound; TableMalformed (an id, name or number missing, an id used twice, a layer
/// that is not there or has no key, a filter on a field
/// that is not there, two on the same field; where: the line).
Result<Plan> readPlan(const std::filesystem::path& path, const std::vector<LayerSchema>& layers);

} // namespace tuban::data

#pragma once

#include "base/result.h"
#include "model/layer_schema.h"
#include "model/plan.h"

#include <filesystem>
#include <vector>

namespace tuban::data {

/// What a plan claims of a zone that has these layers, from its plan.toml: [[area]] for a feature,
/// named by the key of its layer; [[amount]] for all features that pass filters; [[sum]]; [[rate]].
/// Areas are given in km² to the square metre. The area claims are those of [[area]], then those of
/// [[amount]].
/// Errors: TableNotFound; TableMalformed (an id, name or number missing, an id used twice, a layer
/// that is not there or has no key, a filter on a field
/// that is not there, two on the same field; where: the line).
Result<Plan> readPlan(const std::filesystem::path& path, const std::vector<LayerSchema>& layers);

} // namespace tuban::data

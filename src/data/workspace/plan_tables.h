#pragma once

#include "base/result.h"
#include "model/layer_schema.h"
#include "model/plan.h"

#include <filesystem>
#include <vector>

namespace tuban::data {

/// The tables that hold the claims of a plan in a workspace: plan_document, plan_area_claim,
/// plan_sum_claim and plan_sum_part, plan_rate_claim, and plan_filter. Areas in m², rates in %.
std::vector<LayerTable> planTables(const Plan& plan);

/// The plan that a workspace holds.
/// Errors: FileNotFound, FileUnreadable, NoPlan, TableMalformed, ReadFailed.
Result<Plan> readPlanTables(const std::filesystem::path& path);

} // namespace tuban::data

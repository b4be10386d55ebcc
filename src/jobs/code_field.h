#pragma once

#include "base/result.h"
#include "data/feature_source.h"
#include "model/classification.h"

#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// The field that holds the class codes: `wanted` if not empty; else the first that a class table
/// lists; else the one whose values, among the first features, a class table knows best.
/// Errors: FieldNotFound (detail: the fields there are), NoCodeField, those of FeatureSource::scan.
Result<std::size_t> findCodeField(data::FeatureSource& source,
                                  const std::string& wanted,
                                  const std::vector<Classification>& tables);

/// The field `wanted`. Errors: FieldNotFound (subject: the field, detail: the fields there are,
/// where: the layer).
Result<std::size_t> requireField(const data::SourceInfo& info, const std::string& wanted);

/// The names of all fields, joined by ", ".
std::string fieldList(const data::SourceInfo& info);

} // namespace tuban::jobs

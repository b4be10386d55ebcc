#pragma once

#include "base/result.h"
#include "model/layer_schema.h"

#include <string>

namespace tuban::data {

/// The value that a cell of a table of ours holds; empty text is no value. Whole numbers and
/// numbers are decimal, in the C locale; dates are days that exist, YYYY-MM-DD.
/// Errors: TableMalformed (detail only; the caller adds where).
Result<FieldValue> fieldValue(const std::string& text, ValueKind kind);

} // namespace tuban::data

#pragma once

#include "base/result.h"
#include "model/change.h"

namespace tuban::data {

/// Whether what a change would store can be stored: fields that exist, values of their type (whole
/// numbers do for real ones), finite numbers, days that exist, UTF-8, a geometry of the kind of the
/// layer with closed rings, enough vertices, and coordinates within 2^51 cells.
/// Errors: FieldNotFound, ValueRefused (subject: the field or "geometry"; where: the layer).
Result<void> checkValues(const LayerSchema& schema, const RowChange& change);

/// Whether the keys and required fields that a change sets, all of them in a new row, have a value.
/// Rows from elsewhere may lack required values; that does not keep anybody from changing others.
/// Errors: ValueRefused.
Result<void> checkComplete(const LayerSchema& schema, const RowChange& change);

/// What a value becomes when it is stored, so that it comes back as it went in: whole numbers in
/// real fields are reals, minus zero is zero. Other types stay and are refused by checkValues.
FieldValue storable(const FieldSchema& field, FieldValue value);

} // namespace tuban::data

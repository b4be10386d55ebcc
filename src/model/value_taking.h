#pragma once

#include "model/layer_schema.h"

#include <optional>
#include <string>
#include <string_view>

namespace tuban {

/// What a value of a foreign file becomes in a field: the same value in the type of the field.
/// Blank texts are nothing. Numbers are read from texts ("1,234.50", "12"), whole numbers from
/// reals without fraction, days from the spellings of isoDay and from the count of spreadsheets
/// (45352). In a field with listed values a title
/// of either language stands for its value; other texts stay as they are. `factor`: by which
/// numbers are multiplied, such as 10 000 for hectares in a field of square metres.
/// Nothing: the value cannot be taken over without loss.
std::optional<FieldValue>
takenValue(const FieldSchema& field, const FieldValue& value, double factor = 1.0);

/// A day as YYYY-MM-DD, from 2015-7-31, 2015/7/31, 2015.7.31, 20150731, 2015年7月31日, each with or
/// without a time of day behind it, which is left out if it is midnight. Nothing: no such day.
/// @source ISO 8601; spellings of survey files and ledgers.
std::optional<std::string> isoDay(std::string_view text);

} // namespace tuban

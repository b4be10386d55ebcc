#pragma once

#include "model/table.h"

#include <string>

namespace tuban::data {

/// A number with `decimals` places, rounded half away from zero; zero has no sign. The C locale.
/// What is within one ulp of a tie (2.675) counts as one. Infinity and NaN give an empty text.
std::string roundedText(double value, int decimals);

/// The shortest decimal text without exponent that reads back as the same double.
std::string rawText(double value);

/// A number as its table prints it: `printed`, else rounded to the decimals of the column.
std::string printedText(const Table::Number& number, int decimals);

/// The text of any cell as its table prints it; text is made printable(), nothing is empty.
std::string cellText(const Table::Cell& cell, int decimals);

} // namespace tuban::data

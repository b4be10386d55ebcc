#pragma once

#include "model/table.h"

#include <string>

namespace tuban::data {

/// A table for machines that has no JSON form of its own: {"title", "subtitle", "rows": one object
/// per row by the keys of its leaves, "notes"}. Numbers are raw values, nothing is null. A fixed
/// order; ends with a line break.
std::string renderJson(const Table& table);

} // namespace tuban::data

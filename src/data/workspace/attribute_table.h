#pragma once

#include "base/result.h"
#include "data/sqlite/sqlite_reader.h"
#include "model/layer_schema.h"

namespace tuban::data {

/// The rows of a table without geometry, in the order they were written; its columns may be more
/// than the fields of `schema`. A value of another type than its field is null.
/// Errors: TableNotFound, TableMalformed (a field is missing), ReadFailed.
Result<LayerTable> readAttributeTable(const SqliteReader& db, const LayerSchema& schema);

/// Text at a field of a row; empty where there is none.
std::string textOf(const LayerRow& row, std::size_t field);
/// Number at a field of a row; 0 where there is none.
double numberOf(const LayerRow& row, std::size_t field);

} // namespace tuban::data

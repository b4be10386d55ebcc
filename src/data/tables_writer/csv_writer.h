#pragma once

#include "model/table.h"

#include <string>

namespace tuban::data {

struct CsvLayout {
    /// Begin with U+FEFF, without which Excel reads UTF-8 as the code page of the system and shows
    /// Chinese text garbled. Wanted in files, not in pipes.
    bool byteOrderMark = false;
};

/// A table for machines: one record of the keys of its leaves, then one per row; UTF-8, lines end
/// with CRLF. Numbers are raw values with the shortest digits that read back the same, not rounded
/// and not closed; texts stand as they are in the data, quoted where needed; nothing is empty.
/// @source RFC 4180.
std::string renderCsv(const Table& table, const CsvLayout& layout = {});

} // namespace tuban::data

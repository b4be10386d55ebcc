#pragma once

#include "base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// One record of a CSV file. `line` is the line it starts on, counted from 1.
struct CsvRow {
    std::size_t line = 0;
    std::vector<std::string> cells;
};

/// A CSV file whose first record names the columns. Every row has one cell per column.
class CsvTable {
public:
    CsvTable(std::string subject, std::vector<std::string> header, std::vector<CsvRow> rows);

    /// What the table is, for messages: the path it was read from.
    const std::string& subject() const { return m_subject; }
    const std::vector<std::string>& header() const { return m_header; }
    const std::vector<CsvRow>& rows() const { return m_rows; }
    std::optional<std::size_t> column(std::string_view name) const;
    /// Places of the named columns, in the order asked for.
    /// Errors: TableMalformed (detail: the column that is missing).
    Result<std::vector<std::size_t>> columns(const std::vector<std::string_view>& names) const;
    /// An error of this table at a row: TableMalformed with the line as `where`.
    Error malformed(const CsvRow& row, std::string detail) const;

private:
    std::string m_subject;
    std::vector<std::string> m_header;
    std::vector<CsvRow> m_rows;
};

/// Splits CSV text into records: commas, cells in double quotes may hold commas, doubled quotes and
/// line breaks, lines end with LF or CRLF, a byte order mark and empty lines are skipped. `subject`
/// names the text in errors.
/// Errors: TableMalformed (a quote that is not closed, text after a closing quote, a quote inside
/// an unquoted cell).
/// @source RFC 4180.
Result<std::vector<CsvRow>> parseCsv(std::string_view text, const std::string& subject);

/// parseCsv with a header. Errors: as parseCsv; TableMalformed also for no header, a column named
/// twice, a row with another number of cells than the header.
Result<CsvTable> parseCsvTable(std::string_view text, const std::string& subject);

/// A CSV file of ours, UTF-8. Errors: FileNotFound, FileUnreadable, those of parseCsvTable.
Result<CsvTable> readCsvTable(const std::filesystem::path& path);

} // namespace tuban::data

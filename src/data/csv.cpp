#include "data/csv.h"

#include "data/text_file.h"

#include <algorithm>
#include <utility>

namespace tuban::data {

namespace {

std::string lineText(std::size_t line) {
    return "line " + std::to_string(line);
}

/// Reads records one character after the other; the state of RFC 4180's grammar.
class CsvParser {
public:
    CsvParser(std::string_view text, const std::string& subject)
        : m_text(text), m_subject(subject) {}

    Result<std::vector<CsvRow>> parse() {
        while (m_at < m_text.size()) {
            CsvRow row{m_line, {}};
            if (auto read = readRecord(row); !read) {
                return read.error();
            }
            const bool emptyLine = row.cells.size() == 1 && row.cells.front().empty();
            if (!emptyLine) {
                m_rows.push_back(std::move(row));
            }
        }
        return std::move(m_rows);
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    /// Length of the line break at the current place, 0 if there is none.
    std::size_t lineBreak() const {
        if (m_text.substr(m_at, 2) == "\r\n") {
            return 2;
        }
        return !atEnd() && m_text[m_at] == '\n' ? 1 : 0;
    }

    /// The cells up to the line break or the end of the text.
    Result<void> readRecord(CsvRow& row) {
        for (;;) {
            std::string& cell = row.cells.emplace_back();
            const bool quoted = !atEnd() && m_text[m_at] == '"';
            if (auto read = quoted ? readQuoted(cell) : readPlain(cell); !read) {
                return read;
            }
            if (atEnd()) {
                return {};
            }
            if (const std::size_t width = lineBreak(); width != 0) {
                m_at += width;
                ++m_line;
                return {};
            }
            ++m_at; // the comma
        }
    }

    Result<void> readPlain(std::string& cell) {
        const std::size_t start = m_at;
        while (!atEnd() && m_text[m_at] != ',' && lineBreak() == 0) {
            if (m_text[m_at] == '"') {
                return Error{
                    ErrorCode::TableMalformed, m_subject, "quote inside a cell", lineText(m_line)};
            }
            ++m_at;
        }
        cell.assign(m_text.substr(start, m_at - start));
        return {};
    }

    Result<void> readQuoted(std::string& cell) {
        const std::size_t opened = m_line;
        ++m_at;
        for (;; ++m_at) {
            if (atEnd()) {
                return Error{
                    ErrorCode::TableMalformed, m_subject, "quote not closed", lineText(opened)};
            }
            const char c = m_text[m_at];
            if (c == '"') {
                const bool doubled = m_text.substr(m_at, 2) == "\"\"";
                if (!doubled) {
                    break;
                }
                ++m_at;
            }
            m_line += c == '\n' ? 1 : 0;
            cell.push_back(c);
        }
        ++m_at;
        if (!atEnd() && m_text[m_at] != ',' && lineBreak() == 0) {
            return Error{
                ErrorCode::TableMalformed, m_subject, "text after a quoted cell", lineText(m_line)};
        }
        return {};
    }

    std::string_view m_text;
    const std::string& m_subject;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::vector<CsvRow> m_rows;
};

} // namespace

CsvTable::CsvTable(std::string subject, std::vector<std::string> header, std::vector<CsvRow> rows)
    : m_subject(std::move(subject)), m_header(std::move(header)), m_rows(std::move(rows)) {}

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
    const auto it = std::find(m_header.begin(), m_header.end(), name);
    if (it == m_header.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(it - m_header.begin());
}

Result<std::vector<std::size_t>>
CsvTable::columns(const std::vector<std::string_view>& names) const {
    std::vector<std::size_t> places;
    for (const std::string_view name : names) {
        const auto place = column(name);
        if (!place) {
            return Error{ErrorCode::TableMalformed,
                         m_subject,
                         "no column " + std::string(name),
                         lineText(1)};
        }
        places.push_back(*place);
    }
    return places;
}

Error CsvTable::malformed(const CsvRow& row, std::string detail) const {
    return {ErrorCode::TableMalformed, m_subject, std::move(detail), lineText(row.line)};
}

Result<std::vector<CsvRow>> parseCsv(std::string_view text, const std::string& subject) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    return CsvParser(text, subject).parse();
}

Result<CsvTable> parseCsvTable(std::string_view text, const std::string& subject) {
    auto records = parseCsv(text, subject);
    if (!records) {
        return records.error();
    }
    if (records->empty()) {
        return Error{ErrorCode::TableMalformed, subject, "no header", lineText(1)};
    }
    CsvTable table(
        subject,
        std::move(records->front().cells),
        {std::make_move_iterator(records->begin() + 1), std::make_move_iterator(records->end())});
    const std::vector<std::string>& header = table.header();
    for (auto name = header.begin(); name != header.end(); ++name) {
        if (std::find(header.begin(), name, *name) != name) {
            return Error{
                ErrorCode::TableMalformed, subject, "column named twice: " + *name, lineText(1)};
        }
    }
    for (const CsvRow& row : table.rows()) {
        if (row.cells.size() != header.size()) {
            return table.malformed(row,
                                   std::to_string(row.cells.size()) + " cells, expected " +
                                       std::to_string(header.size()));
        }
    }
    return table;
}

Result<CsvTable> readCsvTable(const std::filesystem::path& path) {
    auto text = readTextFile(path);
    if (!text) {
        return text.error();
    }
    return parseCsvTable(*text, path.string());
}

} // namespace tuban::data

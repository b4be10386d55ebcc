#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// Records of a text whose cells are parted by commas, semicolons, tabs or bars, as programs write
/// them: cells in double quotes may hold the separator, doubled quotes and line breaks; a quote
/// within a cell is a quote; one that is never closed reaches to the end of the line; lines end
/// with LF, CRLF or CR. Empty lines are records of one empty cell. Nothing is refused.
/// @source RFC 4180, and what spreadsheet programs write beside it.
class DelimitedText {
public:
    /// `text`: UTF-8; it has to stay. The separator is the one that gives the most rows the same
    /// number of cells.
    explicit DelimitedText(std::string_view text);

    char separator() const { return m_separator; }
    /// The cells of the next record; false: there is none. `cells` keeps its room.
    bool next(std::vector<std::string>& cells);
    void rewind() { m_at = 0; }

private:
    DelimitedText(std::string_view text, char separator) : m_text(text), m_separator(separator) {}
    std::size_t regularity() const;
    void readQuoted(std::string& cell);
    void readPlain(std::string& cell);

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0;
};

} // namespace tuban::data

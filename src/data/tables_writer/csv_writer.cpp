#include "data/tables_writer/csv_writer.h"

#include "data/tables_writer/number_text.h"

#include <string_view>

namespace tuban::data {

namespace {

void appendQuoted(std::string_view text, std::string& out) {
    const bool spaced = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (!spaced && text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        out += c;
        if (c == '"') {
            out += '"';
        }
    }
    out += '"';
}

void appendCell(const Table::Cell& cell, std::string& out) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        appendQuoted(*text, out);
    } else if (const auto* number = std::get_if<Table::Number>(&cell)) {
        out += rawText(number->value);
    }
}

} // namespace

std::string renderCsv(const Table& table, const CsvLayout& layout) {
    std::string out = layout.byteOrderMark ? "\xEF\xBB\xBF" : "";
    const char* separator = "";
    for (const Table::Heading* leaf : table.leaves()) {
        out += separator;
        appendQuoted(leaf->key, out);
        separator = ",";
    }
    out += "\r\n";
    for (const Table::Row& row : table.rows) {
        separator = "";
        for (const Table::Cell& cell : row.cells) {
            out += separator;
            appendCell(cell, out);
            separator = ",";
        }
        out += "\r\n";
    }
    return out;
}

} // namespace tuban::data

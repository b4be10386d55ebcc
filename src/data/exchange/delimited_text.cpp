#include "data/exchange/delimited_text.h"

#include <algorithm>
#include <map>

namespace tuban::data {

namespace {

constexpr char kSeparators[] = {'\t', ';', ',', '|'};
constexpr std::size_t kSampleRecords = 200;

} // namespace

DelimitedText::DelimitedText(std::string_view text) : m_text(text), m_separator(',') {
    std::size_t best = 0;
    for (const char candidate : kSeparators) {
        const std::size_t rows = DelimitedText(text, candidate).regularity();
        if (rows > best) {
            best = rows;
            m_separator = candidate;
        }
    }
}

/// How many of the first records have the number of cells, two or more, that most have.
std::size_t DelimitedText::regularity() const {
    DelimitedText reading(m_text, m_separator);
    std::vector<std::string> cells;
    std::map<std::size_t, std::size_t> counts;
    for (std::size_t i = 0; i < kSampleRecords && reading.next(cells); ++i) {
        counts[cells.size()] += cells.size() > 1 ? 1U : 0U;
    }
    std::size_t most = 0;
    for (const auto& [size, count] : counts) {
        most = std::max(most, count);
    }
    return most;
}

bool DelimitedText::next(std::vector<std::string>& cells) {
    if (m_at >= m_text.size()) {
        return false;
    }
    std::size_t count = 0;
    while (true) {
        if (cells.size() == count) {
            cells.emplace_back();
        }
        std::string& cell = cells[count++];
        cell.clear();
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            readQuoted(cell);
        }
        readPlain(cell);
        const char end = m_at < m_text.size() ? m_text[m_at] : '\n';
        ++m_at;
        if (end == '\r' && m_at < m_text.size() && m_text[m_at] == '\n') {
            ++m_at;
        }
        if (end != m_separator) {
            cells.resize(count);
            return true;
        }
    }
}

/// From a quote to the one that closes it; a quote that none closes is taken for a part of the
/// cell.
void DelimitedText::readQuoted(std::string& cell) {
    std::size_t at = m_at + 1;
    while (true) {
        const std::size_t quote = m_text.find('"', at);
        if (quote == std::string_view::npos) {
            cell.clear();
            return; // readPlain takes it as it is
        }
        cell.append(m_text.substr(at, quote - at));
        at = quote + 1;
        if (at >= m_text.size() || m_text[at] != '"') {
            m_at = at;
            return;
        }
        cell += '"';
        ++at;
    }
}

void DelimitedText::readPlain(std::string& cell) {
    const std::size_t start = m_at;
    while (m_at < m_text.size() && m_text[m_at] != m_separator && m_text[m_at] != '\n' &&
           m_text[m_at] != '\r') {
        ++m_at;
    }
    cell.append(m_text.substr(start, m_at - start));
}

} // namespace tuban::data

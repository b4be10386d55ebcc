#include "app/selection.h"

namespace tuban::app {

void Selection::activate(std::shared_ptr<const AttributeTable> table) {
    m_table = std::move(table);
    m_chosen.assign(m_table ? m_table->size() : 0, 0);
    m_count = 0;
    m_area = Area();
    Q_EMIT activated();
    Q_EMIT changed();
}

void Selection::set(std::uint32_t row, bool chosen) {
    if ((m_chosen[row] != 0) == chosen) {
        return;
    }
    m_chosen[row] = chosen ? 1 : 0;
    if (chosen) {
        ++m_count;
        m_area += m_table->planarArea(row);
    } else {
        --m_count;
        m_area = m_area - m_table->planarArea(row);
    }
}

void Selection::choose(const std::vector<std::uint32_t>& rows, Mode mode) {
    if (mode == Mode::Replace) {
        m_chosen.assign(m_chosen.size(), 0);
        m_count = 0;
        m_area = Area();
    }
    for (const std::uint32_t row : rows) {
        set(row, mode != Mode::Toggle || !contains(row));
    }
    Q_EMIT changed();
}

void Selection::chooseAll() {
    for (std::uint32_t row = 0; row < m_chosen.size(); ++row) {
        set(row, true);
    }
    Q_EMIT changed();
}

void Selection::invert() {
    for (std::uint32_t row = 0; row < m_chosen.size(); ++row) {
        set(row, !contains(row));
    }
    Q_EMIT changed();
}

void Selection::clear() {
    choose({}, Mode::Replace);
}

std::vector<std::uint32_t> Selection::rows() const {
    std::vector<std::uint32_t> rows;
    rows.reserve(m_count);
    for (std::uint32_t row = 0; row < m_chosen.size(); ++row) {
        if (contains(row)) {
            rows.push_back(row);
        }
    }
    return rows;
}

} // namespace tuban::app

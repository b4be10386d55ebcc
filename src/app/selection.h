#pragma once

#include "base/units.h"
#include "model/attribute_table.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tuban::app {

/// The rows that are selected, of one layer: the active one. Map, table and figures all look here,
/// and it costs the same for one row as for a million.
class Selection : public QObject {
    Q_OBJECT

public:
    enum class Mode { Replace, Add, Toggle };

    /// Makes a layer or table the active one, with nothing selected; null: there is none.
    void activate(std::shared_ptr<const AttributeTable> table);
    const std::shared_ptr<const AttributeTable>& table() const { return m_table; }

    void choose(const std::vector<std::uint32_t>& rows, Mode mode);
    void chooseAll();
    void invert();
    void clear();

    bool contains(std::uint32_t row) const { return m_chosen[row] != 0; }
    std::size_t count() const { return m_count; }
    Area planarArea() const { return m_area; }
    /// In the order of the table.
    std::vector<std::uint32_t> rows() const;
    /// One for each row of the table: whether it is selected.
    const std::vector<char>& chosen() const { return m_chosen; }

Q_SIGNALS:
    void activated();
    void changed();

private:
    void set(std::uint32_t row, bool chosen);

    std::shared_ptr<const AttributeTable> m_table;
    std::vector<char> m_chosen;
    std::size_t m_count = 0;
    Area m_area;
};

} // namespace tuban::app

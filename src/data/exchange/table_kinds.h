#pragma once

#include "model/layer_schema.h"

#include <string>

namespace tuban::data {

/// Tells from all cells of a column what it holds: whole numbers, numbers or days, where every
/// cell is one; else texts. Numbers of more than 15 digits, or with zeros before them, are texts
/// (parcel numbers, class codes), so that each value comes back as it was written.
class ColumnKind {
public:
    void add(const std::string& cell);
    ValueKind kind() const;

private:
    bool m_any = false;
    bool m_integers = true;
    bool m_numbers = true;
    bool m_days = true;
};

} // namespace tuban::data

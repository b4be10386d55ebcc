#pragma once

#include "compliance/check_finding.h"
#include "compliance/checked_layer.h"
#include "model/classification.h"

#include <string_view>
#include <vector>

namespace tuban::compliance {

/// Classes of a table that stand for something, each with all classes below it.
class ClassSet {
public:
    /// Codes that the table does not know are left out.
    ClassSet(const Classification& table, const std::vector<std::string>& codes);
    bool contains(std::string_view code) const;

private:
    const Classification& m_table;
    std::vector<bool> m_member; // by place in the table
};

/// The code without blanks around it.
std::string_view trimmedCode(std::string_view code);

/// Checks what is written of polygons; by kind, then by row. `table`: of the codes; null: they are
/// not checked. Columns that the layer does not have are not checked.
/// Values: ClassCode: code (empty: none), table; ParcelNumber: number (empty: none), pattern;
/// NumberRepeated: number, how often; RegisteredArea: registered, computed, difference in m².
std::vector<CheckFinding>
checkAttributes(const CheckRules& rules, const CheckedLayer& layer, const Classification* table);

} // namespace tuban::compliance

#pragma once

#include "base/result.h"
#include "landuse/classification_choice.h"
#include "model/classification.h"
#include "model/finding.h"
#include "model/layer_schema.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// Values of a field of class codes and how often they occur.
using ClassCounts = std::map<std::string, std::uint64_t>;

/// Whether a field holds codes of land-use classes.
bool holdsClassCodes(const FieldSchema& field);

/// Takes class codes as they are and turns names of classes into codes of one table, which the user
/// named or which is told from the values. Nothing is converted from one table to another.
class ClassReader {
public:
    /// `sample`: values of the file; `wanted`: id of a table, "none": all values stay, or empty.
    /// Errors: those of loadClassifications; UnknownClassification.
    static Result<ClassReader>
    create(const ClassCounts& sample, const std::string& field, const std::string& wanted);

    /// The value that is to be stored.
    FieldValue take(FieldValue value);

    /// What was met. `there`: values that the layer had before.
    std::vector<Finding> findings(const std::string& layer, const ClassCounts& there) const;

private:
    ClassReader() = default;
    struct Met {
        std::uint64_t rows = 0;
        std::optional<std::string> code; ///< of a name
        bool known = false;
    };
    Met lookUp(const std::string& value) const;
    static std::string chosenTable(const ClassCounts& counts,
                                   const std::string& field,
                                   const std::vector<Classification>& tables);

    std::string m_field;
    std::shared_ptr<const std::vector<Classification>> m_tables; ///< null: all values stay
    std::string m_table;                        ///< id, or the ids of all that fit, for people
    const Classification* m_names = nullptr;    ///< of m_tables; gives names their codes
    std::map<std::string, std::string> m_codes; ///< by the names of that table
    std::map<std::string, Met> m_met;
};

} // namespace tuban::jobs

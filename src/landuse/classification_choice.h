#pragma once

#include "base/result.h"
#include "model/classification.h"
#include "model/finding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban::landuse {

/// A code of the data and the number of parcels that have it.
struct CodeCount {
    std::string code;
    std::uint64_t parcels = 0;
};

/// How much of the data a class table knows. Parcels without code do not count.
struct TableFit {
    std::string table; ///< id
    std::size_t codes = 0;
    std::uint64_t parcels = 0;
};

/// Which class table reads the codes of a layer, and why.
struct ClassificationChoice {
    enum class Reason {
        NoTableFits, ///< codes are plain values
        OnlyFit,     ///< one table fits clearly better than all others
        FieldName,   ///< several fit; the field customarily holds codes of this one
        SameMeaning, ///< several fit and say the same of every code in the data
    };
    Reason reason = Reason::NoTableFits;
    std::optional<std::size_t> table = {}; ///< index in the tables tried; empty: NoTableFits
    std::size_t codes = 0;                 ///< different codes in the data
    std::uint64_t parcels = 0;             ///< parcels that have a code
    std::vector<TableFit> fits = {};       ///< one for each table tried, in their order
};

/// Tells the class table from the codes of a layer.
///
/// 1. A table fits if it knows at least half of the different codes and of the parcels.
/// 2. Of those that fit, the best knows most parcels (then most codes); rivals are tables that fall
///    behind it by no more than one code and 1 % of the parcels (or two parcels), so that a
///    misspelt code decides nothing.
/// 3. If some of the rivals, but not all, list the field by name, only those stay.
/// 4. If the rivals left say the same of every code that they share, the one that knows most is
///    taken, of equals the preferred one, else the first. If not, the codes alone cannot tell (2020
///    and 2023 share codes with other meanings; farmland codes of the survey tables look like
///    planning codes): the user must say.
///
/// Errors: ClassificationAmbiguous (subject: ids of the rivals, detail: the codes that they read
/// differently, both joined by ", ").
Result<ClassificationChoice> chooseClassification(const std::vector<CodeCount>& codes,
                                                  const std::string& field,
                                                  const std::vector<Classification>& tables);

/// The choice as a finding ClassificationChosen: a Note, or Advice where no table fits. Values: id
/// of the table (empty: none), parcels whose code it knows, parcels with a code, known codes,
/// different codes, reason ("none", "fit", "field" or "same").
Finding choiceFinding(const ClassificationChoice& choice);

} // namespace tuban::landuse

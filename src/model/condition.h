#pragma once

#include <string>
#include <vector>

namespace tuban {

/// A condition on the fields of a layer that need not be known yet, as a style holds it. What its
/// parts mean is told by Filter.
struct Condition {
    enum class Kind {
        And,          ///< of all parts
        Or,           ///< of any part
        Not,          ///< of the one part
        Equal,        ///< of two terms, as are the next five
        NotEqual,     //
        Less,         //
        LessEqual,    //
        Greater,      //
        GreaterEqual, //
        Like,         ///< term and pattern: % stands for any characters, _ for one
        Between,      ///< term, lowest, highest
        IsNull,       ///< of the one term
    };
    struct Term {
        bool isField = false;
        std::string text = {}; ///< name of the field, or the value
        bool operator==(const Term&) const = default;
    };

    Kind kind = Kind::Equal;
    std::vector<Condition> parts = {}; ///< of And, Or, Not; one at least
    std::vector<Term> terms = {};      ///< of all others
    bool operator==(const Condition&) const = default;
};

/// The condition as people write it: what Filter::parse takes.
std::string filterText(const Condition& condition);

} // namespace tuban

#pragma once

#include "base/result.h"
#include "model/layer_schema.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tuban {

/// A condition on the rows of a layer, as people write it:
///
///     class_code like '1001%' and (registered_area_m2 >= 10000 or 坐落 is null)
///     supply_state in ('已供', '储备') and not supply_date between '2020-01-01' and '2020-12-31'
///
/// - Fields by name or by title in either language, whatever the case; names with blanks in double
///   quotes. Texts in single quotes, doubled inside. Comparisons = <> != < <= > >=, also between
///   two fields; and, or, not, parentheses; in (…), like, between … and …, is null.
/// - `like`: % stands for any characters, _ for one; the case of ASCII letters does not matter.
/// - As in SQL, a comparison with nothing is neither true nor false, and such a row is left out.
/// - Numbers are compared as numbers, days by the calendar, texts by their bytes. A number beside a
///   text field stands for its digits; a text beside a number field must be a number, one beside a
///   day must be a day.
/// Texts are never part of any other language: rows are looked at one by one.
class Filter {
public:
    /// An empty text takes all rows.
    /// Errors: FilterMalformed (subject: the text; detail: one of filterFaults(), with what it is
    /// about behind ": "; where: the number of the character, from 1).
    static Result<Filter> parse(std::string_view text, const LayerSchema& schema);

    bool takesAll() const { return m_nodes.empty(); }
    /// Whether a row of the schema is taken. Time: linear in the filter, `like` linear in both
    /// texts but for patterns with several %, where it is their product.
    bool matches(const std::vector<FieldValue>& values) const;

private:
    friend class FilterParser;
    enum class Op {
        And,
        Or,
        Not,
        Equal,
        NotEqual,
        Less,
        LessEqual,
        Greater,
        GreaterEqual,
        In,
        Like,
        Between,
        IsNull
    };
    enum class Truth { False, True, Unknown };
    /// A field or a value.
    struct Operand {
        bool isField = false;
        std::size_t field = 0;
        FieldValue value = {};
    };
    /// A condition; its parts stand before it. Right and left parts by their places.
    struct Node {
        Op op;
        std::size_t left = 0;
        std::size_t right = 0;
        Operand subject = {};
        std::vector<Operand> operands = {};
    };

    Truth truthOf(std::size_t node,
                  const std::vector<Truth>& parts,
                  const std::vector<FieldValue>& values) const;
    static Truth compared(Op op, const FieldValue& a, const FieldValue& b);
    static const FieldValue& valueOf(const Operand& operand, const std::vector<FieldValue>& values);

    std::vector<Node> m_nodes = {}; ///< the whole condition is the last
};

/// The faults that a filter can have, in English, for translation.
const std::vector<const char*>& filterFaults();

} // namespace tuban

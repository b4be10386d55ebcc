#include "model/filter.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tuban {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// How many bytes the character at `at` has; 1 for bytes that are no UTF-8.
std::size_t characterLength(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && (text[end] & '\xC0') == '\x80' && (text[at] & '\xC0') == '\xC0') {
        ++end;
    }
    return end - at;
}

/// Goes back to the last % at most, so nested ones cost no more than the product of both lengths.
bool isLike(std::string_view text, std::string_view pattern) {
    std::size_t t = 0;
    std::size_t p = 0;
    std::optional<std::size_t> percent;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '%') {
            percent = p++;
            resume = t;
        } else if (p < pattern.size() && pattern[p] == '_') {
            t += characterLength(text, t);
            ++p;
        } else if (p < pattern.size() && lower(pattern[p]) == lower(text[t])) {
            ++t;
            ++p;
        } else if (percent) {
            p = *percent + 1;
            resume += characterLength(text, resume);
            t = resume;
        } else {
            return false;
        }
    }
    return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(p), pattern.end(), [](char c) {
        return c == '%';
    });
}

bool isNothing(const FieldValue& value) {
    const auto* const real = std::get_if<double>(&value);
    return std::holds_alternative<std::monostate>(value) || (real != nullptr && std::isnan(*real));
}

/// -1, 0, 1, exactly also where a whole number is no double.
int orderOf(std::int64_t a, double b) {
    constexpr double kBeyond = 9223372036854775808.0; // 2^63
    if (b >= kBeyond) {
        return -1;
    }
    if (b < -kBeyond) {
        return 1;
    }
    const double whole = std::floor(b);
    const auto other = static_cast<std::int64_t>(whole);
    return a < other ? -1 : a > other ? 1 : b > whole ? -1 : 0;
}

template <typename T> int orderOf(const T& a, const T& b) {
    return a < b ? -1 : b < a ? 1 : 0;
}

/// Nothing: they are of kinds that do not compare.
std::optional<int> orderOf(const FieldValue& a, const FieldValue& b) {
    if (a.index() == b.index()) {
        if (const auto* text = std::get_if<std::string>(&a)) {
            return orderOf(*text, std::get<std::string>(b));
        }
        if (const auto* real = std::get_if<double>(&a)) {
            return orderOf(*real, std::get<double>(b));
        }
        return orderOf(std::get<std::int64_t>(a), std::get<std::int64_t>(b));
    }
    if (const auto* whole = std::get_if<std::int64_t>(&a); whole && std::get_if<double>(&b)) {
        return orderOf(*whole, std::get<double>(b));
    }
    if (const auto* whole = std::get_if<std::int64_t>(&b); whole && std::get_if<double>(&a)) {
        return -orderOf(*whole, std::get<double>(a));
    }
    return std::nullopt;
}

} // namespace

const FieldValue& Filter::valueOf(const Operand& operand, const std::vector<FieldValue>& values) {
    static const FieldValue kNothing;
    if (!operand.isField) {
        return operand.value;
    }
    return operand.field < values.size() ? values[operand.field] : kNothing;
}

Filter::Truth Filter::compared(Op op, const FieldValue& a, const FieldValue& b) {
    if (isNothing(a) || isNothing(b)) {
        return Truth::Unknown;
    }
    if (op == Op::Like) {
        const auto* const text = std::get_if<std::string>(&a);
        const auto* const pattern = std::get_if<std::string>(&b);
        return text && pattern && isLike(*text, *pattern) ? Truth::True : Truth::False;
    }
    const auto order = orderOf(a, b);
    if (!order) {
        return Truth::Unknown;
    }
    const bool holds = (op == Op::Equal && *order == 0) || (op == Op::NotEqual && *order != 0) ||
                       (op == Op::Less && *order < 0) || (op == Op::LessEqual && *order <= 0) ||
                       (op == Op::Greater && *order > 0) || (op == Op::GreaterEqual && *order >= 0);
    return holds ? Truth::True : Truth::False;
}

Filter::Truth Filter::truthOf(std::size_t index,
                              const std::vector<Truth>& parts,
                              const std::vector<FieldValue>& values) const {
    const Node& node = m_nodes[index];
    const auto both = [](Truth a, Truth b) {
        if (a == Truth::False || b == Truth::False) {
            return Truth::False;
        }
        return a == Truth::True && b == Truth::True ? Truth::True : Truth::Unknown;
    };
    const auto negated = [](Truth t) {
        return t == Truth::Unknown ? t : t == Truth::True ? Truth::False : Truth::True;
    };
    const FieldValue& subject = valueOf(node.subject, values);
    switch (node.op) {
    case Op::And:
        return both(parts[node.left], parts[node.right]);
    case Op::Or:
        return negated(both(negated(parts[node.left]), negated(parts[node.right])));
    case Op::Not:
        return negated(parts[node.left]);
    case Op::IsNull:
        return isNothing(subject) ? Truth::True : Truth::False;
    case Op::Between:
        return both(compared(Op::GreaterEqual, subject, valueOf(node.operands[0], values)),
                    compared(Op::LessEqual, subject, valueOf(node.operands[1], values)));
    case Op::In: {
        Truth any = Truth::False;
        for (const Operand& operand : node.operands) {
            const Truth one = compared(Op::Equal, subject, valueOf(operand, values));
            any = negated(both(negated(any), negated(one)));
        }
        return any;
    }
    default:
        return compared(node.op, subject, valueOf(node.operands[0], values));
    }
}

bool Filter::matches(const std::vector<FieldValue>& values) const {
    if (m_nodes.empty()) {
        return true;
    }
    std::vector<Truth> truths;
    truths.reserve(m_nodes.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        truths.push_back(truthOf(i, truths, values));
    }
    return truths.back() == Truth::True;
}

} // namespace tuban

#include "model/condition.h"

namespace tuban {

namespace {

std::string quoted(const std::string& text, char quote) {
    std::string all(1, quote);
    for (const char c : text) {
        all += c;
        if (c == quote) {
            all += c;
        }
    }
    return all + quote;
}

std::string textOf(const Condition::Term& term) {
    return quoted(term.text, term.isField ? '"' : '\'');
}

std::string joined(const std::vector<Condition>& parts, const char* word) {
    std::string all;
    for (const Condition& part : parts) {
        all += (all.empty() ? "(" : word) + filterText(part);
    }
    return all + ")";
}

const char* comparisonOf(Condition::Kind kind) {
    switch (kind) {
    case Condition::Kind::NotEqual:
        return " <> ";
    case Condition::Kind::Less:
        return " < ";
    case Condition::Kind::LessEqual:
        return " <= ";
    case Condition::Kind::Greater:
        return " > ";
    case Condition::Kind::GreaterEqual:
        return " >= ";
    case Condition::Kind::Like:
        return " like ";
    default:
        return " = ";
    }
}

} // namespace

std::string filterText(const Condition& condition) {
    const std::vector<Condition::Term>& terms = condition.terms;
    switch (condition.kind) {
    case Condition::Kind::And:
        return joined(condition.parts, " and ");
    case Condition::Kind::Or:
        return joined(condition.parts, " or ");
    case Condition::Kind::Not:
        return "not (" + filterText(condition.parts.front()) + ")";
    case Condition::Kind::Between:
        return textOf(terms[0]) + " between " + textOf(terms[1]) + " and " + textOf(terms[2]);
    case Condition::Kind::IsNull:
        return textOf(terms[0]) + " is null";
    default:
        return textOf(terms[0]) + comparisonOf(condition.kind) + textOf(terms[1]);
    }
}

} // namespace tuban

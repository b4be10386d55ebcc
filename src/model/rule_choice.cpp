#include "model/rule_choice.h"

#include <algorithm>
#include <optional>

namespace tuban {

namespace {

struct Equality {
    std::size_t field;
    std::string value;
};

/// Where the condition is that a text field has one value: these two.
std::optional<Equality> equalityOf(const Condition& condition, const LayerSchema& schema) {
    if (condition.kind != Condition::Kind::Equal || !condition.terms[0].isField ||
        condition.terms[1].isField) {
        return std::nullopt;
    }
    const auto field = schema.fieldIndex(condition.terms[0].text);
    const bool text = field && schema.fields[*field].kind == ValueKind::Text;
    return text ? std::optional(Equality{*field, condition.terms[1].text}) : std::nullopt;
}

void collectFields(const Condition& condition,
                   const LayerSchema& schema,
                   std::vector<std::size_t>& fields) {
    for (const Condition& part : condition.parts) {
        collectFields(part, schema, fields);
    }
    for (const Condition::Term& term : condition.terms) {
        const auto field = term.isField ? schema.fieldIndex(term.text) : std::nullopt;
        if (field && std::find(fields.begin(), fields.end(), *field) == fields.end()) {
            fields.push_back(*field);
        }
    }
}

std::string textOf(const RuleSet& rules) {
    std::string text;
    for (const std::uint16_t rule : rules) {
        text += std::to_string(rule) + ' ';
    }
    return text;
}

} // namespace

RuleSet rulesDrawn(const Style& style, const RuleSet& fulfilled, double scaleDenominator) {
    RuleSet drawn;
    const auto passDraws = [&](int pass) {
        return std::any_of(drawn.begin(), drawn.end(), [&](std::uint16_t rule) {
            return style.rules[rule].pass == pass && !style.rules[rule].otherwise;
        });
    };
    for (const std::uint16_t at : fulfilled) {
        const Rule& rule = style.rules[at];
        if (rule.isDrawnAt(scaleDenominator) && !(rule.onlyFirst && passDraws(rule.pass))) {
            drawn.push_back(at);
        }
    }
    for (std::size_t at = 0; at < style.rules.size(); ++at) {
        const Rule& rule = style.rules[at];
        if (rule.otherwise && rule.isDrawnAt(scaleDenominator) && !passDraws(rule.pass)) {
            drawn.push_back(static_cast<std::uint16_t>(at));
        }
    }
    std::sort(drawn.begin(), drawn.end());
    return drawn;
}

void RuleChoice::addLookup(std::size_t field, const std::string& value, std::uint16_t rule) {
    auto lookup = std::find_if(
        m_lookups.begin(), m_lookups.end(), [&](const Lookup& one) { return one.field == field; });
    if (lookup == m_lookups.end()) {
        lookup = m_lookups.insert(m_lookups.end(), Lookup{field});
    }
    lookup->rules[value].push_back(rule);
}

Result<RuleChoice> RuleChoice::of(const Style& style, const LayerSchema& schema) {
    RuleChoice choice;
    for (std::size_t at = 0; at < style.rules.size(); ++at) {
        const Rule& rule = style.rules[at];
        const auto place = static_cast<std::uint16_t>(at);
        if (rule.otherwise) {
            continue;
        }
        if (!rule.condition) {
            choice.m_always.push_back(place);
            continue;
        }
        collectFields(*rule.condition, schema, choice.m_fields);
        if (const auto equality = equalityOf(*rule.condition, schema)) {
            choice.addLookup(equality->field, equality->value, place);
            continue;
        }
        auto filter = Filter::parse(filterText(*rule.condition), schema);
        if (!filter) {
            Error error = filter.error();
            error.subject = rule.name;
            return error;
        }
        choice.m_filters.emplace_back(place, std::move(*filter));
    }
    std::sort(choice.m_fields.begin(), choice.m_fields.end());
    return choice;
}

std::uint16_t RuleChoice::setOf(const std::vector<FieldValue>& values) {
    RuleSet rules = m_always;
    for (const Lookup& lookup : m_lookups) {
        const auto* const text = std::get_if<std::string>(&values[lookup.field]);
        const auto found = text != nullptr ? lookup.rules.find(*text) : lookup.rules.end();
        if (found != lookup.rules.end()) {
            rules.insert(rules.end(), found->second.begin(), found->second.end());
        }
    }
    for (const auto& [rule, filter] : m_filters) {
        if (filter.matches(values)) {
            rules.push_back(rule);
        }
    }
    std::sort(rules.begin(), rules.end());
    const auto next = static_cast<std::uint16_t>(m_sets.size());
    const auto [entry, isNew] = m_places.emplace(textOf(rules), next);
    if (isNew) {
        m_sets.push_back(std::move(rules));
    }
    return entry->second;
}

} // namespace tuban

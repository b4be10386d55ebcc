#include "jobs/legend.h"

#include "model/rule_choice.h"
#include "model/symbology.h"

#include <algorithm>
#include <optional>

namespace tuban::jobs {

namespace {

bool isDrawn(const Rule& rule) {
    return std::any_of(rule.symbolizers.begin(), rule.symbolizers.end(), [](const auto& one) {
        return !std::holds_alternative<TextSymbolizer>(one);
    });
}

/// The rule that a feature of a class counts for.
std::optional<std::size_t> ruleOf(const Style& style, const RuleSet& fulfilled) {
    for (const std::uint16_t rule : fulfilled) {
        if (isDrawn(style.rules[rule])) {
            return rule;
        }
    }
    for (std::size_t rule = 0; rule < style.rules.size(); ++rule) {
        if (style.rules[rule].otherwise && isDrawn(style.rules[rule])) {
            return rule;
        }
    }
    return std::nullopt;
}

} // namespace

std::vector<LegendRow> legendOf(const render::SceneLayer& layer, const AttributeTable& table) {
    const Style& style = *layer.style;
    std::vector<LegendRow> byRule(style.rules.size());
    std::vector<std::optional<std::size_t>> ofClass;
    for (const RuleSet& fulfilled : layer.features->classes()) {
        ofClass.push_back(ruleOf(style, fulfilled));
    }
    Area whole;
    std::uint64_t count = 0;
    for (const auto& chunk : layer.features->chunks()) {
        for (std::size_t i = 0; i < chunk->size(); ++i) {
            const auto rule = ofClass[chunk->classes[i]];
            if (!rule) {
                continue;
            }
            const auto row = static_cast<std::uint32_t>(chunk->ids[i]);
            LegendRow& entry = byRule[*rule];
            ++entry.count;
            entry.planar += table.planarArea(row);
            entry.rows.push_back(row);
            whole += table.planarArea(row);
            ++count;
        }
    }
    std::vector<LegendRow> rows;
    for (std::size_t rule = 0; rule < byRule.size(); ++rule) {
        LegendRow& entry = byRule[rule];
        if (entry.count > 0) {
            entry.rule = rule;
            entry.share = whole > Area() ? shareOf(entry.planar, whole)
                                         : Ratio::fraction(double(entry.count) / double(count));
            rows.push_back(std::move(entry));
        }
    }
    return rows;
}

} // namespace tuban::jobs

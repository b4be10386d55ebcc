#pragma once

#include "base/result.h"
#include "model/filter.h"
#include "model/symbology.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tuban {

/// Places in Style::rules, ascending.
using RuleSet = std::vector<std::uint16_t>;

/// The rules that draw a feature at a scale, of those whose conditions it fulfils: those of the
/// scale and, in passes where there are none, those for the rest.
RuleSet rulesDrawn(const Style& style, const RuleSet& fulfilled, double scaleDenominator);

/// Which rules of a style take a feature, by its values, told once for each feature and not for
/// each picture. There are few different sets of rules: features have the number of theirs.
class RuleChoice {
public:
    /// Errors: FilterMalformed (subject: the name of the rule; detail as of Filter::parse), for
    /// instance of a field that the layer does not have.
    static Result<RuleChoice> of(const Style& style, const LayerSchema& schema);

    /// The place in sets() of the rules whose conditions a row fulfils. Sets come in the order in
    /// which rows ask for them.
    std::uint16_t setOf(const std::vector<FieldValue>& values);
    /// Rules for the rest are in none of them.
    const std::vector<RuleSet>& sets() const { return m_sets; }
    /// Fields that the conditions look at, by their places in the schema, ascending.
    const std::vector<std::size_t>& fields() const { return m_fields; }

private:
    /// Rules that ask whether a field has one value, by that value.
    struct Lookup {
        std::size_t field;
        std::unordered_map<std::string, RuleSet> rules = {};
    };
    void addLookup(std::size_t field, const std::string& value, std::uint16_t rule);

    std::vector<Lookup> m_lookups = {};
    std::vector<std::pair<std::uint16_t, Filter>> m_filters = {};
    RuleSet m_always = {};
    std::vector<std::size_t> m_fields = {};
    std::vector<RuleSet> m_sets = {};
    std::unordered_map<std::string, std::uint16_t> m_places = {}; ///< in m_sets, by their text
};

} // namespace tuban

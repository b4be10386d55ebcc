#include "model/field_mapping.h"

#include <algorithm>

namespace tuban {

namespace {

constexpr std::size_t kShapefileName = 10;
constexpr std::size_t kFullWidthBytes = 3;

/// The half-width form of a full-width character of UTF-8 (U+FF01 to U+FF5E); 0: it is none.
char halfWidth(std::string_view text) {
    if (text.size() < kFullWidthBytes || text[0] != '\xEF') {
        return 0;
    }
    const auto second = static_cast<unsigned char>(text[1]);
    const auto third = static_cast<unsigned char>(text[2]);
    if (second != 0xBC && second != 0xBD) {
        return 0;
    }
    const unsigned code = 0xF000U + ((second & 0x3FU) << 6U) + (third & 0x3FU);
    return code >= 0xFF01U && code <= 0xFF5EU ? static_cast<char>(code - 0xFF01U + '!') : '\0';
}

bool isDropped(char c) {
    return c == ' ' || c == '\t' || c == '_' || c == '-';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// What a field may be called, with the reason to take it.
struct Candidate {
    std::string name;
    MatchReason reason;
};

std::vector<Candidate> candidatesOf(const FieldSchema& field, const LayerAliases& aliases) {
    std::vector<Candidate> all{{comparableName(field.name), MatchReason::Name},
                               {comparableName(field.title.zh), MatchReason::Title},
                               {comparableName(field.title.en), MatchReason::Title}};
    if (const auto known = aliases.fields.find(field.name); known != aliases.fields.end()) {
        for (const std::string& alias : known->second) {
            all.push_back({comparableName(alias), MatchReason::Alias});
        }
    }
    if (field.name.size() > kShapefileName) {
        all.push_back({comparableName(field.name.substr(0, kShapefileName)), MatchReason::CutName});
    }
    return all;
}

class Matcher {
public:
    Matcher(const LayerSchema& layer, const std::vector<std::string>& sourceNames)
        : m_layer(layer), m_targetTaken(layer.fields.size()), m_sourceTaken(sourceNames.size()) {
        for (const std::string& name : sourceNames) {
            m_names.push_back(comparableName(name));
        }
    }

    void choose(const std::map<std::string, std::string>& chosen) {
        for (const auto& [target, source] : chosen) {
            const auto field = m_layer.fieldIndex(target);
            if (!field) {
                continue;
            }
            if (const auto from = source.empty() ? std::nullopt : sourceNamed(comparableName(source))) {
                take(*field, *from, MatchReason::Chosen);
            }
            m_targetTaken[*field] = true;
        }
    }

    /// Gives every field that has none yet the first source for this reason.
    void match(const LayerAliases& aliases, MatchReason reason) {
        for (std::size_t target = 0; target < m_layer.fields.size(); ++target) {
            for (const Candidate& one : candidatesOf(m_layer.fields[target], aliases)) {
                if (m_targetTaken[target] || one.reason != reason || one.name.empty()) {
                    continue;
                }
                if (const auto source = sourceNamed(one.name)) {
                    take(target, *source, reason);
                }
            }
        }
    }

    std::vector<FieldMatch> matches() {
        std::sort(m_matches.begin(), m_matches.end(), [](const auto& a, const auto& b) {
            return a.target < b.target;
        });
        return std::move(m_matches);
    }

private:
    std::optional<std::size_t> sourceNamed(const std::string& name) const {
        for (std::size_t source = 0; source < m_names.size(); ++source) {
            if (!m_sourceTaken[source] && m_names[source] == name) {
                return source;
            }
        }
        return std::nullopt;
    }

    void take(std::size_t target, std::size_t source, MatchReason reason) {
        m_matches.push_back({target, source, reason});
        m_targetTaken[target] = true;
        m_sourceTaken[source] = true;
    }

    const LayerSchema& m_layer;
    std::vector<std::string> m_names = {};
    std::vector<bool> m_targetTaken;
    std::vector<bool> m_sourceTaken;
    std::vector<FieldMatch> m_matches = {};
};

bool isCalled(const LayerSchema& schema, const FieldAliases& aliases, const std::string& name) {
    if (name == comparableName(schema.name) || name == comparableName(schema.title.zh) ||
        name == comparableName(schema.title.en)) {
        return true;
    }
    const auto known = aliases.find(schema.name);
    return known != aliases.end() &&
           std::any_of(known->second.names.begin(), known->second.names.end(), [&](const auto& alias) {
               return comparableName(alias) == name;
           });
}

} // namespace

std::string comparableName(std::string_view name) {
    std::string out;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const char half = halfWidth(name.substr(at));
        const char c = half != 0 ? half : name[at];
        at += half != 0 ? kFullWidthBytes - 1 : 0;
        if (!isDropped(c)) {
            out += lower(c);
        }
    }
    return out;
}

std::vector<FieldMatch> matchFields(const LayerSchema& layer,
                                    const std::vector<std::string>& sourceNames,
                                    const LayerAliases& aliases,
                                    const std::map<std::string, std::string>& chosen) {
    Matcher matcher(layer, sourceNames);
    matcher.choose(chosen);
    for (const MatchReason reason :
         {MatchReason::Name, MatchReason::Title, MatchReason::Alias, MatchReason::CutName}) {
        matcher.match(aliases, reason);
    }
    return matcher.matches();
}

const LayerSchema* layerByName(const std::vector<LayerSchema>& catalog,
                               const FieldAliases& aliases,
                               std::string_view sourceName) {
    const std::string name = comparableName(sourceName);
    const auto found = std::find_if(catalog.begin(), catalog.end(), [&](const LayerSchema& schema) {
        return isCalled(schema, aliases, name);
    });
    return found == catalog.end() ? nullptr : &*found;
}

} // namespace tuban

#include "data/tables_reader/check_rules_reader.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <regex>
#include <set>
#include <string_view>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-check-rules";
constexpr int kVersion = 1;

constexpr std::array kSeverities{std::pair{"note", Severity::Note},
                                 std::pair{"advice", Severity::Advice},
                                 std::pair{"warning", Severity::Warning},
                                 std::pair{"fault", Severity::Fault}};

/// Keys that a rule must have besides those that all have.
std::set<std::string_view> neededBy(CheckKind kind) {
    switch (kind) {
    case CheckKind::Spike:
    case CheckKind::AcuteAngle:
        return {"angle_deg"};
    case CheckKind::NarrowNeck:
        return {"width_m"};
    case CheckKind::Sliver:
        return {"width_m", "min_area_m2"};
    case CheckKind::Overlap:
        return {"min_area_m2", "priority"};
    case CheckKind::Gap:
        return {"min_area_m2", "max_area_m2"};
    case CheckKind::MissingVertex:
    case CheckKind::UnmatchedEdge:
        return {"tolerance_m"};
    case CheckKind::OutsidePlanArea:
    case CheckKind::AcrossDistricts:
        return {"layer", "min_area_m2"};
    case CheckKind::ControlArea:
        return {"layer", "field", "min_area_m2", "share_percent"};
    case CheckKind::ControlLine:
        return {"layer", "field", "kinds", "min_area_m2", "classes"};
    case CheckKind::ParcelNumber:
        return {"pattern"};
    case CheckKind::RegisteredArea:
        return {"min_area_m2", "share_percent"};
    case CheckKind::DateOrder:
        return {"layer", "order"};
    case CheckKind::Amount:
        return {"layer", "order", "products", "share_percent"};
    default:
        return {};
    }
}

class RuleReader {
public:
    RuleReader(const fs::path& path, const toml::table& entry) : m_path(path), m_entry(entry) {}

    Result<CheckRule> read() {
        const auto kind = checkKindNamed(textAt(m_entry, "id"));
        if (!kind) {
            return malformedToml(m_path, m_entry, "unknown rule: " + textAt(m_entry, "id"));
        }
        m_rule.kind = *kind;
        for (const auto step : {&RuleReader::readKeys,
                                &RuleReader::readHead,
                                &RuleReader::readLimits,
                                &RuleReader::readTexts,
                                &RuleReader::readOrder,
                                &RuleReader::readProducts}) {
            if (Result<void> done = (this->*step)(); !done) {
                return done.error();
            }
        }
        return std::move(m_rule);
    }

private:
    Error fault(std::string detail) const {
        return malformedToml(
            m_path, m_entry, std::string(nameOf(m_rule.kind)) + ": " + std::move(detail));
    }

    Result<void> readKeys() {
        std::set<std::string_view> known = neededBy(m_rule.kind);
        for (const std::string_view key : known) {
            if (!m_entry.contains(key)) {
                return fault("no " + std::string(key));
            }
        }
        known.insert({"id", "on", "severity", "title", "source"});
        for (const auto& [key, node] : m_entry) {
            if (!known.contains(key.str())) {
                return malformedToml(m_path, node, "unknown key: " + std::string(key.str()));
            }
        }
        return {};
    }

    Result<void> readHead() {
        m_rule.title = bilingualAt(m_entry, "title");
        m_rule.source = textAt(m_entry, "source");
        const std::string word = textAt(m_entry, "severity");
        const auto severity = std::find_if(kSeverities.begin(),
                                           kSeverities.end(),
                                           [&](const auto& known) { return known.first == word; });
        if (m_rule.title.zh.empty() || m_rule.title.en.empty() || m_rule.source.empty() ||
            severity == kSeverities.end()) {
            return fault("a rule needs severity, title in both languages and source");
        }
        m_rule.severity = severity->second;
        if (m_entry.contains("on") && !m_entry["on"].is_boolean()) {
            return fault("on is true or false");
        }
        m_rule.on = m_entry["on"].value_or(true);
        return {};
    }

    /// The number at a key that is there; nothing if it is none or negative.
    std::optional<double> limitAt(const char* key) const {
        const auto value = m_entry[key].value<double>();
        return value && std::isfinite(*value) && *value >= 0 ? value : std::nullopt;
    }

    Result<void> readLimits() {
        const auto take = [&](const char* key, auto& limit, auto make) {
            const auto value = limitAt(key);
            if (value) {
                limit = make(*value);
            }
            return value.has_value() || !m_entry.contains(key);
        };
        const bool fine = take("min_area_m2", m_rule.minArea, Area::squareMetres) &&
                          take("max_area_m2", m_rule.maxArea, Area::squareMetres) &&
                          take("width_m", m_rule.width, Length::metres) &&
                          take("tolerance_m", m_rule.tolerance, Length::metres) &&
                          take("angle_deg", m_rule.angle, Angle::degrees) &&
                          take("share_percent", m_rule.share, Ratio::percent);
        if (!fine) {
            return fault("a limit is no number from 0 on");
        }
        return m_rule.angle && m_rule.angle->inDegrees() >= 90
                   ? Result<void>(fault("an angle is below 90"))
                   : Result<void>();
    }

    Result<void> readTexts() {
        m_rule.layer = textAt(m_entry, "layer");
        m_rule.field = textAt(m_entry, "field");
        m_rule.kinds = textsAt(m_entry, "kinds");
        m_rule.pattern = textAt(m_entry, "pattern");
        try {
            const std::regex pattern(m_rule.pattern);
        } catch (const std::regex_error& e) {
            return fault(std::string("pattern: ") + e.what());
        }
        const std::string priority = textAt(m_entry, "priority");
        if (m_entry.contains("priority") && priority != "larger" && priority != "older") {
            return fault("priority is larger or older");
        }
        m_rule.priority = priority == "older" ? OverlapPriority::Older : OverlapPriority::Larger;
        if (const toml::table* classes = m_entry["classes"].as_table()) {
            for (const auto& [table, codes] : *classes) {
                const std::string id(table.str());
                m_rule.classes[id] = textsAt(*classes, id);
            }
        }
        return {};
    }

    Result<void> readOrder() {
        const toml::array* order = m_entry["order"].as_array();
        for (std::size_t i = 0; order != nullptr && i < order->size(); ++i) {
            const toml::array* pair = (*order)[i].as_array();
            if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_string() ||
                !(*pair)[1].is_string()) {
                return malformedToml(m_path, (*order)[i], "order: not a pair of fields");
            }
            m_rule.order.push_back(
                {*(*pair)[0].value<std::string>(), *(*pair)[1].value<std::string>()});
        }
        return {};
    }

    Result<void> readProducts() {
        return forEachEntry(
            m_path, m_entry, "products", [&](const toml::table& entry) -> Result<void> {
                FieldProduct product{textAt(entry, "one"),
                                     textAt(entry, "other"),
                                     textAt(entry, "result"),
                                     entry["factor"].value_or(1.0)};
                if (product.one.empty() || product.other.empty() || product.result.empty()) {
                    return malformedToml(m_path, entry, "a product needs one, other and result");
                }
                m_rule.products.push_back(std::move(product));
                return {};
            });
    }

    const fs::path& m_path;
    const toml::table& m_entry;
    CheckRule m_rule{};
};

} // namespace

fs::path checkRulesFile() {
    return productFolder() / "layers" / "rules" / "checks.toml";
}

Result<CheckRules> loadCheckRules(const fs::path& path) {
    const auto root = readTomlFile(path, kFormat, kVersion);
    if (!root) {
        return root.error();
    }
    CheckRules rules{textAt(*root, "id"), bilingualAt(*root, "title"), {}};
    for (std::size_t kind = 0; kind < kCheckKinds; ++kind) {
        CheckRule rule{static_cast<CheckKind>(kind)};
        rule.on = false;
        rules.rules.push_back(std::move(rule));
    }
    std::set<CheckKind> seen;
    const auto add = [&](const toml::table& entry) -> Result<void> {
        auto rule = RuleReader(path, entry).read();
        if (!rule) {
            return rule.error();
        }
        if (!seen.insert(rule->kind).second) {
            return malformedToml(path, entry, "rule named twice: " + textAt(entry, "id"));
        }
        rules.rules[static_cast<std::size_t>(rule->kind)] = std::move(*rule);
        return {};
    };
    if (auto read = forEachEntry(path, *root, "rule", add); !read) {
        return read.error();
    }
    if (seen.empty() || rules.id.empty()) {
        return malformedToml(path, *root, "no id or no rules");
    }
    return rules;
}

} // namespace tuban::data

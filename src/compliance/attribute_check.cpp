#include "compliance/attribute_check.h"

#include "compliance/number_text.h"

#include <algorithm>
#include <cmath>
#include <regex>
#include <unordered_map>
#include <utility>

namespace tuban::compliance {

using geometry::PolygonChunk;

ClassSet::ClassSet(const Classification& table, const std::vector<std::string>& codes)
    : m_table(table), m_member(table.classes().size(), false) {
    for (const std::string& code : codes) {
        if (const auto at = table.find(code)) {
            m_member[*at] = true;
        }
    }
    for (std::size_t i = 0; i < m_member.size(); ++i) { // parents come first
        const auto parent = table.classes()[i].parent;
        m_member[i] = m_member[i] || (parent && m_member[*parent]);
    }
}

bool ClassSet::contains(std::string_view code) const {
    const auto at = m_table.find(code);
    return at && m_member[*at];
}

std::string_view trimmedCode(std::string_view code) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = code.find_first_not_of(kBlanks);
    return first == std::string_view::npos
               ? std::string_view()
               : code.substr(first, code.find_last_not_of(kBlanks) - first + 1);
}

namespace {

class AttributeCheck {
public:
    explicit AttributeCheck(const CheckedLayer& layer) : m_layer(layer) {}

    void checkCodes(const Classification& table) {
        forEachRow([&](std::uint32_t row) {
            const std::string_view code = trimmedCode(m_layer.text(row, m_layer.columns.code));
            if (!table.find(code)) {
                note(CheckKind::ClassCode, row, {std::string(code), table.id()});
            }
        });
    }

    void checkNumbers(const std::string& pattern) {
        const std::regex expected(pattern);
        forEachRow([&](std::uint32_t row) {
            const std::string_view number = m_layer.text(row, m_layer.columns.number);
            const bool fits =
                pattern.empty() || std::regex_match(number.begin(), number.end(), expected);
            if (number.empty() || !fits) {
                note(CheckKind::ParcelNumber, row, {std::string(number), pattern});
            }
        });
    }

    void checkRepeated() {
        std::unordered_map<std::string_view, std::vector<std::uint32_t>> rowsOf;
        std::unordered_map<std::string_view, std::uint32_t> first;
        first.reserve(m_layer.rowCount());
        forEachRow([&](std::uint32_t row) {
            const std::string_view number = m_layer.text(row, m_layer.columns.number);
            if (number.empty()) {
                return;
            }
            const auto [entry, isNew] = first.emplace(number, row);
            if (!isNew) {
                rowsOf[number].push_back(row);
            }
        });
        std::vector<CheckFinding> found;
        for (auto& [number, rows] : rowsOf) {
            rows.insert(rows.begin(), first.at(number));
            CheckFinding finding{.kind = CheckKind::NumberRepeated, .rows = std::move(rows)};
            finding.place = placeOf(finding.rows.front());
            finding.values = {std::string(number), std::to_string(finding.rows.size())};
            found.push_back(std::move(finding));
        }
        std::sort(found.begin(), found.end(), [](const CheckFinding& a, const CheckFinding& b) {
            return a.rows < b.rows;
        });
        for (CheckFinding& finding : found) {
            m_findings.push_back(std::move(finding));
        }
    }

    void checkAreas(const CheckRule& rule) {
        forEachRow([&](std::uint32_t row) {
            const auto value = m_layer.number(row, m_layer.columns.registered);
            const auto [chunk, feature] = m_layer.locate(row);
            const PolygonChunk& polygons = m_layer.valid(chunk);
            if (!value || !(*value > 0) || polygons.parts(feature).count() == 0) {
                return;
            }
            const Area registered =
                Area::squareMetres(*value * m_layer.registeredUnit.inSquareMetres());
            const Area computed =
                m_layer.areaOf(polygons.doubledArea(feature) *
                               (static_cast<Int128>(1) << geometry::kFixedAreaBits));
            const Area difference = registered - computed;
            const double off = std::abs(difference.inSquareMetres());
            if (off > rule.minArea->inSquareMetres() &&
                off > rule.share->inFraction() * computed.inSquareMetres()) {
                note(CheckKind::RegisteredArea,
                     row,
                     {areaText(registered), areaText(computed), areaText(difference)});
                m_findings.back().area = Area::squareMetres(off);
            }
        });
    }

    std::vector<CheckFinding> take() { return std::move(m_findings); }

private:
    template <typename Visit> void forEachRow(const Visit& visit) const {
        for (std::uint32_t row = 0; row < m_layer.rowCount(); ++row) {
            visit(row);
        }
    }

    std::optional<geometry::GridPoint> placeOf(std::uint32_t row) const {
        const auto [chunk, feature] = m_layer.locate(row);
        const PolygonChunk& polygons = m_layer.valid(chunk);
        return polygons.parts(feature).count() == 0
                   ? std::nullopt
                   : std::optional(polygons.ring(polygons.featureRings(feature).first).front());
    }

    void note(CheckKind kind, std::uint32_t row, std::vector<std::string> values) {
        m_findings.push_back(
            {.kind = kind, .rows = {row}, .place = placeOf(row), .values = std::move(values)});
    }

    const CheckedLayer& m_layer;
    std::vector<CheckFinding> m_findings;
};

} // namespace

std::vector<CheckFinding>
checkAttributes(const CheckRules& rules, const CheckedLayer& layer, const Classification* table) {
    AttributeCheck check(layer);
    if (rules.on(CheckKind::ClassCode) && table != nullptr && layer.columns.code) {
        check.checkCodes(*table);
    }
    if (rules.on(CheckKind::ParcelNumber) && layer.columns.number) {
        check.checkNumbers(rules.rule(CheckKind::ParcelNumber).pattern);
    }
    if (rules.on(CheckKind::NumberRepeated) && layer.columns.number) {
        check.checkRepeated();
    }
    if (rules.on(CheckKind::RegisteredArea) && layer.columns.registered) {
        check.checkAreas(rules.rule(CheckKind::RegisteredArea));
    }
    return check.take();
}

} // namespace tuban::compliance

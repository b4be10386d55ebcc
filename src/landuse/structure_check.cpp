#include "landuse/structure_check.h"

#include "landuse/closing.h"

#include <algorithm>
#include <cmath>

namespace tuban::landuse {

namespace {

using Verdict = StructureShare::Verdict;

/// Where a row counts: in a group, among the mixed classes, or (neither) nowhere.
struct Place {
    std::optional<std::size_t> group = {};
    bool mixed = false;
};

bool contains(const std::vector<std::string>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// The nearest class at or above `code` that the mapping lists decides.
Place placeOf(const std::string& code,
              const Classification& classification,
              const StructureMapping& mapping) {
    for (auto at = classification.find(code); at; at = classification.classes()[*at].parent) {
        const std::string& listed = classification.classes()[*at].code;
        if (const auto group = mapping.groupOf.find(listed); group != mapping.groupOf.end()) {
            return {group->second, false};
        }
        if (contains(mapping.mixed, listed)) {
            return {std::nullopt, true};
        }
        if (contains(mapping.outside, listed)) {
            return {};
        }
    }
    return {};
}

Verdict verdictOf(Ratio share, const StructureGroup& group) {
    constexpr double kTolerance = 1e-9;
    if (!group.min && !group.max) {
        return Verdict::NoLimit;
    }
    if (group.min && share.inFraction() < group.min->inFraction() - kTolerance) {
        return Verdict::Below;
    }
    if (group.max && share.inFraction() > group.max->inFraction() + kTolerance) {
        return Verdict::Above;
    }
    return Verdict::Within;
}

/// `areaOf(row)`: of a leaf row in the district looked at.
template <typename AreaOf>
StructureCheck checkOne(const LandBalance& balance,
                        const std::vector<Place>& places,
                        const StructureRules& rules,
                        AreaOf areaOf) {
    StructureCheck check;
    check.shares.resize(rules.groups.size());
    for (std::size_t row = 0; row < balance.rows.size(); ++row) {
        if (!balance.rows[row].leaf) {
            continue;
        }
        if (places[row].group) {
            check.shares[*places[row].group].area += areaOf(row);
            check.urban += areaOf(row);
        } else if (places[row].mixed) {
            check.mixed += areaOf(row);
        }
    }
    for (std::size_t group = 0; group < rules.groups.size(); ++group) {
        StructureShare& share = check.shares[group];
        share.share = shareOf(share.area, check.urban);
        share.verdict = verdictOf(share.share, rules.groups[group]);
    }
    return check;
}

/// `percent` with a fixed number of decimals, halves away from zero, in the C locale.
std::string percentText(Ratio ratio, int decimals) {
    const double units = ratio.inPercent() * std::pow(10.0, decimals);
    return ClosedNumbers{{std::llround(units)}, 0, decimals}.text(0);
}

std::string limitText(const std::optional<Ratio>& limit) {
    return limit ? percentText(*limit, 1) : std::string();
}

} // namespace

std::vector<StructureCheck> checkStructure(const LandBalance& balance,
                                           const Classification& classification,
                                           const StructureRules& rules) {
    const auto mapping = rules.tables.find(classification.id());
    if (mapping == rules.tables.end()) {
        return {};
    }
    std::vector<Place> places;
    for (const BalanceRow& row : balance.rows) {
        places.push_back(placeOf(row.code, classification, mapping->second));
    }
    std::vector<StructureCheck> checks;
    for (std::size_t district = 0; district < balance.districts.size(); ++district) {
        checks.push_back(checkOne(
            balance, places, rules, [&](std::size_t row) { return balance.areas[row][district]; }));
        checks.back().district = district;
    }
    const bool wholeLayerIsTheDistrict =
        balance.districts.size() == 1 && balance.districts.front().covered == balance.total;
    if (!wholeLayerIsTheDistrict) {
        checks.push_back(checkOne(
            balance, places, rules, [&](std::size_t row) { return balance.rowTotals[row]; }));
    }
    return checks;
}

std::vector<Finding> structureFindings(const std::vector<StructureCheck>& checks,
                                       const LandBalance& balance,
                                       const StructureRules& rules) {
    std::vector<Finding> findings;
    for (const StructureCheck& check : checks) {
        if (check.urban == Area()) {
            continue;
        }
        for (std::size_t i = 0; i < check.shares.size(); ++i) {
            const StructureShare& share = check.shares[i];
            if (share.verdict != Verdict::Below && share.verdict != Verdict::Above) {
                continue;
            }
            const StructureGroup& group = rules.groups[i];
            findings.push_back(
                {Severity::Advice,
                 FindingCode::StructureOutOfRange,
                 {},
                 {},
                 {},
                 {check.district ? balance.districts[*check.district].name : std::string(),
                  group.id,
                  group.name.zh,
                  group.name.en,
                  percentText(share.share, 2),
                  limitText(group.min),
                  limitText(group.max),
                  rules.document,
                  rules.clause,
                  rules.status}});
        }
    }
    return findings;
}

} // namespace tuban::landuse

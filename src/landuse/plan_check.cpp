#include "landuse/plan_check.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

namespace tuban::landuse {

namespace {

constexpr double kNoise = 1e-9; // relative, of sums of doubles that print the same

std::string printed(double value, int decimals) {
    std::array<char, 64> text{};
    const auto end = std::to_chars(
        text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals);
    return {text.data(), end.ptr};
}

bool isWithin(double difference, double tolerance, double magnitude) {
    return std::abs(difference) <= tolerance + kNoise * std::abs(magnitude);
}

Finding finding(FindingCode code,
                const BilingualText& name,
                std::vector<std::string> values,
                const std::string& section,
                const std::string& layer = {}) {
    Finding result{Severity::Warning, code, layer, {}, {}, {name.zh, name.en}};
    result.values.insert(result.values.end(), values.begin(), values.end());
    result.values.push_back(section);
    return result;
}

void checkArea(const PlanAreaClaim& claim, const std::optional<Area>& found, PlanCheck& check) {
    if (!found) {
        check.areas.push_back({});
        check.findings.push_back(finding(FindingCode::PlanFeatureMissing,
                                         claim.name,
                                         {claim.layer, claim.id},
                                         claim.section,
                                         claim.layer));
        return;
    }
    const Area difference = *found - claim.stated;
    const bool agrees = isWithin(difference.inSquareMetres(),
                                 claim.tolerance.inSquareMetres(),
                                 claim.tolerance.inSquareMetres());
    check.areas.push_back({found, agrees});
    if (!agrees) {
        check.findings.push_back(finding(FindingCode::PlanAreaMismatch,
                                         claim.name,
                                         {printed(claim.stated.inSquareKilometres(), 6),
                                          printed(found->inSquareKilometres(), 6),
                                          printed(difference.inSquareMetres(), 2)},
                                         claim.section,
                                         claim.layer));
    }
}

void checkSum(const PlanSumClaim& claim, PlanCheck& check) {
    Area sum;
    for (const PlanSumPart& part : claim.parts) {
        sum += part.area;
    }
    const Area difference = sum - claim.stated;
    const auto roundedNumbers = static_cast<double>(claim.parts.size() + 1);
    const bool agrees = isWithin(difference.inSquareMetres(),
                                 claim.rounding.inSquareMetres() / 2 * roundedNumbers,
                                 claim.rounding.inSquareMetres());
    check.sums.push_back({sum, agrees});
    if (!agrees) {
        check.findings.push_back(finding(FindingCode::PlanSumMismatch,
                                         claim.name,
                                         {printed(claim.stated.inSquareKilometres(), 2),
                                          printed(sum.inSquareKilometres(), 2),
                                          printed(difference.inSquareKilometres(), 2)},
                                         claim.section));
    }
}

void checkRate(const PlanRateClaim& claim, const PlanMeasures::Rate& found, PlanCheck& check) {
    const std::string stated = printed(claim.stated.inPercent(), 2);
    if (found.denominator == Area()) {
        check.rates.push_back({});
        check.findings.push_back(finding(
            FindingCode::PlanRateUndefined, claim.name, {stated}, claim.section, claim.layer));
        return;
    }
    const Ratio rate = shareOf(found.numerator, found.denominator);
    const double tolerance = claim.tolerance.inPercent();
    const bool agrees =
        isWithin(rate.inPercent() - claim.stated.inPercent(), tolerance, claim.stated.inPercent());
    check.rates.push_back({rate, agrees});
    if (!agrees) {
        check.findings.push_back(finding(FindingCode::PlanRateMismatch,
                                         claim.name,
                                         {stated, printed(rate.inPercent(), 2)},
                                         claim.section,
                                         claim.layer));
    }
}

} // namespace

PlanCheck checkPlan(const Plan& plan, const PlanMeasures& measures) {
    assert(measures.areas.size() == plan.areas.size());
    assert(measures.rates.size() == plan.rates.size());
    PlanCheck check;
    for (std::size_t i = 0; i < plan.areas.size(); ++i) {
        checkArea(plan.areas[i], measures.areas[i], check);
    }
    for (const PlanSumClaim& claim : plan.sums) {
        checkSum(claim, check);
    }
    for (std::size_t i = 0; i < plan.rates.size(); ++i) {
        checkRate(plan.rates[i], measures.rates[i], check);
    }
    return check;
}

} // namespace tuban::landuse

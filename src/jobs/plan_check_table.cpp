#include "data/tables_writer/number_text.h"
#include "jobs/describe.h"
#include "jobs/plan_check_job.h"

#include <QCoreApplication>

#include <optional>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr int kAreaDecimals = 6; // km², to the square metre
constexpr int kRateDecimals = 2; // per cent
constexpr std::size_t kFindingsOfAKind = 20;

std::string translate(const char* context, const char* text) {
    return QCoreApplication::translate(context, text).toStdString();
}

/// The numbers of a row: stated, found if there is anything, and their decimals.
struct Numbers {
    std::string unit;
    int decimals;
    double stated;
    std::optional<double> found;
};

Numbers areas(Area stated, std::optional<Area> found) {
    return {"km²",
            kAreaDecimals,
            stated.inSquareKilometres(),
            found ? std::optional(found->inSquareKilometres()) : std::nullopt};
}

Numbers rates(Ratio stated, std::optional<Ratio> found) {
    return {"%",
            kRateDecimals,
            stated.inPercent(),
            found ? std::optional(found->inPercent()) : std::nullopt};
}

Table::Cell cell(double value, int decimals) {
    return Table::Number{value, data::roundedText(value, decimals)};
}

class PlanTableBuilder {
public:
    PlanTableBuilder(const PlanCheckJob::Report& report, Language language)
        : m_report(report), m_language(language) {}

    Table build() {
        m_table.language = tagOf(m_language);
        m_table.title = translate("tuban", "Plan check");
        m_table.subtitle = {nameIn(m_language, m_report.plan.title), m_report.plan.document};
        if (m_report.notice) {
            m_table.subtitle.push_back(nameIn(m_language, *m_report.notice));
        }
        addHeadings();
        addAreas();
        addSums();
        addRates();
        m_table.notes = summaryOf(m_report.findings, kFindingsOfAKind);
        return std::move(m_table);
    }

private:
    void addHeadings() {
        const auto right = Table::Align::Right;
        m_table.headings = {
            {translate("tuban", "Claim"), {}, Table::Align::Left, 0, "claim"},
            {translate("tuban", "Stated"), {}, right, kAreaDecimals, "stated"},
            {translate("tuban", "Found"), {}, right, kAreaDecimals, "found"},
            {translate("tuban", "Difference"), {}, right, kAreaDecimals, "difference"},
            {translate("tuban", "Unit"), {}, Table::Align::Left, 0, "unit"},
            {translate("tuban", "Verdict"), {}, Table::Align::Left, 0, "verdict"},
            {translate("tuban", "Section"), {}, Table::Align::Left, 0, "section"}};
    }

    void addAreas() {
        for (std::size_t i = 0; i < m_report.plan.areas.size(); ++i) {
            const PlanAreaClaim& claim = m_report.plan.areas[i];
            const auto& result = m_report.check.areas[i];
            addClaim(claim.name, areas(claim.stated, result.found), result.agrees, claim.section);
        }
    }

    void addSums() {
        for (std::size_t i = 0; i < m_report.plan.sums.size(); ++i) {
            const PlanSumClaim& claim = m_report.plan.sums[i];
            const auto& result = m_report.check.sums[i];
            addClaim(claim.name, areas(claim.stated, result.found), result.agrees, claim.section);
            for (const PlanSumPart& part : claim.parts) {
                addPart(part);
            }
        }
    }

    void addRates() {
        for (std::size_t i = 0; i < m_report.plan.rates.size(); ++i) {
            const PlanRateClaim& claim = m_report.plan.rates[i];
            const auto& result = m_report.check.rates[i];
            addClaim(claim.name, rates(claim.stated, result.found), result.agrees, claim.section);
        }
    }

    void addClaim(const BilingualText& name,
                  const Numbers& numbers,
                  bool agrees,
                  const std::string& section) {
        Table::Cell found;
        Table::Cell difference;
        if (numbers.found) {
            found = cell(*numbers.found, numbers.decimals);
            difference = cell(*numbers.found - numbers.stated, numbers.decimals);
        }
        m_table.rows.push_back(
            {.cells = {nameIn(m_language, name),
                       cell(numbers.stated, numbers.decimals),
                       std::move(found),
                       std::move(difference),
                       numbers.unit,
                       agrees ? translate("tuban", "agrees") : translate("tuban", "differs"),
                       section}});
    }

    void addPart(const PlanSumPart& part) {
        const Numbers numbers = areas(part.area, std::nullopt);
        m_table.rows.push_back({.indent = 1,
                                .cells = {nameIn(m_language, part.name),
                                          cell(numbers.stated, numbers.decimals),
                                          {},
                                          {},
                                          numbers.unit,
                                          {},
                                          part.section}});
    }

    const PlanCheckJob::Report& m_report;
    Language m_language;
    Table m_table;
};

} // namespace

Table planCheckTable(const PlanCheckJob::Report& report, Language language) {
    return PlanTableBuilder(report, language).build();
}

} // namespace tuban::jobs

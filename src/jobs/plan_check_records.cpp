#include "jobs/describe.h"
#include "jobs/plan_check_job.h"

#include <utility>

namespace tuban::jobs {

namespace {

/// One record; what is stated or found in km² or per cent.
struct Record {
    const char* kind;
    std::string id;
    std::string name;
    double stated;
    std::optional<double> found;
    const char* unit;
    const char* verdict;
    std::string section;
};

const char* verdictOf(bool agrees) {
    return agrees ? "agrees" : "differs";
}

std::optional<double> squareKilometres(const std::optional<Area>& area) {
    return area ? std::optional(area->inSquareKilometres()) : std::nullopt;
}

void add(Table& table, Record record) {
    Table::Cell found;
    Table::Cell difference;
    if (record.found) {
        found = Table::Number{*record.found};
        difference = Table::Number{*record.found - record.stated};
    }
    table.rows.push_back({.cells = {record.kind,
                                    std::move(record.id),
                                    std::move(record.name),
                                    Table::Number{record.stated},
                                    std::move(found),
                                    std::move(difference),
                                    record.unit,
                                    record.verdict,
                                    std::move(record.section)}});
}

void addAreas(const PlanCheckJob::Report& report, Language language, Table& table) {
    for (std::size_t i = 0; i < report.plan.areas.size(); ++i) {
        const PlanAreaClaim& claim = report.plan.areas[i];
        add(table,
            {"area",
             claim.id,
             nameIn(language, claim.name),
             claim.stated.inSquareKilometres(),
             squareKilometres(report.check.areas[i].found),
             "km2",
             verdictOf(report.check.areas[i].agrees),
             claim.section});
    }
}

void addSums(const PlanCheckJob::Report& report, Language language, Table& table) {
    for (std::size_t i = 0; i < report.plan.sums.size(); ++i) {
        const PlanSumClaim& claim = report.plan.sums[i];
        add(table,
            {"sum",
             claim.id,
             nameIn(language, claim.name),
             claim.stated.inSquareKilometres(),
             squareKilometres(report.check.sums[i].found),
             "km2",
             verdictOf(report.check.sums[i].agrees),
             claim.section});
        for (const PlanSumPart& part : claim.parts) {
            add(table,
                {"part",
                 claim.id,
                 nameIn(language, part.name),
                 part.area.inSquareKilometres(),
                 std::nullopt,
                 "km2",
                 "",
                 part.section});
        }
    }
}

void addRates(const PlanCheckJob::Report& report, Language language, Table& table) {
    for (std::size_t i = 0; i < report.plan.rates.size(); ++i) {
        const PlanRateClaim& claim = report.plan.rates[i];
        const std::optional<Ratio>& found = report.check.rates[i].found;
        add(table,
            {"rate",
             claim.id,
             nameIn(language, claim.name),
             claim.stated.inPercent(),
             found ? std::optional(found->inPercent()) : std::nullopt,
             "percent",
             verdictOf(report.check.rates[i].agrees),
             claim.section});
    }
}

} // namespace

Table planCheckRecords(const PlanCheckJob::Report& report, Language language) {
    Table table;
    table.language = tagOf(language);
    table.title = nameIn(language, report.plan.title);
    table.subtitle = {report.plan.document};
    if (report.notice) {
        table.subtitle.push_back(nameIn(language, *report.notice));
    }
    table.notes = summaryOf(report.findings, report.findings.size());
    for (const char* key :
         {"kind", "id", "name", "stated", "found", "difference", "unit", "verdict", "section"}) {
        table.headings.push_back({key, {}, Table::Align::Left, 0, key});
    }
    addAreas(report, language, table);
    addSums(report, language, table);
    addRates(report, language, table);
    return table;
}

} // namespace tuban::jobs

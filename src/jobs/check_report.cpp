#include "jobs/check_report.h"

#include "data/tables_writer/number_text.h"
#include "jobs/check_items.h"
#include "jobs/describe.h"
#include "jobs/sentence.h"

#include <QtGlobal>

#include <algorithm>
#include <map>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr int kAreaDecimals = 4;           // m²
constexpr int kWidthDecimals = 4;          // m
constexpr int kPlaceDecimals = 2;          // m
constexpr std::size_t kIdentityStart = 13; // enough for --accept
constexpr std::size_t kNames = 4;          // of features in one row
constexpr std::size_t kFindingsOfAKind = 10;

std::string text(const char* pattern) {
    return sentence(pattern, {});
}

Table::Cell numberCell(double value, int decimals) {
    return Table::Number{value, data::roundedText(value, decimals)};
}

std::string nameOf(const CheckedFeature& feature) {
    return !feature.name.empty() ? feature.name
           : feature.number != 0 ? std::to_string(feature.number)
                                 : feature.id.text();
}

std::string namesOf(const std::vector<CheckedFeature>& features) {
    std::string names;
    for (std::size_t i = 0; i < std::min(features.size(), kNames); ++i) {
        names += (names.empty() ? "" : ", ") + nameOf(features[i]);
    }
    return features.size() > kNames ? names + " … (" + std::to_string(features.size()) + ")"
                                    : names;
}

std::string layerLine(const CheckedLayerReport& layer) {
    const std::string count = std::to_string(layer.features);
    if (!layer.coverage) {
        return sentence(QT_TRANSLATE_NOOP("tuban", "%1: %2 features[, %3]"),
                        {layer.name, count, layer.crs});
    }
    const std::string covered = data::roundedText(layer.covered.inSquareMetres(), kAreaDecimals);
    if (layer.proved) {
        return sentence(QT_TRANSLATE_NOOP(
                            "tuban",
                            "%1: %2 features[, %3]. No gap, no overlap: proved. What is left when "
                            "shared borders cancel are simple rings that meet nowhere (rings: "
                            "%4, edges: %5); they enclose %6 m²."),
                        {layer.name,
                         count,
                         layer.crs,
                         std::to_string(layer.border.rings),
                         std::to_string(layer.border.edges),
                         covered});
    }
    return sentence(QT_TRANSLATE_NOOP("tuban",
                                      "%1: %2 features[, %3]. Overlaps: %4, gaps: %5; covered are "
                                      "%6 m² within %7 rings."),
                    {layer.name,
                     count,
                     layer.crs,
                     std::to_string(layer.overlaps),
                     std::to_string(layer.gaps),
                     covered,
                     std::to_string(layer.border.rings)});
}

class CheckTableBuilder {
public:
    CheckTableBuilder(const CheckJob::Report& report, Language language, std::size_t perRule)
        : m_report(report), m_language(language), m_perRule(perRule) {}

    Table build() {
        m_table.language = tagOf(m_language);
        m_table.title = nameIn(m_language, m_report.rules.title);
        m_table.subtitle.push_back(m_report.source);
        if (m_report.notice) {
            m_table.subtitle.push_back(nameIn(m_language, *m_report.notice));
        }
        for (const CheckedLayerReport& layer : m_report.layers) {
            m_table.subtitle.push_back(layerLine(layer));
        }
        addHeadings();
        addRules();
        addRepair();
        addNotes();
        return std::move(m_table);
    }

private:
    void addHeadings() {
        const auto right = Table::Align::Right;
        m_table.headings = {
            {text(QT_TRANSLATE_NOOP("tuban", "Finding")), {}, Table::Align::Left, 0, "finding"},
            {text(QT_TRANSLATE_NOOP("tuban", "Features")), {}, Table::Align::Left, 0, "features"},
            {text(QT_TRANSLATE_NOOP("tuban", "East")), {}, right, kPlaceDecimals, "east"},
            {text(QT_TRANSLATE_NOOP("tuban", "North")), {}, right, kPlaceDecimals, "north"},
            {text(QT_TRANSLATE_NOOP("tuban", "Area (m²)")), {}, right, kAreaDecimals, "area"},
            {text(QT_TRANSLATE_NOOP("tuban", "Width (m)")), {}, right, kWidthDecimals, "width"},
            {text(QT_TRANSLATE_NOOP("tuban", "Identity")), {}, Table::Align::Left, 0, "id"}};
    }

    void addRules() {
        for (const CheckRule& rule : m_report.rules.rules) {
            std::vector<const CheckItem*> items;
            for (const CheckItem& item : m_report.items) {
                if (item.kind == rule.kind) {
                    items.push_back(&item);
                }
            }
            if (!items.empty()) {
                addRule(rule, items);
            }
        }
    }

    void addRule(const CheckRule& rule, const std::vector<const CheckItem*>& items) {
        addHead(nameIn(m_language, rule.title) + " (" + describe(rule.severity) + ")",
                std::to_string(items.size()));
        const std::size_t shown = std::min(items.size(), m_perRule);
        for (std::size_t i = 0; i < shown; ++i) {
            addItem(*items[i]);
        }
        if (shown < items.size()) {
            addHead(sentence(QT_TRANSLATE_NOOP("tuban", "… and %1 more; all of them: --all"),
                             {std::to_string(items.size() - shown)}),
                    {});
        }
    }

    void addHead(std::string title, std::string count) {
        Table::Row row{.kind = Table::Row::Kind::Subtotal};
        row.cells.resize(m_table.headings.size());
        row.cells[0] = std::move(title);
        row.cells[1] = std::move(count);
        m_table.rows.push_back(std::move(row));
    }

    void addItem(const CheckItem& item) {
        Table::Row row{.indent = 1};
        row.cells.resize(m_table.headings.size());
        row.cells[0] = describe(item);
        row.cells[1] = namesOf(item.features);
        if (item.place) {
            row.cells[2] = numberCell((*item.place)[0], kPlaceDecimals);
            row.cells[3] = numberCell((*item.place)[1], kPlaceDecimals);
        }
        if (item.area) {
            row.cells[4] = numberCell(item.area->inSquareMetres(), kAreaDecimals);
        }
        if (item.width) {
            row.cells[5] = numberCell(item.width->inMetres(), kWidthDecimals);
        }
        row.cells[6] = item.identity.text().substr(0, kIdentityStart);
        m_table.rows.push_back(std::move(row));
    }

    void addRepair() {
        if (!m_report.repair) {
            return;
        }
        const RepairReport& repair = *m_report.repair;
        addHead(repair.done        ? text(QT_TRANSLATE_NOOP("tuban", "Repaired"))
                : repair.takenBack ? text(QT_TRANSLATE_NOOP("tuban", "Repaired and taken back"))
                                   : text(QT_TRANSLATE_NOOP("tuban", "Would be repaired")),
                std::to_string(repair.findings));
        for (std::size_t i = 0; i < std::min(m_perRule, repair.features.size()); ++i) {
            const RepairReport::Feature& f = repair.features[i];
            Table::Row row{.indent = 1};
            row.cells.resize(m_table.headings.size());
            row.cells[0] = sentence(QT_TRANSLATE_NOOP("tuban", "%1 m² before, %2 m² after"),
                                    {data::roundedText(f.before.inSquareMetres(), kAreaDecimals),
                                     data::roundedText(f.after.inSquareMetres(), kAreaDecimals)});
            row.cells[1] = nameOf(f.feature);
            row.cells[4] = numberCell((f.after - f.before).inSquareMetres(), kAreaDecimals);
            m_table.rows.push_back(std::move(row));
        }
        if (m_perRule < repair.features.size()) {
            addHead(sentence(QT_TRANSLATE_NOOP("tuban", "… and %1 more; all of them: --all"),
                             {std::to_string(repair.features.size() - m_perRule)}),
                    {});
        }
        for (const RepairReport::Refused& refused : repair.refused) {
            m_table.notes.push_back(
                sentence(QT_TRANSLATE_NOOP("tuban", "Not repaired (%1): %2 %3"),
                         {refused.why, namesOf(refused.item.features), describe(refused.item)}));
        }
        addOutcome(repair);
    }

    void addOutcome(const RepairReport& repair) {
        const std::vector<std::string> counts{std::to_string(repair.before),
                                              std::to_string(repair.after)};
        if (repair.done) {
            m_table.notes.push_back(sentence(
                QT_TRANSLATE_NOOP("tuban",
                                  "The repair is one entry of the journal; undo takes it back. "
                                  "Findings on geometry: %1 before, %2 after."),
                counts));
        } else if (repair.takenBack) {
            m_table.notes.push_back(sentence(
                QT_TRANSLATE_NOOP("tuban",
                                  "The repair was taken back: it should have left fewer findings. "
                                  "Findings on geometry: %1 before, %2 after it."),
                counts));
        }
    }

    void addNotes() {
        if (m_report.items.empty()) {
            m_table.notes.push_back(text(QT_TRANSLATE_NOOP("tuban", "No findings.")));
        }
        if (!m_report.accepted.empty()) {
            m_table.notes.push_back(
                sentence(QT_TRANSLATE_NOOP("tuban", "Accepted before, not listed: %1"),
                         {std::to_string(m_report.accepted.size())}));
        }
        for (const std::string& line : summaryOf(m_report.findings, kFindingsOfAKind)) {
            m_table.notes.push_back(line);
        }
    }

    const CheckJob::Report& m_report;
    Language m_language;
    std::size_t m_perRule;
    Table m_table;
};

} // namespace

Table checkTable(const CheckJob::Report& report, Language language, std::size_t perRule) {
    return CheckTableBuilder(report, language, perRule).build();
}

} // namespace tuban::jobs

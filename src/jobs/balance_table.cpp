#include "jobs/balance_table.h"

#include "jobs/balance_columns.h"
#include "jobs/balance_texts.h"

#include <QCoreApplication>
#include <QString>

#include <algorithm>
#include <utility>

namespace tuban::jobs {

using landuse::BalanceRow;
using landuse::DistrictTotals;
using landuse::LandBalance;
using Kind = Table::Row::Kind;

namespace {

std::string translate(const char* context, const char* text) {
    return QCoreApplication::translate(context, text).toStdString();
}

Table::Heading numberHeading(std::string text, int decimals, std::string key) {
    return {std::move(text), {}, Table::Align::Right, decimals, std::move(key)};
}

/// Builds the printed table row by row.
class BalanceTableBuilder {
public:
    BalanceTableBuilder(const BalanceReport& report, BalanceLayout layout, Language language)
        : m_report(report),
          m_balance(report.balance),
          m_layout(layout),
          m_language(language),
          m_named(report.classification != "none"),
          m_allLand(showsAllLand(report.balance)) {
        for (std::size_t d = 0; d < m_balance.districts.size(); ++d) {
            m_groups.push_back(BalanceColumns::ofDistrict(report, d));
        }
        if (m_allLand) {
            m_groups.push_back(BalanceColumns::ofAllLand(report));
        }
    }

    Table build() {
        m_table.language = tagOf(m_language);
        m_table.title = translate("tuban", "Land-use balance");
        m_table.subtitle = balanceSubtitle(m_report, m_language);
        addLabelHeadings();
        addGroupHeadings();
        for (std::size_t row = 0; row < m_balance.rows.size(); ++row) {
            addClassRow(row);
        }
        addClosingRows();
        m_table.notes = balanceNotes(m_report, m_allLand);
        return std::move(m_table);
    }

private:
    bool official() const { return m_layout == BalanceLayout::Official; }

    void addLabelHeadings() {
        if (official()) {
            m_table.headings.push_back(
                {translate("tuban", "No."), {}, Table::Align::Centre, 0, "no"});
        }
        m_table.headings.push_back(
            {m_named ? translate("tuban", "Code") : translate("tuban", "Value"),
             {},
             Table::Align::Left,
             0,
             "class"});
        if (m_named) {
            m_table.headings.push_back(
                {translate("tuban", "Land use"), {}, Table::Align::Left, 0, "name"});
        }
        m_table.labelColumn = m_table.headings.size() - 1;
    }

    void addGroupHeadings() {
        const QString area = QCoreApplication::translate("tuban", "Area (%1)")
                                 .arg(QString::fromStdString(symbolOf(m_report.unit)));
        const std::vector<Table::Heading> leaves{
            numberHeading(area.toStdString(), decimalsOf(m_report.unit), "area"),
            numberHeading(translate("tuban", "Share (%)"), 2, "share"),
        };
        for (const DistrictTotals& district : m_balance.districts) {
            m_table.headings.push_back(
                {district.name.empty() ? translate("tuban", "Whole layer") : district.name,
                 leaves,
                 Table::Align::Centre});
        }
        if (m_allLand) {
            m_table.headings.push_back(
                {translate("tuban", "All land"), leaves, Table::Align::Centre});
        }
    }

    /// The cells that name a row.
    Table::Row labelled(Kind kind, std::string code, std::string name) const {
        Table::Row row{kind};
        if (official()) {
            row.cells.emplace_back();
        }
        if (m_named) {
            row.cells.emplace_back(std::move(code));
            row.cells.emplace_back(std::move(name));
        } else {
            row.cells.emplace_back(name.empty() ? std::move(code) : std::move(name));
        }
        return row;
    }

    void addClassRow(std::size_t index) {
        const BalanceRow& source = m_balance.rows[index];
        Table::Row row = labelled(source.leaf ? Kind::Plain : Kind::Subtotal,
                                  source.code,
                                  balanceRowName(source, m_language));
        row.swatch = source.colour;
        for (auto parent = source.parent; parent; parent = m_balance.rows[*parent].parent) {
            ++row.indent;
        }
        if (official() && !source.parent) {
            row.cells.front() = std::to_string(++m_number);
        }
        for (std::size_t g = 0; g < m_groups.size(); ++g) {
            const Area area = g < m_balance.districts.size() ? m_balance.areas[index][g]
                                                             : m_balance.rowTotals[index];
            if (area == Area()) {
                row.cells.insert(row.cells.end(), 2, Table::Cell());
            } else {
                append(row, m_groups[g].row(index));
            }
        }
        m_table.rows.push_back(std::move(row));
    }

    static void append(Table::Row& row, BalanceColumns::Line line) {
        row.cells.emplace_back(std::move(line.area));
        row.cells.emplace_back(std::move(line.share));
    }

    using LineOf = BalanceColumns::Line (BalanceColumns::*)() const;
    /// A total row; all land has no value in it unless `ofAllLand`.
    void addTotalRow(std::string name, LineOf lineOf, bool ofAllLand = false) {
        Table::Row row = labelled(Kind::Total, {}, std::move(name));
        for (std::size_t g = 0; g < m_groups.size(); ++g) {
            if (g < m_balance.districts.size() || ofAllLand) {
                append(row, (m_groups[g].*lineOf)());
            } else {
                row.cells.insert(row.cells.end(), 2, Table::Cell());
            }
        }
        m_table.rows.push_back(std::move(row));
    }

    template <typename Member> bool anyDistrict(Member member) const {
        return std::any_of(m_balance.districts.begin(),
                           m_balance.districts.end(),
                           [&](const DistrictTotals& d) { return d.*member != Area(); });
    }

    void addClosingRows() {
        const bool registered = m_balance.basis == landuse::AreaBasis::Registered;
        const bool uncovered = !official() || anyDistrict(&DistrictTotals::uncovered);
        const bool overlap = !official() || anyDistrict(&DistrictTotals::overlap);
        if (!uncovered && !overlap && !registered) {
            addTotalRow(translate("tuban", "Total"), &BalanceColumns::covered, true);
            addOutsideRow();
            return;
        }
        addTotalRow(translate("tuban", "Sum of classes"), &BalanceColumns::covered, true);
        addOutsideRow();
        if (uncovered) {
            addTotalRow(translate("tuban", "Not covered by parcels"), &BalanceColumns::uncovered);
        }
        if (overlap) {
            addTotalRow(translate("tuban", "Covered more than once"), &BalanceColumns::overlap);
        }
        if (registered) {
            addTotalRow(translate("tuban", "Measured less registered area"),
                        &BalanceColumns::difference);
        }
        const bool wholeLayer = m_groups.size() == 1 && m_balance.districts.front().name.empty();
        addTotalRow(wholeLayer ? translate("tuban", "Land of the layer")
                               : translate("tuban", "District area"),
                    &BalanceColumns::whole);
    }

    void addOutsideRow() {
        if (m_balance.outside == Area()) {
            return;
        }
        Table::Row row =
            labelled(Kind::Total, {}, translate("tuban", "of which outside all districts"));
        row.cells.insert(row.cells.end(), 2 * m_balance.districts.size(), Table::Cell());
        row.cells.emplace_back(Table::Number{valueIn(m_report.unit, m_balance.outside)});
        row.cells.emplace_back(
            Table::Number{shareOf(m_balance.outside, m_balance.total).inPercent()});
        row.indent = 1;
        m_table.rows.push_back(std::move(row));
    }

    const BalanceReport& m_report;
    const LandBalance& m_balance;
    BalanceLayout m_layout;
    Language m_language;
    bool m_named;   // classes have names beside their codes
    bool m_allLand; // the last group is all land
    std::vector<BalanceColumns> m_groups;
    int m_number = 0;
    Table m_table;
};

} // namespace

Table balanceTable(const BalanceReport& report, BalanceLayout layout, Language language) {
    return BalanceTableBuilder(report, layout, language).build();
}

} // namespace tuban::jobs

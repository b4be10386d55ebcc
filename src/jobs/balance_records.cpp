#include "jobs/balance_table.h"

#include <utility>

namespace tuban::jobs {

using landuse::BalanceRow;
using landuse::LandBalance;

namespace {

/// Builds the records of one scope after the other.
class RecordBuilder {
public:
    RecordBuilder(const BalanceReport& report, Language language)
        : m_report(report), m_balance(report.balance), m_language(language) {
        m_table.language = tagOf(language);
        for (const char* key :
             {"scope", "district", "kind", "class", "name", "level", "area", "unit", "share"}) {
            m_table.headings.push_back({key, {}, Table::Align::Left, 0, key});
        }
    }

    Table build() {
        for (std::size_t d = 0; d < m_balance.districts.size(); ++d) {
            addDistrict(d);
        }
        addAllLand();
        return std::move(m_table);
    }

private:
    void addDistrict(std::size_t index) {
        const landuse::DistrictTotals& district = m_balance.districts[index];
        m_scope = "district";
        m_district = district.name;
        m_whole = district.area;
        for (std::size_t row = 0; row < m_balance.rows.size(); ++row) {
            addClass(m_balance.rows[row], m_balance.areas[row][index]);
        }
        add("uncovered", district.uncovered);
        add("overlap", Area() - district.overlap);
        if (m_balance.basis == landuse::AreaBasis::Registered) {
            add("difference", registeredDifference(m_balance, index));
        }
        add("area", district.area);
    }

    void addAllLand() {
        m_scope = "all";
        m_district.clear();
        m_whole = m_balance.total;
        for (std::size_t row = 0; row < m_balance.rows.size(); ++row) {
            addClass(m_balance.rows[row], m_balance.rowTotals[row]);
        }
        add("outside", m_balance.outside);
        add("total", m_balance.total);
    }

    void addClass(const BalanceRow& row, Area area) {
        addRecord(row.leaf ? "class" : "subtotal",
                  {row.code, nameIn(m_language, row.name), Table::Number{double(row.level)}},
                  area);
    }

    void add(const char* kind, Area area) {
        addRecord(kind, {std::monostate(), std::monostate(), std::monostate()}, area);
    }

    void addRecord(const char* kind, std::vector<Table::Cell> classCells, Area area) {
        Table::Row row;
        row.cells = {m_scope, m_district, std::string(kind)};
        row.cells.insert(row.cells.end(), classCells.begin(), classCells.end());
        row.cells.emplace_back(Table::Number{valueIn(m_report.unit, area)});
        row.cells.emplace_back(std::string(idOf(m_report.unit)));
        row.cells.emplace_back(Table::Number{shareOf(area, m_whole).inFraction()});
        m_table.rows.push_back(std::move(row));
    }

    const BalanceReport& m_report;
    const LandBalance& m_balance;
    Language m_language;
    Table m_table;
    std::string m_scope;
    std::string m_district;
    Area m_whole; // of which shares are
};

} // namespace

Table balanceRecords(const BalanceReport& report, Language language) {
    return RecordBuilder(report, language).build();
}

} // namespace tuban::jobs

#include "jobs/explanation_table.h"

#include "jobs/balance_texts.h"
#include "jobs/sentence.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>

#include <utility>

namespace tuban::jobs {

namespace {

std::string text(const char* source) {
    return QCoreApplication::translate("tuban", source).toStdString();
}

std::string titleOf(const CellExplanation& cell, Language language) {
    std::string name = cell.code.empty() ? text("no code") : cell.code;
    if (const std::string& words = nameIn(language, cell.className); !words.empty()) {
        name += " " + words;
    }
    return sentence(QT_TRANSLATE_NOOP("tuban", "Parcels of %1[ in %2]"), {name, cell.district});
}

void addHeadings(Table& table, const BalanceReport& report) {
    using Align = Table::Align;
    const int decimals = decimalsOf(report.unit);
    const std::string unit = " (" + symbolOf(report.unit) + ")";
    table.headings = {
        {text("Feature"), {}, Align::Right, 0, "feature"},
        {text("Number"), {}, Align::Left, 0, "number"},
        {text("Code"), {}, Align::Left, 0, "code"},
        {text("Part in the cell") + unit, {}, Align::Right, decimals, "area"},
        {text("Whole parcel") + unit, {}, Align::Right, decimals, "whole"},
        {text("Part of the parcel (%)"), {}, Align::Right, 2, "percent"},
    };
    table.labelColumn = 1;
}

} // namespace

Table explanationTable(const CellExplanation& cell,
                       const BalanceReport& report,
                       Language language) {
    Table table;
    table.language = tagOf(language);
    table.title = titleOf(cell, language);
    table.subtitle = balanceSubtitle(report, language);
    addHeadings(table, report);
    const auto area = [&](Area a) { return Table::Number{valueIn(report.unit, a)}; };
    for (const CellParcel& parcel : cell.parcels) {
        Table::Row row;
        row.cells = {Table::Number{static_cast<double>(parcel.id)},
                     parcel.number,
                     parcel.code,
                     area(parcel.part),
                     area(parcel.whole),
                     Table::Number{shareOf(parcel.part, parcel.whole).inPercent()}};
        table.rows.push_back(std::move(row));
    }
    Table::Row total{.kind = Table::Row::Kind::Total};
    total.cells = {std::monostate(),
                   text("Total"),
                   std::monostate(),
                   area(cell.sum),
                   std::monostate(),
                   std::monostate()};
    table.rows.push_back(std::move(total));
    table.notes = {sentence(QT_TRANSLATE_NOOP("tuban", "Parcels: %1, largest part first."),
                            {std::to_string(cell.parcels.size())})};
    return table;
}

std::string explanationJson(const CellExplanation& cell, const BalanceReport& report) {
    using Json = nlohmann::ordered_json;
    Json parcels = Json::array();
    for (const CellParcel& parcel : cell.parcels) {
        parcels.push_back({{"feature", parcel.id},
                           {"number", parcel.number},
                           {"code", parcel.code},
                           {"area_m2", parcel.part.inSquareMetres()},
                           {"whole_m2", parcel.whole.inSquareMetres()}});
    }
    const Json json{{"format", "tuban-cell"},
                    {"version", 1},
                    {"source", report.source},
                    {"crs", report.crs},
                    {"district", cell.district},
                    {"class", cell.code},
                    {"area_m2", cell.sum.inSquareMetres()},
                    {"parcels", std::move(parcels)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace tuban::jobs

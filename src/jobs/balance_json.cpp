#include "jobs/balance_json.h"

#include "jobs/describe.h"
#include "jobs/finding_names.h"

#include <nlohmann/json.hpp>

namespace tuban::jobs {

using landuse::BalanceRow;
using landuse::LandBalance;
using Json = nlohmann::ordered_json;

namespace {

const char* basisName(landuse::AreaBasis basis) {
    switch (basis) {
    case landuse::AreaBasis::Planar:
        return "planar";
    case landuse::AreaBasis::Ellipsoidal:
        return "ellipsoidal";
    case landuse::AreaBasis::Registered:
        return "registered";
    }
    return "";
}

Json orNull(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json districtsOf(const LandBalance& balance) {
    Json out = Json::array();
    for (std::size_t d = 0; d < balance.districts.size(); ++d) {
        const landuse::DistrictTotals& district = balance.districts[d];
        Json item{{"name", district.name},
                  {"area_m2", district.area.inSquareMetres()},
                  {"covered_m2", district.covered.inSquareMetres()},
                  {"uncovered_m2", district.uncovered.inSquareMetres()},
                  {"overlap_m2", district.overlap.inSquareMetres()}};
        if (balance.basis == landuse::AreaBasis::Registered) {
            item["difference_m2"] = registeredDifference(balance, d).inSquareMetres();
        }
        out.push_back(std::move(item));
    }
    return out;
}

Json classesOf(const LandBalance& balance) {
    Json out = Json::array();
    for (const BalanceRow& row : balance.rows) {
        if (row.undivided) {
            continue; // the class is there as the row above
        }
        out.push_back({{"class", row.code},
                       {"name_zh", orNull(row.name.zh)},
                       {"name_en", orNull(row.name.en)},
                       {"level", row.level},
                       {"parent", row.parent ? Json(balance.rows[*row.parent].code) : Json()},
                       {"known", row.known}});
    }
    return out;
}

Json cellsOf(const LandBalance& balance) {
    Json out = Json::array();
    for (std::size_t d = 0; d < balance.districts.size(); ++d) {
        for (std::size_t row = 0; row < balance.rows.size(); ++row) {
            const Area area = balance.areas[row][d];
            if (balance.rows[row].leaf && area != Area()) {
                out.push_back({{"district", balance.districts[d].name},
                               {"class", balance.rows[row].code},
                               {"area_m2", area.inSquareMetres()},
                               {"ratio", shareOfDistrict(balance, row, d).inFraction()}});
            }
        }
    }
    return out;
}

Json totalsOf(const LandBalance& balance) {
    Json out = Json::array();
    for (std::size_t row = 0; row < balance.rows.size(); ++row) {
        const Area area = balance.rowTotals[row];
        if (balance.rows[row].leaf) {
            out.push_back({{"class", balance.rows[row].code},
                           {"area_m2", area.inSquareMetres()},
                           {"ratio", shareOf(area, balance.total).inFraction()}});
        }
    }
    return out;
}

Json findingsOf(const std::vector<Finding>& findings) {
    Json out = Json::array();
    for (const Finding& finding : findings) {
        out.push_back({{"severity", nameOf(finding.severity)},
                       {"code", nameOf(finding.code)},
                       {"layer", orNull(finding.layer)},
                       {"feature", finding.feature ? Json(*finding.feature) : Json()},
                       {"place", finding.place ? Json(*finding.place) : Json()},
                       {"text", describe(finding)},
                       {"values", finding.values}});
    }
    return out;
}

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A value of the document; elements of a list stand on lines of their own.
std::string dumpedValue(const Json& value) {
    if (!value.is_array() || value.empty()) {
        return dumped(value);
    }
    std::string out = "[";
    const char* separator = "\n    ";
    for (const Json& element : value) {
        out += separator + dumped(element);
        separator = ",\n    ";
    }
    return out + "\n  ]";
}

} // namespace

std::string balanceJson(const BalanceReport& report) {
    const LandBalance& balance = report.balance;
    const Json json{{"format", "tuban-land-balance"},
                    {"version", 1},
                    {"basis", basisName(balance.basis)},
                    {"crs", orNull(report.crs)},
                    {"unit", "m2"},
                    {"classification", report.classification},
                    {"level", report.level == 0 ? Json() : Json(report.level)},
                    {"source", orNull(report.source)},
                    {"notice", orNull(report.notice)},
                    {"parcels", balance.parcels},
                    {"total_area_m2", balance.total.inSquareMetres()},
                    {"outside_m2", balance.outside.inSquareMetres()},
                    {"districts", districtsOf(balance)},
                    {"classes", classesOf(balance)},
                    {"cells", cellsOf(balance)},
                    {"totals", totalsOf(balance)},
                    {"findings", findingsOf(report.findings)}};
    std::string out = "{";
    const char* separator = "\n  ";
    for (const auto& [key, value] : json.items()) {
        out += separator + dumped(key) + ": " + dumpedValue(value);
        separator = ",\n  ";
    }
    return out + "\n}\n";
}

} // namespace tuban::jobs

#include "jobs/balance_json.h"
#include "jobs/finding_names.h"
#include "sample_report.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace tuban::jobs {

using nlohmann::json;

TEST(BalanceJson, HasTheDocumentedForm) {
    const BalanceReport report = randomReport(2, 1);
    const json document = json::parse(balanceJson(report));
    EXPECT_EQ(document["basis"], "planar");
    EXPECT_EQ(document["crs"], "EPSG:4548");
    EXPECT_EQ(document["unit"], "m2");
    EXPECT_EQ(document["classification"], "2023");
    EXPECT_EQ(document["level"], 3);
    EXPECT_EQ(document["parcels"], 1234);
    EXPECT_EQ(document["total_area_m2"], report.balance.total.inSquareMetres());
    EXPECT_EQ(document["outside_m2"], report.balance.outside.inSquareMetres());
    const json& district = document["districts"][0];
    EXPECT_EQ(district["name"], "新材料, 区");
    EXPECT_EQ(district["area_m2"], report.balance.districts[0].area.inSquareMetres());
    EXPECT_EQ(district["uncovered_m2"], report.balance.districts[0].uncovered.inSquareMetres());
    EXPECT_EQ(district["overlap_m2"], report.balance.districts[0].overlap.inSquareMetres());
    EXPECT_FALSE(district.contains("difference_m2"));
}

TEST(BalanceJson, CellsAreTheLeavesWithLandAndReadBackExactly) {
    const BalanceReport report = randomReport(3, 2);
    const landuse::LandBalance& balance = report.balance;
    const json document = json::parse(balanceJson(report));
    auto cell = document["cells"].begin();
    for (std::size_t d = 0; d < balance.districts.size(); ++d) {
        for (std::size_t row = 0; row < balance.rows.size(); ++row) {
            if (!balance.rows[row].leaf || balance.areas[row][d] == Area()) {
                continue;
            }
            ASSERT_NE(cell, document["cells"].end());
            EXPECT_EQ((*cell)["district"], balance.districts[d].name);
            EXPECT_EQ((*cell)["class"], balance.rows[row].code);
            EXPECT_EQ((*cell)["area_m2"], balance.areas[row][d].inSquareMetres());
            EXPECT_EQ((*cell)["ratio"], shareOfDistrict(balance, row, d).inFraction());
            ++cell;
        }
    }
    EXPECT_EQ(cell, document["cells"].end());
}

TEST(BalanceJson, ClassesPerDistrictAreUniqueThoughSomeAreUndivided) {
    const json document = json::parse(balanceJson(randomReport(2, 3)));
    std::set<std::pair<std::string, std::string>> seen;
    for (const json& cell : document["cells"]) {
        EXPECT_TRUE(seen.emplace(cell["district"], cell["class"]).second) << cell;
    }
    std::set<std::string> classes;
    for (const json& item : document["classes"]) {
        EXPECT_TRUE(classes.insert(item["class"]).second) << item;
    }
}

TEST(BalanceJson, ClassesGiveTheParentsThatSubtotalsNeed) {
    const BalanceReport report = randomReport(2, 4);
    const json document = json::parse(balanceJson(report));
    std::map<std::string, std::string> parentOf;
    for (const json& item : document["classes"]) {
        if (!item["parent"].is_null()) {
            parentOf[item["class"]] = item["parent"];
        }
    }
    double residential = 0;
    for (const json& total : document["totals"]) {
        std::string code = total["class"];
        while (parentOf.contains(code)) {
            code = parentOf[code];
        }
        residential += code == "07" ? double(total["area_m2"]) : 0.0;
    }
    EXPECT_NEAR(residential, report.balance.rowTotals[0].inSquareMetres(), 1e-6);
}

TEST(BalanceJson, FindingsAreComplete) {
    const json document = json::parse(balanceJson(randomReport(1, 1)));
    json finding = document["findings"][0];
    EXPECT_NE(finding["text"].get<std::string>().find("X<9>"), std::string::npos);
    finding.erase("text");
    EXPECT_EQ(finding,
              json::parse(R"({"severity": "warning", "code": "unknown-code", "layer": "parcel",
                               "feature": 7, "place": [489512.5, 4301234.25],
                               "values": ["X<9>", "3"]})"));
}

TEST(BalanceJson, SameReportGivesSameBytesAndBadTextDoesNotStopIt) {
    EXPECT_EQ(balanceJson(randomReport(3, 9)), balanceJson(randomReport(3, 9)));
    BalanceReport report = randomReport(1, 1);
    report.balance.districts[0].name = "\xB9\xAB";
    EXPECT_TRUE(json::accept(balanceJson(report)));
}

TEST(BalanceJson, RegisteredAreasNameWhatSeparatesThemFromMeasuredOnes) {
    BalanceReport report = randomReport(1, 1);
    report.balance.basis = landuse::AreaBasis::Registered;
    report.balance.districts[0].area += Area::squareMetres(50);
    const json district = json::parse(balanceJson(report))["districts"][0];
    EXPECT_NEAR(double(district["difference_m2"]), 50.0, 1e-6);
}

TEST(FindingNames, AreDistinctAndLowerCase) {
    std::set<std::string_view> names;
    constexpr int kLast = static_cast<int>(FindingCode::PlanSumMismatch);
    for (int code = 0; code <= kLast; ++code) {
        const std::string_view name = nameOf(static_cast<FindingCode>(code));
        EXPECT_FALSE(name.empty()) << code;
        EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos);
        EXPECT_TRUE(names.insert(name).second) << name;
    }
}

} // namespace tuban::jobs

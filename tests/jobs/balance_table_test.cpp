#include "jobs/balance_table.h"
#include "sample_report.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

namespace tuban::jobs {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

std::string textAt(const Table::Row& row, std::size_t leaf) {
    const auto* text = std::get_if<std::string>(&row.cells[leaf]);
    return text == nullptr ? std::string() : *text;
}

/// A printed number in units of its last decimal; 0 where the cell is empty.
std::int64_t unitsAt(const Table::Row& row, std::size_t leaf) {
    const auto* number = std::get_if<Table::Number>(&row.cells[leaf]);
    if (number == nullptr) {
        return 0;
    }
    std::string digits = number->printed.value();
    std::erase(digits, '.');
    return std::stoll(digits);
}

const Table::Row& rowNamed(const Table& table, const std::string& name) {
    for (const Table::Row& row : table.rows) {
        if (textAt(row, table.labelColumn) == name) {
            return row;
        }
    }
    throw std::runtime_error("no row " + name);
}

std::vector<std::string> rowNames(const Table& table) {
    std::vector<std::string> names;
    for (const Table::Row& row : table.rows) {
        names.push_back(textAt(row, table.labelColumn));
    }
    return names;
}

/// Checks that each row with rows below it prints their sum; returns the sum of the top rows.
std::int64_t checkedSum(const Table& table, std::size_t leaf) {
    std::map<int, std::int64_t> sums; // by indent, from the end of the table upwards
    for (std::size_t i = table.rows.size(); i-- > 0;) {
        const Table::Row& row = table.rows[i];
        if (row.kind == Table::Row::Kind::Total) {
            continue;
        }
        const std::int64_t printed = unitsAt(row, leaf);
        if (row.kind == Table::Row::Kind::Subtotal) {
            EXPECT_EQ(printed, sums[row.indent + 1]) << textAt(row, 1) << ", column " << leaf;
            sums[row.indent + 1] = 0;
        }
        sums[row.indent] += printed;
    }
    return sums[0];
}

} // namespace

TEST(BalanceTable, EveryPrintedColumnClosesOnItsPrintedTotal) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        BalanceReport report = randomReport(3, seed);
        report.unit = static_cast<AreaUnit>(seed % 4);
        const Table table = balanceTable(report, BalanceLayout::Working, Language::English);
        const Table::Row& sum = rowNamed(table, "Sum of classes");
        for (std::size_t leaf = 2; leaf < table.leaves().size(); ++leaf) {
            ASSERT_EQ(checkedSum(table, leaf), unitsAt(sum, leaf)) << "seed " << seed;
        }
        for (std::size_t leaf = 2; leaf < 8; ++leaf) {
            ASSERT_EQ(unitsAt(sum, leaf) +
                          unitsAt(rowNamed(table, "Not covered by parcels"), leaf) +
                          unitsAt(rowNamed(table, "Covered more than once"), leaf),
                      unitsAt(rowNamed(table, "District area"), leaf))
                << "seed " << seed << ", column " << leaf;
        }
        for (std::size_t leaf = 3; leaf < 8; leaf += 2) {
            ASSERT_EQ(unitsAt(rowNamed(table, "District area"), leaf), 10000);
        }
        ASSERT_EQ(unitsAt(sum, 9), 10000) << "all land";
    }
}

TEST(BalanceTable, PrintedNumbersLieWithinOneUnitOfTheExactOnes) {
    const Table table =
        balanceTable(randomReport(4, 11), BalanceLayout::Working, Language::English);
    for (const Table::Row& row : table.rows) {
        for (const Table::Cell& cell : row.cells) {
            const auto* number = std::get_if<Table::Number>(&cell);
            if (number != nullptr && number->printed) {
                EXPECT_NEAR(std::stod(*number->printed), number->value, 0.01 + 1e-9);
            }
        }
    }
}

TEST(BalanceTable, DistrictAreaIsThatOfTheDistrict) {
    const BalanceReport report = randomReport(2, 3);
    const Table table = balanceTable(report, BalanceLayout::Working, Language::English);
    const Table::Row& area = rowNamed(table, "District area");
    for (std::size_t d = 0; d < 2; ++d) {
        const double hectares = report.balance.districts[d].area.inHectares();
        EXPECT_EQ(unitsAt(area, 2 + 2 * d), std::llround(hectares * 100));
    }
}

TEST(BalanceTable, RegisteredAreasCloseThroughTheirDifference) {
    BalanceReport report = randomReport(2, 5);
    report.balance.basis = landuse::AreaBasis::Registered;
    report.balance.districts[0].area += Area::squareMetres(12345);
    const Table table = balanceTable(report, BalanceLayout::Official, Language::English);
    EXPECT_NEAR(double(unitsAt(rowNamed(table, "Measured less registered area"), 3)), 123.45, 1.0);
    for (std::size_t leaf = 3; leaf < 7; ++leaf) {
        std::int64_t sum = 0;
        for (const char* name : {"Sum of classes",
                                 "Not covered by parcels",
                                 "Covered more than once",
                                 "Measured less registered area"}) {
            sum += unitsAt(rowNamed(table, name), leaf);
        }
        EXPECT_EQ(sum, unitsAt(rowNamed(table, "District area"), leaf));
    }
}

TEST(BalanceTable, NamesWhatHasNoClass) {
    const Table table = balanceTable(randomReport(1, 1), BalanceLayout::Working, Language::English);
    EXPECT_THAT(rowNames(table),
                ElementsAre("Residential land",
                            "Residential land, not divided further",
                            "Urban housing land",
                            "Urban housing, class 1",
                            "Urban housing, class 2",
                            "Reserved land",
                            "not in the class table",
                            "no code",
                            "Sum of classes",
                            "of which outside all districts",
                            "Not covered by parcels",
                            "Covered more than once",
                            "District area"));
    EXPECT_EQ(table.rows[4].indent, 2);
    EXPECT_EQ(table.rows[5].swatch, (Rgb{200, 200, 200}));
}

TEST(BalanceTable, ClassNamesAreDataInTheLanguageOfTheTable) {
    const Table table = balanceTable(randomReport(1, 1), BalanceLayout::Working, Language::Chinese);
    EXPECT_THAT(rowNames(table), Contains("二类城镇住宅用地"));
    EXPECT_EQ(table.language, "zh-CN");
    EXPECT_THAT(table.subtitle, Contains(HasSubstr("用地用海分类（2023）")));
}

TEST(BalanceTable, ExactZerosStayEmpty) {
    const Table table = balanceTable(randomReport(4, 1), BalanceLayout::Working, Language::English);
    // The sample leaves (row + district) % 4 == 3 without land: row 1, district 2.
    EXPECT_TRUE(std::holds_alternative<std::monostate>(table.rows[1].cells[2 + 2 * 2]));
    EXPECT_TRUE(std::holds_alternative<Table::Number>(table.rows[1].cells[2 + 2 * 1]));
}

TEST(BalanceTable, TheOfficialLayoutNumbersTopClassesAndSparesEmptyClosingRows) {
    const Table table =
        balanceTable(wholeLayerReport(1), BalanceLayout::Official, Language::English);
    std::vector<std::string> numbers;
    for (const Table::Row& row : table.rows) {
        numbers.push_back(textAt(row, 0));
    }
    EXPECT_THAT(numbers, ElementsAre("1", "", "", "", "", "2", "3", "4", ""));
    EXPECT_EQ(rowNames(table).back(), "Total");
    EXPECT_EQ(unitsAt(table.rows.back(), 4), 10000);
}

TEST(BalanceTable, OneDistrictWithAllLandHasNoColumnsOfAllLand) {
    const auto groups = [](const BalanceReport& report) {
        std::vector<std::string> texts;
        for (const Table::Heading& heading :
             balanceTable(report, BalanceLayout::Working, Language::English).headings) {
            if (!heading.children.empty()) {
                texts.push_back(heading.text);
            }
        }
        return texts;
    };
    EXPECT_THAT(groups(wholeLayerReport(1)), ElementsAre("Whole layer"));
    EXPECT_THAT(groups(randomReport(1, 1)), ElementsAre("新材料, 区", "All land"));
}

TEST(BalanceTable, WithoutAClassTableCodesNeedNoNames) {
    BalanceReport report = wholeLayerReport(1);
    report.classification = "none";
    const Table table = balanceTable(report, BalanceLayout::Working, Language::English);
    EXPECT_EQ(table.headings.front().text, "Value");
    EXPECT_EQ(table.leaves().size(), 3U);
    EXPECT_THAT(table.subtitle, Not(Contains(HasSubstr("Classes"))));
}

TEST(BalanceTable, AllRowsHaveACellPerLeaf) {
    for (const auto layout : {BalanceLayout::Working, BalanceLayout::Official}) {
        const Table table = balanceTable(randomReport(3, 2), layout, Language::English);
        for (const Table::Row& row : table.rows) {
            EXPECT_EQ(row.cells.size(), table.leaves().size());
        }
    }
}

TEST(BalanceTable, NotesNameTheMethodAndTheFindings) {
    BalanceReport report = randomReport(1, 1);
    report.findings.resize(1);
    report.findings.insert(report.findings.end(), 5, report.findings.front());
    const auto notes = balanceTable(report, BalanceLayout::Working, Language::English).notes;
    EXPECT_THAT(notes, Contains(HasSubstr("largest remainder")));
    EXPECT_EQ(std::count_if(
                  notes.begin(),
                  notes.end(),
                  [](const std::string& note) { return note.find("X<9>") != std::string::npos; }),
              3);
    EXPECT_THAT(notes.back(), HasSubstr("3 more"));
}

TEST(BalanceRecords, ClassRecordsOfADistrictAddUpToItsArea) {
    const BalanceReport report = randomReport(3, 4);
    const Table table = balanceRecords(report, Language::English);
    std::map<std::string, double> sums;
    std::map<std::string, double> areas;
    std::map<std::string, double> shares;
    for (const Table::Row& row : table.rows) {
        const std::string kind = textAt(row, 2);
        const double area = std::get<Table::Number>(row.cells[6]).value;
        const std::string key = textAt(row, 0) + "/" + textAt(row, 1);
        if (kind == "area" || kind == "total") {
            areas[key] = area;
        } else if (kind != "subtotal" && kind != "outside") {
            sums[key] += area;
            shares[key] += std::get<Table::Number>(row.cells[8]).value;
        }
    }
    ASSERT_EQ(areas.size(), 4U);
    for (const auto& [key, area] : areas) {
        EXPECT_NEAR(sums[key], area, 1e-9 * area) << key;
        EXPECT_NEAR(shares[key], 1.0, 1e-9) << key;
    }
}

TEST(BalanceRecords, NameUnitAndScopeOfEveryNumber) {
    BalanceReport report = wholeLayerReport(1);
    report.unit = AreaUnit::Mu;
    const Table table = balanceRecords(report, Language::Chinese);
    EXPECT_EQ(table.leaves().front()->key, "scope");
    for (const Table::Row& row : table.rows) {
        ASSERT_EQ(row.cells.size(), table.leaves().size());
        EXPECT_EQ(textAt(row, 7), "mu");
        EXPECT_TRUE(textAt(row, 0) == "district" || textAt(row, 0) == "all");
    }
    const Table::Row& last = table.rows.back();
    EXPECT_EQ(textAt(last, 2), "total");
    EXPECT_EQ(std::get<Table::Number>(last.cells[6]).value, report.balance.total.inMu());
}

} // namespace tuban::jobs

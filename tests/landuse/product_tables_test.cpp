// The rules of this room on the class tables and limits that the product ships.

#include "data/tables_reader/classification_reader.h"
#include "data/tables_reader/structure_rules_reader.h"
#include "landuse/classification_choice.h"
#include "landuse/structure_check.h"
#include "support/product_folders.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace tuban::landuse {

namespace fs = std::filesystem;

namespace {

const fs::path kLayers = test::sourceFolder() / "layers";

const std::vector<Classification>& tables() {
    static const auto kTables = data::loadClassifications(kLayers / "classification");
    return *kTables;
}

std::string chosen(const std::vector<std::string>& codes, const std::string& field = "code") {
    std::vector<CodeCount> counts;
    for (const std::string& code : codes) {
        counts.push_back({code, 10});
    }
    const auto choice = chooseClassification(counts, field, tables());
    if (!choice) {
        return choice.error().code == ErrorCode::ClassificationAmbiguous
                   ? choice.error().subject + ": " + choice.error().detail
                   : "failed";
    }
    return choice->table ? tables()[*choice->table].id() : "none";
}

} // namespace

TEST(ProductTables, PlanningCodesAreOf2023) {
    EXPECT_EQ(chosen({"070102", "0804", "100101", "100102", "1207", "1401", "0101", "1701"}),
              "2023");
    EXPECT_EQ(chosen({"070102", "060201", "060101", "2206", "2303", "1311"}), "2023");
    EXPECT_EQ(chosen({"07", "08", "10", "14"}), "2023") << "first level only";
}

TEST(ProductTables, CodesOfTheTrialAreTold) {
    EXPECT_EQ(chosen({"070102", "0603", "0604", "1313", "2303"}), "2020");
    EXPECT_EQ(chosen({"070102", "1207", "2303", "0602"}), "2023, 2020: 0602, 2303");
}

TEST(ProductTables, SurveyCodesAreTold) {
    EXPECT_EQ(chosen({"0101", "0301", "05H1", "0601", "0702", "08H2", "1004", "1107A"}), "sandiao");
    EXPECT_EQ(chosen({"0101", "0305", "0404", "0501", "0604", "0701", "0809", "1004", "1006"}),
              "gbt21010-2017");
    EXPECT_EQ(chosen({"0101", "0501", "0604", "0701", "0803"}),
              "2020, gbt21010-2017: 0501, 0604, 0803")
        << "few codes, all of them in both tables";
    EXPECT_EQ(chosen({"0101", "0103", "0301", "0601", "0602", "0701"}, "DLBM"), "sandiao");
}

TEST(ProductTables, LettersAreOfGb50137) {
    EXPECT_EQ(chosen({"R2", "B1", "M1", "S1", "G1", "E2", "H22"}), "gb50137-2011");
    EXPECT_EQ(chosen({"R2", "B1", "R2/B1", "M0"}), "gb50137-2011") << "a mixed code stays unknown";
}

TEST(ProductTables, ForeignCodesArePlainValues) {
    EXPECT_EQ(chosen({"A-1",
                      "A-2",
                      "B",
                      "BA",
                      "BA-1",
                      "BB",
                      "C",
                      "C-1",
                      "C-2A",
                      "IA-1",
                      "O-1",
                      "OS",
                      "SD-8"}),
              "none");
    EXPECT_EQ(chosen({"101", "102", "104", "105", "111", "112", "130", "340", "903"}), "none");
    EXPECT_EQ(chosen({"residential", "forest", "farm", "industrial"}), "none");
}

TEST(ProductTables, StructureMapsOnlyKnownCodes) {
    const auto rules = data::loadStructureRules(kLayers / "rules" / "gb50137_structure.toml");
    ASSERT_TRUE(rules) << rules.error().detail << rules.error().where;
    EXPECT_EQ(rules->tables.size(), tables().size()) << "every class table has a mapping";
    for (const Classification& table : tables()) {
        const StructureMapping& mapping = rules->tables.at(table.id());
        std::set<std::size_t> groups;
        for (const auto& [code, group] : mapping.groupOf) {
            EXPECT_TRUE(table.find(code)) << table.id() << " " << code;
            groups.insert(group);
        }
        EXPECT_EQ(groups.size(), rules->groups.size()) << table.id() << ": each group has classes";
        for (const auto* codes : {&mapping.mixed, &mapping.outside}) {
            for (const std::string& code : *codes) {
                EXPECT_TRUE(table.find(code)) << table.id() << " " << code;
            }
        }
    }
}

} // namespace tuban::landuse

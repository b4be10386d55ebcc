#include "data/csv.h"
#include "data/tables_reader/classification_reader.h"
#include "data/tables_reader/crosswalk_reader.h"
#include "data/tables_reader/structure_rules_reader.h"
#include "support/product_folders.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

namespace {

const fs::path kLayers = test::sourceFolder() / "layers";

constexpr const char* kHead = R"(format = "tuban-structure-rules"
version = 1
id = "own"
title_zh = "结构"
title_en = "Structure"
document = "GB"
clause = "1"
status = "confirmed"
)";

Result<StructureRules> load(const std::string& text) {
    const fs::path path = fs::temp_directory_path() / "tuban_structure_rules_test.toml";
    std::ofstream(path, std::ios::binary) << text;
    auto rules = loadStructureRules(path);
    fs::remove(path);
    return rules;
}

/// Where a class counts: id of the group, "mixed", or empty.
std::string
groupOf(const StructureRules& rules, const Classification& table, const std::string& code) {
    const StructureMapping& mapping = rules.tables.at(table.id());
    for (auto at = table.find(code); at; at = table.classes()[*at].parent) {
        const std::string& listed = table.classes()[*at].code;
        if (const auto it = mapping.groupOf.find(listed); it != mapping.groupOf.end()) {
            return rules.groups[it->second].id;
        }
        if (std::find(mapping.mixed.begin(), mapping.mixed.end(), listed) != mapping.mixed.end()) {
            return "mixed";
        }
        if (std::find(mapping.outside.begin(), mapping.outside.end(), listed) !=
            mapping.outside.end()) {
            return "";
        }
    }
    return "";
}

/// What the crosswalk says: the one group of urban construction land that all its targets share,
/// "mixed" if only some of them lie in one, empty if none does.
std::string groupByCrosswalk(const CrosswalkEntry& entry) {
    const std::string kUrban = "RABMWSUG";
    std::set<std::string> groups;
    for (const std::string& code : entry.to) {
        const std::string letter = code.substr(0, 1);
        groups.insert(kUrban.find(letter) == std::string::npos ? "" : letter);
    }
    return groups.empty() ? "" : groups.size() == 1 ? *groups.begin() : "mixed";
}

} // namespace

TEST(StructureRules, OfTheProductHoldTheFiveRangesOfTheStandard) {
    // GB 50137-2011, table 4.4.1.
    const auto rules = loadStructureRules(kLayers / "rules" / "gb50137_structure.toml");
    ASSERT_TRUE(rules) << rules.error().detail << rules.error().where;
    std::string ranges;
    for (const StructureGroup& group : rules->groups) {
        if (group.min && group.max) {
            ranges += group.id + " " + std::to_string(std::lround(group.min->inPercent())) + "-" +
                      std::to_string(std::lround(group.max->inPercent())) + "; ";
        }
    }
    EXPECT_EQ(ranges, "R 25-40; A 5-8; M 15-30; S 10-25; G 10-15; ");
    EXPECT_EQ(rules->clause, "4.4.1");
    EXPECT_THAT(rules->status, HasSubstr("to be confirmed"));
}

TEST(StructureRules, AgreeWithTheCrosswalkForEveryClassOf2023) {
    const auto rules = loadStructureRules(kLayers / "rules" / "gb50137_structure.toml");
    const auto table = loadClassification("2023", kLayers / "classification");
    const auto crosswalk = loadCrosswalk("2023", "gb50137-2011", kLayers / "classification");
    ASSERT_TRUE(rules);
    ASSERT_TRUE(table);
    ASSERT_TRUE(crosswalk);
    for (const CrosswalkEntry& entry : crosswalk->entries) {
        EXPECT_EQ(groupOf(*rules, *table, entry.from), groupByCrosswalk(entry)) << entry.from;
    }
}

TEST(StructureRules, FaultsNameTheirLine) {
    const std::string group = "[[group]]\nid = \"R\"\nname_zh = \"居\"\nname_en = \"R\"\n";
    const std::vector<std::pair<std::string, std::string>> kFaults{
        {"", "no groups"},
        {group, "no tables"},
        {group + group + "[tables.t]\n", "named twice"},
        {group + "min = 50.0\nmax = 40.0\n[tables.t]\n", "limits"},
        {group + "min = \"x\"\n[tables.t]\n", "limits"},
        {group + "max = 101\n[tables.t]\n", "limits"},
        {group + "[tables.t]\nX = [\"1\"]\n", "no such group"},
        {group + "[tables.t]\nR = [\"1\"]\nmixed = [\"1\"]\n", "listed twice"},
        {group + "[tables]\nt = 5\n", "not a table"},
        {"[[group]]\nid = \"R\"\n", "needs id"},
    };
    for (const auto& [text, detail] : kFaults) {
        const auto rules = load(kHead + text);
        ASSERT_FALSE(rules) << text;
        EXPECT_EQ(rules.error().code, ErrorCode::TableMalformed);
        EXPECT_THAT(rules.error().detail, HasSubstr(detail));
        EXPECT_THAT(rules.error().where, HasSubstr("line "));
    }
    EXPECT_TRUE(load(kHead + group + "[tables.t]\nR = [\"1\"]\n"));
    EXPECT_EQ(load("format = \"tuban-structure-rules\"\nversion = 1\n").error().code,
              ErrorCode::TableMalformed);
    EXPECT_EQ(loadStructureRules("/nonexistent.toml").error().code, ErrorCode::TableNotFound);
}

TEST(PerCapitaLimits, HaveNumbersAClauseAndAStatus) {
    const auto table = readCsvTable(kLayers / "rules" / "gb50137_per_capita.csv");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows().size(), 68U);
    const auto places = table->columns({"min", "max", "clause", "status"});
    ASSERT_TRUE(places);
    for (const CsvRow& row : table->rows()) {
        const std::string& min = row.cells[(*places)[0]];
        const std::string& max = row.cells[(*places)[1]];
        EXPECT_FALSE(min.empty() && max.empty()) << "line " << row.line;
        if (!min.empty() && !max.empty()) {
            EXPECT_LT(std::stod(min), std::stod(max)) << "line " << row.line;
        }
        EXPECT_FALSE(row.cells[(*places)[2]].empty()) << "line " << row.line;
        EXPECT_FALSE(row.cells[(*places)[3]].empty()) << "line " << row.line;
    }
}

} // namespace tuban::data

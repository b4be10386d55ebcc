#include "data/tables_reader/classification_reader.h"
#include "data/tables_reader/crosswalk_reader.h"
#include "support/product_folders.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace tuban::data {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace {

const fs::path kFolder = test::sourceFolder() / "layers" / "classification";

Classification load(const std::string& id) {
    auto table = loadClassification(id, kFolder);
    EXPECT_TRUE(table) << id << ": " << table.error().detail << " " << table.error().where;
    return *table;
}

std::array<int, 4> countByLevel(const Classification& table) {
    std::array<int, 4> counts{};
    for (const LandUseClass& c : table.classes()) {
        ++counts.at(static_cast<std::size_t>(c.level) - 1);
    }
    return counts;
}

/// A folder with an index and one class table, for tables that are wrong.
class OwnTables : public ::testing::Test {
protected:
    OwnTables() { fs::create_directories(m_folder); }
    ~OwnTables() override { fs::remove_all(m_folder); }
    OwnTables(const OwnTables&) = delete;
    OwnTables& operator=(const OwnTables&) = delete;

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(m_folder / name, std::ios::binary) << text;
    }
    void writeIndex(const std::string& entries) const {
        write("index.toml", "format = \"tuban-classification-index\"\nversion = 1\n" + entries);
    }
    /// Loads a table of the given rows, one level deep.
    Result<Classification> loadRows(const std::string& rows, int levels = 1) const {
        writeIndex("[[table]]\nid = \"own\"\nfile = \"own.csv\"\ntitle_zh = \"表\"\ntitle_en = "
                   "\"t\"\nlevels = " +
                   std::to_string(levels) + "\n");
        write("own.csv",
              "code,parent,level,name_zh,other_names_zh,name_en,r,g,b,group_zh,status\n" + rows);
        return loadClassification("own", m_folder);
    }

    fs::path m_folder =
        fs::temp_directory_path() /
        ("tuban_class_tables_" +
         std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
};

} // namespace

TEST(ClassTables, AreListedWithThePreferredOneFirst) {
    const auto infos = availableClassifications(kFolder);
    ASSERT_TRUE(infos);
    std::vector<std::string> ids;
    for (const ClassTableInfo& info : *infos) {
        ids.push_back(info.id);
        EXPECT_FALSE(info.document.empty()) << info.id;
        EXPECT_FALSE(info.title.zh.empty()) << info.id;
        EXPECT_EQ(info.preferred, info.id == "2023") << info.id;
    }
    EXPECT_THAT(ids, ElementsAre("2023", "2020", "sandiao", "gbt21010-2017", "gb50137-2011"));
}

TEST(ClassTables, HaveTheNumberOfClassesOfTheirDocuments) {
    // 24 / 111 / 40 classes: code table of 自然资发〔2023〕234号 as given in two public lists.
    EXPECT_THAT(countByLevel(load("2023")), ElementsAre(24, 111, 40, 0));
    // GB/T 21010-2017, clause 4: 12 first-level and 73 second-level classes.
    EXPECT_THAT(countByLevel(load("gbt21010-2017")), ElementsAre(12, 73, 0, 0));
    EXPECT_EQ(load("2020").classes().size(), 169U);
    EXPECT_EQ(load("sandiao").classes().size(), 89U);
}

TEST(ClassTables, Gb50137HasTheCountsOfItsTwoTablesAndFiveLocalClasses) {
    // GB 50137-2011, 3.2.1: urban and rural land, 2 main, 9 middle, 14 minor classes;
    // 3.3.1: urban construction land, 8, 35 and 42.
    std::map<std::string, std::array<int, 3>> counts;
    int local = 0;
    const Classification table = load("gb50137-2011");
    for (const LandUseClass& c : table.classes()) {
        const std::set<std::string> kLocal{"M0", "R5", "U23", "U4", "W4"};
        if (kLocal.contains(c.code)) {
            ++local;
        } else {
            ++counts[c.group].at(static_cast<std::size_t>(c.level) - 1);
        }
    }
    EXPECT_EQ(local, 5);
    EXPECT_THAT(counts["城乡用地"], ElementsAre(2, 9, 14));
    EXPECT_THAT(counts["城市建设用地"], ElementsAre(8, 35, 42));
}

TEST(ClassTables, NameEveryClassInBothLanguagesAndStandParentsBeforeChildren) {
    const auto tables = loadClassifications(kFolder);
    ASSERT_TRUE(tables) << tables.error().subject << tables.error().detail << tables.error().where;
    for (const Classification& table : *tables) {
        for (std::size_t i = 0; i < table.classes().size(); ++i) {
            const LandUseClass& c = table.classes()[i];
            EXPECT_FALSE(c.name.zh.empty() || c.name.en.empty()) << table.id() << " " << c.code;
            EXPECT_EQ(table.find(c.code), i);
            EXPECT_EQ(c.parent.has_value(), c.level > 1) << table.id() << " " << c.code;
            if (c.parent) {
                EXPECT_LT(*c.parent, i);
                EXPECT_EQ(table.classes()[*c.parent].level, c.level - 1);
            }
        }
    }
}

TEST(ClassTables, CodesBeginWithTheCodeOfTheirParentExceptSurveyWetlands) {
    for (const char* id : {"2023", "2020", "gbt21010-2017", "gb50137-2011", "sandiao"}) {
        const Classification table = load(id);
        for (const LandUseClass& c : table.classes()) {
            if (!c.parent) {
                continue;
            }
            const std::string& above = table.classes()[*c.parent].code;
            // The third survey puts eight wetland classes of other families under 00, and writes
            // the adjustable form of 1104A as 1104K.
            const bool exception = above == "00" || c.code == "1104K";
            EXPECT_TRUE(exception || c.code.starts_with(above)) << id << " " << c.code;
        }
    }
}

TEST(ClassTables, ColourEveryClassOfThePlanningTables) {
    for (const char* id : {"2023", "2020", "gb50137-2011"}) {
        const Classification table = load(id);
        for (const LandUseClass& c : table.classes()) {
            EXPECT_TRUE(c.colour) << id << " " << c.code;
        }
    }
    const Classification current = load("2023");
    EXPECT_EQ(current.classes()[*current.find("1001")].colour, (Rgb{187, 150, 116}));
    EXPECT_EQ(current.classes()[*current.find("1402")].colour, (Rgb{20, 141, 74}));
}

TEST(ClassTables, KeepWhatIsNotConfirmed) {
    const Classification survey = load("sandiao");
    EXPECT_FALSE(survey.classes()[*survey.find("202A")].confirmed);
    EXPECT_TRUE(survey.classes()[*survey.find("05H1")].confirmed);
    const Classification urban = load("gb50137-2011");
    EXPECT_FALSE(urban.classes()[*urban.find("M0")].confirmed);
}

TEST(ClassTables, TheTrialOf2020And2023DifferInMeaningWhereTheRecodeListSaysSo) {
    const Classification trial = load("2020");
    const Classification current = load("2023");
    std::vector<std::string> differing;
    for (const LandUseClass& c : trial.classes()) {
        if (current.find(c.code) && !trial.meansTheSame(current, c.code)) {
            differing.push_back(c.code);
        }
    }
    EXPECT_THAT(differing,
                ElementsAre("0204", "060102", "0602", "1311", "1312", "2202", "2302", "2303"));
}

TEST(ClassTables, CodeInSharedDigitsOfTheSurveyStandardMeansOtherLand) {
    const Classification standard = load("gbt21010-2017");
    const Classification current = load("2023");
    EXPECT_TRUE(standard.meansTheSame(current, "0101"));
    EXPECT_FALSE(standard.meansTheSame(current, "0601")) << "工业用地 against 农村道路";
    EXPECT_FALSE(standard.meansTheSame(current, "0803")) << "教育用地 against 文化用地";
}

TEST(Crosswalks, NameOnlyCodesOfTheirTables) {
    const std::vector<std::pair<std::string, std::string>> kPairs{{"2020", "2023"},
                                                                  {"2023", "gbt21010-2017"},
                                                                  {"2023", "sandiao"},
                                                                  {"2023", "gb50137-2011"},
                                                                  {"sandiao", "2023"}};
    for (const auto& [from, to] : kPairs) {
        const auto crosswalk = loadCrosswalk(from, to, kFolder);
        ASSERT_TRUE(crosswalk) << from << to << crosswalk.error().detail << crosswalk.error().where;
        const Classification source = load(from);
        const Classification target = load(to);
        std::set<std::string> seen;
        for (const CrosswalkEntry& entry : crosswalk->entries) {
            EXPECT_TRUE(source.find(entry.from)) << from << " " << entry.from;
            EXPECT_TRUE(seen.insert(entry.from).second) << from << " " << entry.from << " twice";
            EXPECT_FALSE(entry.status.empty()) << entry.from;
            for (const std::string& code : entry.to) {
                EXPECT_TRUE(target.find(code))
                    << from << " " << entry.from << " -> " << to << " " << code;
            }
            if (entry.to.empty()) {
                EXPECT_EQ(entry.relation, ClassRelation::None) << from << " " << entry.from;
            }
            if (!entry.fallback.empty()) {
                EXPECT_THAT(entry.to, ::testing::Contains(entry.fallback)) << entry.from;
            }
        }
    }
}

TEST(Crosswalks, RecodeEveryClassOfTheTrial) {
    const auto recode = loadCrosswalk("2020", "2023", kFolder);
    ASSERT_TRUE(recode);
    EXPECT_EQ(recode->entries.size(), 169U);
    EXPECT_EQ(recode->find("0603")->fallback, "060202");
    EXPECT_THAT(recode->find("0204")->to, ElementsAre("0204", "0205"));
    EXPECT_EQ(recode->find("9999"), nullptr);
    EXPECT_EQ(loadCrosswalk("2023", "2020", kFolder).error().code, ErrorCode::TableNotFound);
}

TEST_F(OwnTables, ReadClassesWithTheirParents) {
    const auto table =
        loadRows("R,,1,居住,,Housing,255,255,0,城市,verified\n"
                 "R1,R,2,一类,旧名;又名,Class 1,,,,城市,\"from memory, to be confirmed\"\n",
                 2);
    ASSERT_TRUE(table) << table.error().detail;
    const LandUseClass& child = table->classes()[1];
    EXPECT_EQ(child.parent, 0U);
    EXPECT_EQ(child.level, 2);
    EXPECT_EQ(child.colour, std::nullopt);
    EXPECT_FALSE(child.confirmed);
    EXPECT_THAT(child.otherNames, ElementsAre("旧名", "又名"));
    EXPECT_EQ(table->classes()[0].colour, (Rgb{255, 255, 0}));
    EXPECT_EQ(table->classes()[0].group, "城市");
}

TEST_F(OwnTables, FaultsNameTheirLine) {
    const std::string kGood = "R,,1,居住,,Housing,255,255,0,,verified\n";
    const std::vector<std::pair<std::string, std::string>> kFaults{
        {"R,,1,又,,Again,1,2,3,,verified\n", "used twice"},
        {"R1,X,2,一类,,Class 1,1,2,3,,verified\n", "no class above"},
        {"R1,R,3,一类,,Class 1,1,2,3,,verified\n", "level is not 2"},
        {"S,,one,道路,,Roads,1,2,3,,verified\n", "level is not 1"},
        {"S,,1,道路,,Roads,1,2,256,,verified\n", "colour"},
        {"S,,1,道路,,Roads,1,,3,,verified\n", "colour"},
        {"S,,1,,,Roads,1,2,3,,verified\n", "needs code"},
        {",,1,道路,,Roads,1,2,3,,verified\n", "needs code"},
        {"S,,1,道路\n", "cells"},
    };
    for (const auto& [row, detail] : kFaults) {
        const auto table = loadRows(kGood + row);
        ASSERT_FALSE(table) << row;
        EXPECT_EQ(table.error().code, ErrorCode::TableMalformed);
        EXPECT_EQ(table.error().where, "line 3") << row;
        EXPECT_THAT(table.error().detail, HasSubstr(detail));
        EXPECT_THAT(table.error().subject, HasSubstr("own.csv"));
    }
}

TEST_F(OwnTables, TheDepthMustBeThatOfTheIndex) {
    const auto table = loadRows("R,,1,居住,,Housing,1,2,3,,verified\n", 2);
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, ErrorCode::TableMalformed);
    EXPECT_THAT(table.error().detail, HasSubstr("levels"));
}

TEST_F(OwnTables, MissingFilesAndUnknownNamesAreToldApart) {
    EXPECT_EQ(availableClassifications(m_folder).error().code, ErrorCode::TableNotFound);
    writeIndex("[[table]]\nid = \"a\"\nfile = \"a.csv\"\ntitle_zh = \"表\"\ntitle_en = "
               "\"t\"\nlevels = 1\n");
    EXPECT_EQ(loadClassification("a", m_folder).error().code, ErrorCode::TableNotFound);
    const auto unknown = loadClassification("b", m_folder);
    EXPECT_EQ(unknown.error().code, ErrorCode::UnknownClassification);
    EXPECT_EQ(unknown.error().subject, "b");
    EXPECT_EQ(unknown.error().detail, "a");
}

TEST_F(OwnTables, BrokenIndexesNameTheirLine) {
    writeIndex("[[table]]\nid = \n");
    EXPECT_EQ(availableClassifications(m_folder).error().code, ErrorCode::TableMalformed);
    EXPECT_EQ(availableClassifications(m_folder).error().where, "line 4");
    writeIndex("[[table]]\nid = \"a\"\n");
    EXPECT_EQ(availableClassifications(m_folder).error().code, ErrorCode::TableMalformed);
    EXPECT_EQ(availableClassifications(m_folder).error().where, "line 3");
    writeIndex("[[crosswalk]]\nfrom = \"a\"\n");
    EXPECT_EQ(availableClassifications(m_folder).error().code, ErrorCode::TableMalformed);
    write("index.toml", "format = \"tuban-classification-index\"\nversion = 2\n");
    EXPECT_THAT(availableClassifications(m_folder).error().detail, HasSubstr("version"));
    write("index.toml", "format = \"other\"\nversion = 1\n");
    EXPECT_THAT(availableClassifications(m_folder).error().detail, HasSubstr("format"));
}

} // namespace tuban::data

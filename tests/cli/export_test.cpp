// tuban export as a person at the keyboard sees it.

#include "program.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::test {

namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class ExportCommand : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        s_folder = new TemporaryFolder;
        ASSERT_EQ(runTuban({"new", zone(), "--sample", "ziya"}).exitCode, 0);
    }
    static void TearDownTestSuite() {
        delete s_folder;
        s_folder = nullptr;
    }
    static std::string zone() { return s_folder->file("zone.gpkg"); }
    static std::string file(const std::string& name) { return s_folder->file(name); }

    static TemporaryFolder* s_folder;
};

TemporaryFolder* ExportCommand::s_folder = nullptr;

} // namespace

TEST_F(ExportCommand, SaysWhatItWroteInBothLanguages) {
    const auto english =
        runTuban({"--lang", "en", "export", zone(), "parcel", "-o", file("a.shp")});
    EXPECT_EQ(english.exitCode, 0) << english.err;
    EXPECT_THAT(english.out, StartsWith("parcel → " + file("a.shp") + ": rows 7846\n"));
    EXPECT_THAT(english.out, HasSubstr("  parcel_no → ZDDM\n"));
    EXPECT_THAT(english.out, HasSubstr("Schematic data"));
    const auto chinese = runTuban({"--lang", "zh", "export", zone(), "宗地", "-o", file("b.csv")});
    EXPECT_EQ(chinese.exitCode, 0) << chinese.err;
    EXPECT_THAT(chinese.out, HasSubstr("：7846 行\n"));
    EXPECT_THAT(contentOf(file("b.csv")), StartsWith("\xEF\xBB\xBF宗地号,"));
}

TEST_F(ExportCommand, AnswersInJson) {
    const auto run = runTuban({"export",
                               zone(),
                               "parcel",
                               "-o",
                               file("c.gpkg"),
                               "--json",
                               "--filter",
                               "class_code like '10%'"});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    const auto json = nlohmann::json::parse(run.out);
    EXPECT_EQ(json["format"], "gpkg");
    EXPECT_EQ(json["crs"], "EPSG:4548");
    EXPECT_GT(json["rows"], 0);
    EXPECT_EQ(json["rows"].get<int>() + json["not_taken"].get<int>(), 7846);
    EXPECT_EQ(json["files"].size(), 1U);
    EXPECT_EQ(json["fields"]["far"], "far");
}

TEST_F(ExportCommand, CallsWrongUsageWrongUsage) {
    const auto wrong = [](std::vector<std::string> more) {
        std::vector<std::string> all{"--lang", "en", "export", zone(), "parcel"};
        all.insert(all.end(), more.begin(), more.end());
        return runTuban(all);
    };
    EXPECT_EQ(wrong({}).exitCode, 2);
    EXPECT_EQ(wrong({"-o", file("x.unknown")}).exitCode, 2);
    EXPECT_EQ(wrong({"-o", file("x.shp"), "--format", "kml"}).exitCode, 2);
    EXPECT_EQ(wrong({"-o", file("x.gpkg"), "--encoding", "gbk"}).exitCode, 2);
    EXPECT_EQ(wrong({"-o", file("x.shp"), "--encoding", "latin1"}).exitCode, 2);
    const auto filter = wrong({"-o", file("x.shp"), "--filter", "class_code = "});
    EXPECT_EQ(filter.exitCode, 2);
    EXPECT_THAT(filter.err, HasSubstr("character 14: the filter ends too early"));
    EXPECT_FALSE(std::filesystem::exists(file("x.shp")));
}

TEST_F(ExportCommand, ReplacesAnEarlierExportOnly) {
    ASSERT_EQ(runTuban({"export", zone(), "parcel", "-o", file("d.csv")}).exitCode, 0);
    const std::string before = contentOf(file("d.csv"));
    const auto again = runTuban({"--lang", "en", "export", zone(), "parcel", "-o", file("d.csv")});
    EXPECT_EQ(again.exitCode, 1);
    EXPECT_THAT(again.err, HasSubstr("exists already"));
    EXPECT_EQ(runTuban({"export", zone(), "parcel", "-o", file("d.csv"), "--replace"}).exitCode, 0);
    EXPECT_EQ(contentOf(file("d.csv")), before);
    const auto workspace =
        runTuban({"--lang", "en", "export", zone(), "parcel", "-o", zone(), "--replace"});
    EXPECT_EQ(workspace.exitCode, 1);
    EXPECT_THAT(workspace.err, HasSubstr("no earlier export"));
    EXPECT_EQ(runTuban({"verify", zone()}).exitCode, 0);
}

TEST_F(ExportCommand, EndsWithOneWhereSomethingDoesNotFit) {
    // A control line of the sample has more vertices than a cell of a workbook holds as text.
    const auto run =
        runTuban({"--lang", "en", "export", zone(), "control_line", "-o", file("e.xlsx")});
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_THAT(run.err, HasSubstr("32767 characters"));
    EXPECT_TRUE(std::filesystem::exists(file("e.xlsx")));
}

} // namespace tuban::test

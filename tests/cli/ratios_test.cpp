#include "cli/program.h"
#include "support/map_file.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace tuban::test;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

namespace {

/// A zone of six hectares in two districts.
class RatiosCommand : public ::testing::Test {
protected:
    RatiosCommand() {
        writeMap(parcels, {.rows = {"AAB", "ABB"}});
        writeMap(districts, {.rows = {"WWE", "WWE"}, .field = "name"});
    }

    ProgramRun ratios(std::vector<std::string> more) const {
        std::vector<std::string> all{"ratios", parcels, "--code-field", "code"};
        all.insert(all.end(), {"--classification", "none"});
        all.insert(all.end(), more.begin(), more.end());
        return runTuban(all);
    }

    TemporaryFolder folder;
    std::string parcels = folder.file("parcels.geojson");
    std::string districts = folder.file("districts.geojson");
};

} // namespace

TEST(Program, ListsItsCommandsAndExplainsThem) {
    const ProgramRun list = runTuban({"help"});
    EXPECT_EQ(list.exitCode, 0);
    EXPECT_THAT(list.out, AllOf(HasSubstr("ratios"), HasSubstr("new"), HasSubstr("plan")));
    const ProgramRun topic = runTuban({"help", "ratios"});
    EXPECT_EQ(topic.exitCode, 0);
    EXPECT_THAT(topic.out, AllOf(HasSubstr("--districts"), HasSubstr("--explain")));
    EXPECT_THAT(runTuban({"help", "ratios", "--lang", "zh"}).out, HasSubstr("用地平衡"));
    EXPECT_THAT(runTuban({"--version"}).out, StartsWith("tuban "));
}

TEST(Program, AnswersWrongUsageWithExitCode2AndNothingOnStdout) {
    const std::vector<std::vector<std::string>> wrong{{},
                                                      {"nonsense"},
                                                      {"ratios"},
                                                      {"ratios", "x", "--nonsense"},
                                                      {"ratios", "x", "--level", "9"},
                                                      {"ratios", "x", "--area", "round"},
                                                      {"ratios", "x", "--format", "xlsx"},
                                                      {"help", "nonsense"}};
    for (const std::vector<std::string>& arguments : wrong) {
        const ProgramRun run = runTuban(arguments);
        EXPECT_EQ(run.exitCode, 2) << run.err;
        EXPECT_THAT(run.out, IsEmpty());
        EXPECT_THAT(run.err, AllOf(StartsWith("error: "), HasSubstr("tuban help")));
    }
}

TEST_F(RatiosCommand, PrintsTheBalanceOnStdout) {
    const ProgramRun run = ratios({"--districts", districts});
    EXPECT_EQ(run.exitCode, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("EPSG:4548"));
    EXPECT_THAT(run.out, HasSubstr("3.00"));
    EXPECT_THAT(run.out, HasSubstr("75.00"));
}

TEST_F(RatiosCommand, SpeaksChineseWhereAsked) {
    const ProgramRun run = ratios({"--districts", districts, "--lang", "zh"});
    EXPECT_THAT(run.out, AllOf(HasSubstr("用地平衡表"), HasSubstr("公顷"), HasSubstr("平面面积")));
    const ProgramRun failed = runTuban({"ratios", "/nowhere.shp", "--lang", "zh"});
    EXPECT_EQ(failed.exitCode, 1);
    EXPECT_EQ(failed.err, "错误: 文件 /nowhere.shp 不存在。\n");
}

TEST_F(RatiosCommand, WritesJsonThatCloses) {
    const ProgramRun run = ratios({"--districts", districts, "--format", "json"});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    const json document = json::parse(run.out);
    EXPECT_EQ(document["basis"], "planar");
    EXPECT_EQ(document["crs"], "EPSG:4548");
    EXPECT_EQ(document["total_area_m2"], 60000.0);
    for (const json& district : document["districts"]) {
        double sum = double(district["uncovered_m2"]) - double(district["overlap_m2"]);
        double ratios = 0.0;
        for (const json& cell : document["cells"]) {
            if (cell["district"] == district["name"]) {
                sum += double(cell["area_m2"]);
                ratios += double(cell["ratio"]);
            }
        }
        EXPECT_NEAR(sum, district["area_m2"], 0.01);
        EXPECT_NEAR(ratios, 1.0, 1e-12);
    }
}

TEST_F(RatiosCommand, TakesTheFormatFromTheNameOfTheOutput) {
    const std::map<std::string, std::string> starts{{"csv", "\xEF\xBB\xBFscope,"},
                                                    {"json", "{"},
                                                    {"html", "<!DOCTYPE html>"},
                                                    {"xlsx", "PK"},
                                                    {"txt", "Land-use balance"}};
    for (const auto& [extension, start] : starts) {
        const std::string path = folder.file("balance." + extension);
        const ProgramRun run = ratios({"--districts", districts, "--output", path});
        EXPECT_EQ(run.exitCode, 0) << run.err;
        EXPECT_THAT(run.out, IsEmpty());
        EXPECT_THAT(contentOf(path), StartsWith(start)) << extension;
    }
}

TEST_F(RatiosCommand, WritesTheSameBytesForAnyNumberOfThreads) {
    const std::string one =
        ratios({"--districts", districts, "--format", "json", "--threads", "1"}).out;
    for (const char* threads : {"2", "5"}) {
        EXPECT_EQ(one,
                  ratios({"--districts", districts, "--format", "json", "--threads", threads}).out);
    }
    for (const char* extension : {"xlsx", "html", "csv"}) {
        const std::string a = folder.file(std::string("a.") + extension);
        const std::string b = folder.file(std::string("b.") + extension);
        ratios({"--output", a, "--threads", "1"});
        ratios({"--output", b, "--threads", "3"});
        EXPECT_EQ(contentOf(a), contentOf(b)) << extension;
    }
}

TEST_F(RatiosCommand, LeavesAnOldFileAloneWhereItFails) {
    const std::string path = folder.file("balance.csv");
    std::ofstream(path) << "old";
    const ProgramRun run = runTuban({"ratios", "/nowhere.shp", "--output", path});
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_EQ(contentOf(path), "old");
    const ProgramRun unwritable = ratios({"--output", "/nowhere/balance.csv"});
    EXPECT_EQ(unwritable.exitCode, 1);
    EXPECT_THAT(unwritable.err, HasSubstr("/nowhere/balance.csv"));
}

TEST_F(RatiosCommand, PutsFindingsOnStderrAndDataOnStdout) {
    writeMap(districts, {.rows = {"WWW"}, .field = "name"});
    const ProgramRun run = ratios({"--districts", districts, "--format", "csv"});
    EXPECT_EQ(run.exitCode, 0);
    EXPECT_THAT(run.err, HasSubstr("lie in no district"));
    EXPECT_THAT(run.out, Not(HasSubstr("lie in no district")));
}

TEST_F(RatiosCommand, ExplainsACell) {
    const ProgramRun run = ratios({"--districts", districts, "--explain", "W/A", "--format", "json"});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    const json document = json::parse(run.out);
    EXPECT_EQ(document["parcels"].size(), 3U);
    EXPECT_EQ(document["area_m2"], 30000.0);
    const ProgramRun missing = ratios({"--districts", districts, "--explain", "W/Z"});
    EXPECT_EQ(missing.exitCode, 1);
    EXPECT_THAT(missing.err, AllOf(HasSubstr("W/Z"), HasSubstr("W, E / A, B")));
}

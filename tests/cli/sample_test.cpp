#include "cli/program.h"
#include "support/map_file.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace tuban::test;
using nlohmann::json;
using ::testing::HasSubstr;

namespace {

class SampleZone : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder = new TemporaryFolder();
        made = runTuban({"new", workspace(), "--sample", "ziya"});
    }
    static void TearDownTestSuite() {
        delete folder;
        folder = nullptr;
    }
    static std::string workspace() { return folder->file("ziya.gpkg"); }
    static json ratios(std::vector<std::string> more) {
        std::vector<std::string> all{"ratios", workspace() + ":parcel", "--districts"};
        all.insert(all.end(), {workspace() + ":district", "--format", "json"});
        all.insert(all.end(), more.begin(), more.end());
        const ProgramRun run = runTuban(all);
        EXPECT_EQ(run.exitCode, 0) << run.err;
        return json::parse(run.out);
    }

    static TemporaryFolder* folder;
    static ProgramRun made;
};

TemporaryFolder* SampleZone::folder = nullptr;
ProgramRun SampleZone::made;

} // namespace

TEST_F(SampleZone, IsMadeByOneCommandAndNeverOverwritesAFile) {
    EXPECT_EQ(made.exitCode, 0) << made.err;
    EXPECT_THAT(made.out, HasSubstr("schematic"));
    const std::string before = contentOf(workspace());
    const ProgramRun again = runTuban({"new", workspace(), "--sample", "ziya"});
    EXPECT_EQ(again.exitCode, 1);
    EXPECT_THAT(again.err, HasSubstr("exists already"));
    EXPECT_EQ(contentOf(workspace()), before);
    const ProgramRun unknown = runTuban({"new", folder->file("x.gpkg"), "--sample", "atlantis"});
    EXPECT_EQ(unknown.exitCode, 1);
    EXPECT_THAT(unknown.err, HasSubstr("ziya"));
}

TEST_F(SampleZone, HasTheAreasOfThePlanAndABalanceThatCloses) {
    const json document = ratios({});
    EXPECT_EQ(document["classification"], "2023");
    EXPECT_THAT(std::string(document["notice"]), HasSubstr("Schematic"));
    EXPECT_NEAR(document["total_area_m2"], 132e6, 1.0);
    const std::map<std::string, double> planned{{"再生资源与精深加工片区", 4.42e6},
                                                {"高端装备制造与再制造片区", 6.64e6},
                                                {"新材料生产制造片区", 6.45e6},
                                                {"绿色新能源研发制造片区", 2.35e6},
                                                {"国际循环经济合作片区", 3.54e6},
                                                {"子牙新城", 5.79e6}};
    std::size_t found = 0;
    for (const json& district : document["districts"]) {
        double sum = double(district["uncovered_m2"]) - double(district["overlap_m2"]);
        for (const json& cell : document["cells"]) {
            sum += cell["district"] == district["name"] ? double(cell["area_m2"]) : 0.0;
        }
        EXPECT_NEAR(sum, district["area_m2"], 0.01) << district["name"];
        EXPECT_EQ(district["uncovered_m2"], 0.0) << district["name"];
        EXPECT_EQ(district["overlap_m2"], 0.0) << district["name"];
        if (const auto plan = planned.find(district["name"]); plan != planned.end()) {
            EXPECT_NEAR(district["area_m2"], plan->second, 1.0) << district["name"];
            ++found;
        }
    }
    EXPECT_EQ(found, planned.size());
}

TEST_F(SampleZone, GivesTheSameTotalAtEveryLevel) {
    for (const char* level : {"1", "2", "3"}) {
        const json document = ratios({"--level", level});
        double sum = 0.0;
        for (const json& row : document["totals"]) {
            sum += double(row["area_m2"]);
        }
        EXPECT_NEAR(sum, 132e6, 1.0) << level;
    }
}

TEST_F(SampleZone, ShowsWhereThePlanContradictsItself) {
    const ProgramRun run = runTuban({"plan", "check", workspace()});
    EXPECT_EQ(run.exitCode, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("28.58"));
    EXPECT_THAT(run.out, HasSubstr("49.19"));
    const ProgramRun chinese = runTuban({"plan", "check", workspace(), "--lang", "zh"});
    EXPECT_THAT(chinese.out, HasSubstr("28.58"));
    const ProgramRun none = runTuban({"plan", "check", "/nowhere.gpkg"});
    EXPECT_EQ(none.exitCode, 1);
}

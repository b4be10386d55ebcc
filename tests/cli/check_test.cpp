// `tuban check` as people run it: on the sample zone, on a workspace with faults, on a plain file.

#include "cli/program.h"
#include "support/map_file.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>

using namespace tuban::test;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

/// A workspace that is edited and checked.
class Checked : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(runTuban({"new", path(), "--crs", "EPSG:4548"}).exitCode, 0);
    }

    std::string path() const { return m_folder.file("w.gpkg"); }
    std::string file(const std::string& name) const { return m_folder.file(name); }

    void edit(const std::vector<std::string>& lines) const {
        std::ofstream in(m_folder.file("lines"));
        for (const std::string& line : lines) {
            in << line << "\n";
        }
        in.close();
        const std::string command = shellQuoted(TUBAN_PROGRAM) + " edit " + shellQuoted(path()) +
                                    " <" + shellQuoted(m_folder.file("lines")) + " >" +
                                    shellQuoted(m_folder.file("answers"));
        ASSERT_EQ(std::system(command.c_str()), 0) << contentOf(m_folder.file("answers"));
    }
    static std::string parcel(const std::string& number, const std::string& ring) {
        return R"x({"op":"insert","layer":"parcel","geometry":"MULTIPOLYGON ((()x" + ring +
               R"x()))","values":{"parcel_no":")x" + number + R"x(","class_code":"0701"}})x";
    }
    /// Two parcels of 100 m² that overlap by 1 m × 10 m, and one 2 m further on.
    void addOverlapAndGap() const {
        edit({parcel("A-1",
                     "484000 4299000,484010 4299000,484010 4299010,484000 4299010,484000 4299000"),
              parcel("A-2",
                     "484009 4299000,484030 4299000,484030 4299010,484009 4299010,484009 4299000"),
              parcel("A-3",
                     "484000 4299010,484010 4299010,484030 4299010,484030 4299020,484000 "
                     "4299020,484000 4299010")});
    }
    json check(std::vector<std::string> more, int exitCode) const {
        more.insert(more.begin(), {"check", path(), "--format", "json"});
        const ProgramRun run = runTuban(more);
        EXPECT_EQ(run.exitCode, exitCode) << run.out << run.err;
        return json::parse(run.out, nullptr, false);
    }

private:
    TemporaryFolder m_folder;
};

json layerOf(const json& report, const std::string& name) {
    for (const json& layer : report["layers"]) {
        if (layer["layer"] == name) {
            return layer;
        }
    }
    return {};
}

} // namespace

TEST(CheckOfTheSample, IsCleanWhereItsDataIs) {
    const TemporaryFolder folder;
    const std::string zone = folder.file("zone.gpkg");
    ASSERT_EQ(runTuban({"new", zone, "--sample", "ziya"}).exitCode, 0);
    const ProgramRun run = runTuban({"check", zone, "--format", "json"});
    EXPECT_EQ(run.exitCode, 1); // the zone has two fields planned on basic farmland, on purpose
    const json report = json::parse(run.out);
    const json coverage = layerOf(report, "parcel")["coverage"];
    EXPECT_EQ(coverage["proved"], true);
    EXPECT_EQ(coverage["rings"], 1);
    EXPECT_NEAR(double(coverage["covered_m2"]), 132e6, 1.0);
    for (const char* rule : {"valid-geometry",
                             "duplicate-vertices",
                             "spike",
                             "sliver",
                             "overlap",
                             "gap",
                             "missing-vertex",
                             "unmatched-edge",
                             "outside-plan-area",
                             "across-districts",
                             "control-area",
                             "class-code",
                             "parcel-number",
                             "number-repeated",
                             "date-order",
                             "amount"}) {
        EXPECT_EQ(report["counts"][rule], 0) << rule;
    }
    EXPECT_EQ(report["counts"]["control-line"], 2);
    for (const json& finding : report["findings"]) {
        if (finding["rule"] == "control-line") {
            EXPECT_THAT(std::string(finding["features"][0]["number"]), HasSubstr("C-01-0"));
        }
    }
    const ProgramRun chinese = runTuban({"check", zone, "--lang", "zh"});
    EXPECT_THAT(chinese.out, HasSubstr("无缝隙、无重叠，已证明"));
    const ProgramRun records = runTuban({"check", zone, "--lang", "zh", "--format", "csv"});
    EXPECT_THAT(records.out, HasSubstr("位于“永久基本农田”内"));
}

TEST_F(Checked, FindsTheFaultsAndTheirSizes) {
    addOverlapAndGap();
    const json report = check({}, 1);
    EXPECT_EQ(report["counts"]["overlap"], 1);
    EXPECT_EQ(layerOf(report, "parcel")["coverage"]["proved"], false);
    for (const json& finding : report["findings"]) {
        if (finding["rule"] == "overlap") {
            EXPECT_EQ(finding["area_m2"], 10.0);
            EXPECT_EQ(finding["features"].size(), 2U);
        }
    }
    EXPECT_EQ(check({"--threads", "1"}, 1), report);
}

TEST_F(Checked, ShowsRepairsBeforeDoingThemAndCanTakeThemBack) {
    addOverlapAndGap();
    const json before = check({}, 1);
    const json shown = check({"--fix", "--dry-run"}, 1);
    EXPECT_EQ(shown["repair"]["done"], false);
    EXPECT_GT(int(shown["repair"]["findings"]), 0);
    EXPECT_EQ(check({}, 1), before); // nothing was done
    const json done = check({"--fix"}, 0);
    EXPECT_EQ(done["repair"]["done"], true);
    EXPECT_EQ(done["counts"]["overlap"], 0);
    EXPECT_LE(int(done["repair"]["after"]) + int(done["repair"]["findings"]),
              int(done["repair"]["before"]));
    double sum = 0;
    for (const json& feature : done["repair"]["features"]) {
        sum += double(feature["after_m2"]) - double(feature["before_m2"]);
    }
    EXPECT_DOUBLE_EQ(sum, -10.0); // the overlap, once
    EXPECT_EQ(runTuban({"verify", path()}).exitCode, 0);
    edit({R"({"op":"undo"})"});
    EXPECT_EQ(check({}, 1)["findings"], before["findings"]);
}

TEST_F(Checked, KeepsAnAcceptedFindingAwayUntilAFeatureChanges) {
    addOverlapAndGap();
    std::string identity;
    const json open = check({"--only", "overlap"}, 1);
    for (const json& finding : open["findings"]) {
        identity = finding["id"];
    }
    ASSERT_FALSE(identity.empty());
    EXPECT_EQ(runTuban({"check", path(), "--accept", identity}).exitCode, 2); // no reason
    EXPECT_EQ(runTuban({"check", path(), "--accept", "zz", "--reason", "x"}).exitCode, 1);
    const json accepted = check({"--only",
                                 "overlap",
                                 "--accept",
                                 identity.substr(0, 12),
                                 "--reason",
                                 "surveyed again in spring"},
                                0);
    EXPECT_EQ(accepted["counts"]["overlap"], 0);
    const json later = check({"--only", "overlap"}, 0);
    ASSERT_EQ(later["accepted"].size(), 1U);
    EXPECT_EQ(later["accepted"][0]["accepted"]["reason"], "surveyed again in spring");
    EXPECT_EQ(check({"--only", "overlap", "--fix"}, 0)["repair"]["findings"], 0);
    edit({R"({"op":"update","layer":"parcel","key":"A-1","values":{"remark":"changed"}})"});
    EXPECT_EQ(check({"--only", "overlap"}, 1)["counts"]["overlap"], 1);
}

TEST_F(Checked, ChecksNumbersCodesAndContracts) {
    edit(
        {parcel("A-1", "0 0,10 0,10 10,0 10,0 0"),
         R"x({"op":"insert","layer":"parcel","geometry":"MULTIPOLYGON (((10 0,20 0,20 10,10 10,10 0)))","values":{"parcel_no":"A-2","class_code":"0799","registered_area_m2":120}})x",
         R"({"op":"insert","layer":"contract","values":{"contract_no":"C-1","parcel_no":"A-1","sign_date":"2020-05-01","agreed_delivery":"2020-04-01"}})"});
    const ProgramRun run =
        runTuban({"check", path(), "--classification", "2023", "--lang", "zh", "--format", "csv"});
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_THAT(run.out, HasSubstr("地类代码“0799”不在分类表 2023 中"));
    EXPECT_THAT(run.out, HasSubstr("签订日期（2020-05-01）晚于约定交地日期（2020-04-01）"));
    EXPECT_THAT(run.out, HasSubstr("登记面积 120.00 平方米"));
} // namespace

TEST_F(Checked, WritesEachFormat) {
    addOverlapAndGap();
    const ProgramRun places = runTuban({"check", path(), "--output", file("faults.geojson")});
    EXPECT_EQ(places.exitCode, 1) << places.err;
    const json collection = json::parse(contentOf(file("faults.geojson")));
    EXPECT_EQ(collection["crs"]["properties"]["name"], "urn:ogc:def:crs:EPSG::4548");
    EXPECT_EQ(collection["features"][0]["geometry"]["type"], "Polygon");
    for (const char* name : {"faults.html", "faults.xlsx", "faults.csv"}) {
        EXPECT_EQ(runTuban({"check", path(), "--output", file(name)}).exitCode, 1) << name;
        EXPECT_GT(contentOf(file(name)).size(), 200U) << name;
    }
    EXPECT_THAT(contentOf(file("faults.csv")), HasSubstr("overlap,fault,parcel,A-1 A-2"));
}

TEST_F(Checked, TakesAnyPolygonFileButRepairsOnlyWorkspaces) {
    addOverlapAndGap();
    const ProgramRun run = runTuban({"check", path() + ":parcel", "--format", "json"});
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_EQ(json::parse(run.out)["counts"]["overlap"], 1);
    const ProgramRun fix = runTuban({"check", path() + ":parcel", "--fix"});
    EXPECT_EQ(fix.exitCode, 1);
    EXPECT_THAT(fix.err, HasSubstr("workspace"));
    EXPECT_EQ(runTuban({"check", file("nothing.shp")}).exitCode, 1);
    EXPECT_EQ(runTuban({"check", path(), "--only", "nonsense"}).exitCode, 1);
    EXPECT_EQ(runTuban({"check", path(), "--layer", "nonsense"}).exitCode, 1);
}

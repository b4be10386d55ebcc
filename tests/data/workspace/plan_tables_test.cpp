#include "data/store/workspace_writer.h"
#include "data/tables_reader/plan_reader.h"
#include "data/workspace/plan_tables.h"
#include "data/workspace/sample_reader.h"
#include "data/workspace/workspace_info.h"
#include "support/temporary_folder.h"
#include "tiny_sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using ::testing::ElementsAre;

namespace {

Result<void> write(const std::filesystem::path& path,
                   const std::vector<LayerTable>& tables,
                   const WorkspaceInfo& info = {}) {
    auto writer = WorkspaceWriter::create(
        path, {.crs = "EPSG:4548", .date = {}, .title = info.title, .notice = info.notice});
    if (!writer) {
        return writer.error();
    }
    for (const LayerTable& table : tables) {
        if (auto added = writer->addTable(table, {}); !added) {
            return added;
        }
    }
    return writer->commit();
}

} // namespace

TEST(PlanTables, KeepEveryClaimOfAPlan) {
    const test::TemporaryFolder folder;
    tests::writeTinySample(folder.path());
    const auto sample = readSample("tiny", folder.path());
    ASSERT_TRUE(sample);
    const auto plan = readPlan(folder / "tiny/plan.toml", sample->layers);
    ASSERT_TRUE(plan);
    ASSERT_TRUE(write(folder / "a.gpkg", planTables(*plan)));
    const auto read = readPlanTables(folder / "a.gpkg");
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->title, plan->title);
    EXPECT_EQ(read->document, plan->document);
    ASSERT_EQ(read->areas.size(), 3U);
    ASSERT_EQ(read->areas[2].filters.size(), 2U);
    EXPECT_EQ(read->areas[2].filters[1].field, "floors");
    EXPECT_THAT(read->areas[2].filters[1].values, ElementsAre("-2", "3"));
    EXPECT_EQ(read->areas[1].id, "d2");
    EXPECT_EQ(read->areas[1].layer, "district");
    EXPECT_EQ(read->areas[1].name, plan->areas[1].name);
    EXPECT_EQ(read->areas[1].stated, plan->areas[1].stated);
    EXPECT_EQ(read->areas[1].tolerance, plan->areas[1].tolerance);
    EXPECT_EQ(read->areas[1].section, "三");
    ASSERT_EQ(read->sums.size(), 1U);
    EXPECT_EQ(read->sums[0].stated, plan->sums[0].stated);
    EXPECT_EQ(read->sums[0].rounding, plan->sums[0].rounding);
    ASSERT_EQ(read->sums[0].parts.size(), 3U);
    EXPECT_EQ(read->sums[0].parts[1].area, plan->sums[0].parts[1].area);
    EXPECT_EQ(read->sums[0].parts[1].name, plan->sums[0].parts[1].name);
    ASSERT_EQ(read->rates.size(), 1U);
    EXPECT_DOUBLE_EQ(read->rates[0].stated.inPercent(), 99.01);
    EXPECT_DOUBLE_EQ(read->rates[0].tolerance.inPercent(), 0.005);
    EXPECT_EQ(read->rates[0].definition, plan->rates[0].definition);
    ASSERT_EQ(read->rates[0].numerator.size(), 1U);
    EXPECT_THAT(read->rates[0].numerator[0].values, ElementsAre("built"));
    EXPECT_THAT(read->rates[0].denominator[0].values, ElementsAre("built", "idle"));
}

TEST(PlanTables, AFileWithoutPlanSaysSo) {
    const test::TemporaryFolder folder;
    ASSERT_TRUE(write(folder / "a.gpkg", {}));
    EXPECT_EQ(readPlanTables(folder / "a.gpkg").error().code, ErrorCode::NoPlan);
    EXPECT_EQ(readPlanTables(folder / "b.gpkg").error().code, ErrorCode::FileNotFound);
    tests::writeFile(folder / "c.gpkg", "no database");
    EXPECT_EQ(readPlanTables(folder / "c.gpkg").error().code, ErrorCode::FileUnreadable);
}

TEST(PlanTables, APartWithoutItsSumIsDamage) {
    const test::TemporaryFolder folder;
    Plan plan{{"规划", "Plan"}, "document"};
    plan.sums.push_back({"total", {"合计", "Total"}, {}, {}, {{{"甲", "A"}, {}}}});
    auto tables = planTables(plan);
    for (LayerTable& table : tables) {
        if (table.schema.name == "plan_sum_claim") {
            table.rows.clear();
        }
    }
    ASSERT_TRUE(write(folder / "a.gpkg", tables));
    EXPECT_EQ(readPlanTables(folder / "a.gpkg").error().code, ErrorCode::TableMalformed);
}

TEST(WorkspaceInfo, ComesBackAsWritten) {
    const test::TemporaryFolder folder;
    const WorkspaceInfo info{{"区", "Zone"}, {"示意", "Schematic"}};
    ASSERT_TRUE(write(folder / "a.gpkg", {}, info));
    const auto read = workspaceInfo(folder / "a.gpkg");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->title, info.title);
    EXPECT_EQ(workspaceNotice(folder / "a.gpkg"), info.notice);
}

TEST(WorkspaceInfo, IsNothingForFilesOfOthers) {
    const test::TemporaryFolder folder;
    ASSERT_TRUE(write(folder / "silent.gpkg", {}, {{"区", "Zone"}, {}}));
    ASSERT_TRUE(write(folder / "foreign.gpkg", {}));
    tests::writeFile(folder / "text.shp", "no database");
    for (const char* file : {"silent.gpkg", "foreign.gpkg", "text.shp", "missing.gpkg", "."}) {
        EXPECT_FALSE(workspaceNotice(folder / file)) << file;
    }
}

} // namespace tuban::data

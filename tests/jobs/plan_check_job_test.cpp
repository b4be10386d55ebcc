#include "data/workspace/tiny_sample.h"
#include "jobs/new_workspace_job.h"
#include "jobs/plan_check_job.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::jobs {

using ::testing::ElementsAre;

namespace {

class PlanCheckOfAWorkspace : public ::testing::Test {
protected:
    PlanCheckOfAWorkspace() { tests::writeTinySample(m_folder.path()); }

    /// The report on a workspace made of the sample as it is now.
    Result<PlanCheckJob::Report> check(int threads = 1) const {
        const auto made = NewWorkspaceJob({.path = m_folder / "a.gpkg",
                                           .sample = "tiny",
                                           .replace = true,
                                           .layersFolder = m_folder.path()})
                              .run({});
        if (!made) {
            return made.error();
        }
        return PlanCheckJob({m_folder / "a.gpkg", threads}).run({});
    }

    test::TemporaryFolder m_folder;
};

} // namespace

TEST_F(PlanCheckOfAWorkspace, MeasuresAreasExactly) {
    for (const int threads : {1, 2}) {
        const auto report = check(threads);
        ASSERT_TRUE(report) << report.error().detail;
        ASSERT_EQ(report->check.areas.size(), 3U);
        EXPECT_EQ(report->check.areas[0].found, Area::squareKilometres(4.42));
        EXPECT_TRUE(report->check.areas[0].agrees);
        EXPECT_EQ(report->check.areas[1].found, Area::squareMetres(2000499.8));
        EXPECT_FALSE(report->check.areas[1].agrees);
        EXPECT_EQ(report->check.areas[2].found, Area::squareMetres(10001.234));
        EXPECT_TRUE(report->check.areas[2].agrees);
    }
}

TEST_F(PlanCheckOfAWorkspace, MeasuresRatesByTheirFilters) {
    const auto report = check();
    ASSERT_TRUE(report);
    // built: 9 900 m² and 101.234 m²; idle: 100 m²
    const double built = 9900.0 + 101.234;
    EXPECT_NEAR(report->check.rates[0].found->inFraction(), built / (built + 100.0), 1e-12);
    EXPECT_TRUE(report->check.rates[0].agrees);
}

TEST_F(PlanCheckOfAWorkspace, ReportsContradictionsAndTheNotice) {
    const auto report = check();
    ASSERT_TRUE(report);
    ASSERT_EQ(report->findings.size(), 2U);
    EXPECT_EQ(report->findings[0].code, FindingCode::PlanAreaMismatch);
    EXPECT_EQ(report->findings[1].code, FindingCode::PlanSumMismatch);
    EXPECT_EQ(report->notice->en, "Schematic data, not surveyed");
    EXPECT_EQ(report->plan.document, "总体规划");
}

TEST_F(PlanCheckOfAWorkspace, MeasuresInvalidPolygonsAsRepaired) {
    // A bow-tie of two triangles of 25 m² each, whose signed areas cancel.
    tests::writeFile(m_folder / "tiny/district.csv",
                     "geometry,id,name_zh\n"
                     "\"POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))\",d1,\n");
    const auto report = check();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->check.areas[0].found, Area::squareMetres(50));
    EXPECT_FALSE(report->check.areas[1].found) << "d2 is missing";
    EXPECT_EQ(report->findings.back().code, FindingCode::PolygonRepaired);
}

TEST_F(PlanCheckOfAWorkspace, MakesATableInEitherLanguage) {
    const auto report = check();
    ASSERT_TRUE(report);
    const Table chinese = planCheckTable(*report, Language::Chinese);
    const Table english = planCheckTable(*report, Language::English);
    ASSERT_EQ(english.rows.size(), 3U + 1U + 3U + 1U) << "areas, sum, its parts, rate";
    EXPECT_EQ(std::get<std::string>(chinese.rows[0].cells[0]), "一区");
    EXPECT_EQ(std::get<std::string>(english.rows[0].cells[0]), "District 1");
    EXPECT_THAT(english.subtitle, ElementsAre("Plan", "总体规划", "Schematic data, not surveyed"));
    const auto printed = [&](std::size_t row, std::size_t column) {
        return *std::get<Table::Number>(english.rows[row].cells[column]).printed;
    };
    EXPECT_EQ(printed(0, 1), "4.420000");
    EXPECT_EQ(printed(0, 3), "0.000000");
    EXPECT_EQ(printed(3, 2), "28.580000");
    EXPECT_EQ(printed(3, 3), "6.580000");
    EXPECT_EQ(english.rows[4].indent, 1);
    EXPECT_EQ(printed(7, 1), "99.01");
    EXPECT_EQ(std::get<std::string>(english.rows[7].cells[5]), "agrees");
    EXPECT_EQ(english.notes.size(), 2U);
    for (const Table::Row& row : english.rows) {
        EXPECT_EQ(row.cells.size(), english.leaves().size());
    }
}

TEST_F(PlanCheckOfAWorkspace, MakesRecordsThatMachinesUnderstand) {
    const auto report = check();
    ASSERT_TRUE(report);
    const Table records = planCheckRecords(*report, Language::Chinese);
    ASSERT_EQ(records.rows.size(), 8U);
    EXPECT_THAT(records.subtitle, ElementsAre("总体规划", "示意数据，非实测"));
    EXPECT_EQ(records.notes.size(), 2U);
    const auto text = [&](std::size_t row, std::size_t column) {
        return std::get<std::string>(records.rows[row].cells[column]);
    };
    EXPECT_EQ(text(3, 0), "sum");
    EXPECT_EQ(text(3, 7), "differs");
    EXPECT_EQ(text(4, 0), "part");
    EXPECT_EQ(text(4, 1), "future") << "the id of its sum";
    EXPECT_EQ(text(7, 6), "percent");
    EXPECT_DOUBLE_EQ(std::get<Table::Number>(records.rows[3].cells[4]).value, 28.58);
    EXPECT_EQ(records.leaves()[4]->key, "found");
    for (const Table::Row& row : records.rows) {
        EXPECT_EQ(row.cells.size(), records.leaves().size());
    }
}

TEST_F(PlanCheckOfAWorkspace, NeedsAPlan) {
    std::filesystem::remove(m_folder / "tiny/plan.toml");
    const auto report = check();
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::NoPlan);
}

} // namespace tuban::jobs

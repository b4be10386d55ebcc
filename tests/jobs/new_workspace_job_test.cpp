#include "data/workspace/tiny_sample.h"
#include "data/workspace/workspace_info.h"
#include "jobs/new_workspace_job.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::jobs {

using ::testing::HasSubstr;

namespace {

class NewWorkspace : public ::testing::Test {
protected:
    NewWorkspace() { tests::writeTinySample(m_layers.path()); }

    Result<NewWorkspaceJob::Summary> make(const std::string& sample = "tiny",
                                          bool replace = false,
                                          const Progress& progress = {}) const {
        return NewWorkspaceJob({.path = m_folder / "a.gpkg",
                                .sample = sample,
                                .replace = replace,
                                .layersFolder = m_layers.path()})
            .run(progress);
    }

    test::TemporaryFolder m_layers;
    test::TemporaryFolder m_folder;
};

} // namespace

TEST_F(NewWorkspace, HoldsAllLayersAndSaysSo) {
    const auto summary = make();
    ASSERT_TRUE(summary) << summary.error().detail;
    EXPECT_EQ(summary->title.en, "Schematic zone");
    EXPECT_EQ(summary->crs, "EPSG:4548");
    ASSERT_EQ(summary->layers.size(), 5U);
    EXPECT_EQ(summary->layers[1].name, "parcel");
    EXPECT_EQ(summary->layers[1].title.zh, "宗地");
    EXPECT_EQ(summary->layers[1].rows, 3U);
    EXPECT_EQ(summary->layers[4].rows, 2U);
    EXPECT_EQ(data::workspaceNotice(m_folder / "a.gpkg"), summary->notice);
    EXPECT_EQ(m_folder.files(), 1U);
}

TEST_F(NewWorkspace, IsTheSameToTheLastByteWhenMadeAgain) {
    ASSERT_TRUE(make());
    const std::string first = tests::readFile(m_folder / "a.gpkg");
    ASSERT_TRUE(make("tiny", true));
    EXPECT_TRUE(first == tests::readFile(m_folder / "a.gpkg"));
}

TEST_F(NewWorkspace, DoesNotReplaceAFile) {
    tests::writeFile(m_folder / "a.gpkg", "precious");
    const auto summary = make();
    ASSERT_FALSE(summary);
    EXPECT_EQ(summary.error().code, ErrorCode::FileExists);
    EXPECT_EQ(tests::readFile(m_folder / "a.gpkg"), "precious");
}

TEST_F(NewWorkspace, NamesTheSamplesThereAre) {
    const auto summary = make("ziya");
    ASSERT_FALSE(summary);
    EXPECT_EQ(summary.error().code, ErrorCode::SampleNotFound);
    EXPECT_EQ(summary.error().detail, "tiny");
}

TEST_F(NewWorkspace, AFaultInTheSampleLeavesNoFile) {
    tests::writeFile(m_layers / "tiny/contract.csv", "contract_no,price\nC-1,dear\n");
    const auto summary = make();
    ASSERT_FALSE(summary);
    EXPECT_EQ(summary.error().code, ErrorCode::TableMalformed);
    EXPECT_THAT(summary.error().subject, HasSubstr("contract.csv"));
    EXPECT_EQ(summary.error().where, "line 2");
    EXPECT_EQ(m_folder.files(), 0U);
}

TEST_F(NewWorkspace, CancellingLeavesNoFile) {
    std::stop_source stop;
    const Progress progress(stop.get_token(), [&](double) { stop.request_stop(); });
    const auto summary = make("tiny", false, progress);
    ASSERT_FALSE(summary);
    EXPECT_EQ(summary.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(m_folder.files(), 0U);
}

} // namespace tuban::jobs

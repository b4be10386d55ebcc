// The page on which files come in: it shows what would happen, and does it when told to.

#include "app/import/import_page.h"
#include "app/import/judgement_card.h"
#include "event_loop_watch.h"
#include "jobs/language.h"
#include "jobs/new_workspace_job.h"
#include "jobs/workspace_info_job.h"
#include "support/temporary_folder.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace tuban::app {

using test::waitUntil;

namespace {

/// Two parcels of 100 m × 80 m and 100 m × 20 m with fields that offices use.
constexpr const char* kParcels = R"({"type": "FeatureCollection",
"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4548"}}, "features": [
{"type": "Feature", "properties": {"DKBH": "A-1", "DLBM": "100101", "XYZ": "first"},
 "geometry": {"type": "Polygon", "coordinates": [[[500000, 4300000], [500100, 4300000],
  [500100, 4300080], [500000, 4300080], [500000, 4300000]]]}},
{"type": "Feature", "properties": {"DKBH": "A-2", "DLBM": "0701", "XYZ": "second"},
 "geometry": {"type": "Polygon", "coordinates": [[[500000, 4300080], [500100, 4300080],
  [500100, 4300100], [500000, 4300100], [500000, 4300080]]]}}]})";

class ImportPageTest : public ::testing::Test {
protected:
    void SetUp() override {
        jobs::useLanguage(jobs::Language::English);
        const auto made =
            jobs::NewWorkspaceJob({.path = workspace(), .crs = "EPSG:4548", .user = "test"})
                .run({});
        ASSERT_TRUE(made);
        std::vector<LayerSchema> layers;
        for (const auto& layer : info().layers) {
            layers.push_back(layer.schema);
        }
        m_page.setWorkspace(QString::fromStdString(workspace().string()), std::move(layers));
        m_page.resize(1400, 900);
        m_page.show();
    }

    std::filesystem::path workspace() const { return m_folder / "office.gpkg"; }
    jobs::WorkspaceInfoJob::Summary info() const {
        return *jobs::WorkspaceInfoJob(workspace()).run({});
    }
    std::uint64_t parcels() const {
        for (const auto& layer : info().layers) {
            if (layer.schema.name == "parcel") {
                return layer.rows;
            }
        }
        return 0;
    }
    void drop(const char* name, const char* content) {
        test::writeBytes(m_folder / name, content);
        m_page.addFiles({QString::fromStdString((m_folder / name).string())});
        EXPECT_TRUE(settles());
    }
    bool settles() {
        return waitUntil([&] { return m_runner.jobs().empty(); });
    }
    QPushButton& button(const QString& start) {
        for (QPushButton* const one : m_page.findChildren<QPushButton*>()) {
            if (one->text().startsWith(start)) {
                return *one;
            }
        }
        ADD_FAILURE() << "no button " << start.toStdString();
        static QPushButton none;
        return none;
    }
    /// The text of the card of an aspect.
    QString card(ImportAspect aspect) {
        QString text;
        const auto* const one =
            m_page.findChildren<JudgementCard*>()[static_cast<qsizetype>(aspect)];
        for (const QLabel* const label : one->findChildren<QLabel*>()) {
            text += label->text() + u'\n';
        }
        return text;
    }
    /// The list of fields that the column `source` may fill.
    QComboBox* choicesFor(const QString& source) {
        for (QComboBox* const one : m_page.findChildren<QComboBox*>()) {
            if (one->accessibleName() == source) {
                return one;
            }
        }
        return nullptr;
    }

    test::TemporaryFolder m_folder;
    JobRunner m_runner;
    ImportPage m_page{m_runner};
    test::EventLoopWatch m_watch;
};

} // namespace

TEST_F(ImportPageTest, ShowsWhatWouldHappenAndWritesNothing) {
    const auto before = test::bytesOf(workspace());
    drop("parcels.geojson", kParcels);
    ASSERT_TRUE(m_page.drafts().front()->isReady());
    EXPECT_TRUE(card(ImportAspect::Place).contains(QStringLiteral("EPSG:4548")));
    EXPECT_TRUE(card(ImportAspect::Classes).contains(QStringLiteral("Codes known: 2 of 2")))
        << card(ImportAspect::Classes).toStdString();
    EXPECT_EQ(button(QStringLiteral("Bring in")).text(), QStringLiteral("Bring in 2 rows"));
    EXPECT_EQ(test::bytesOf(workspace()), before);
}

TEST_F(ImportPageTest, StoresTheRowsWhenToldTo) {
    drop("parcels.geojson", kParcels);
    QSignalSpy stored(&m_page, &ImportPage::imported);
    button(QStringLiteral("Bring in")).click();
    ASSERT_TRUE(waitUntil([&] { return stored.size() == 1; }));
    EXPECT_EQ(parcels(), 2U);
    EXPECT_TRUE(m_page.drafts().empty());
    EXPECT_FALSE(button(QStringLiteral("Bring in")).isEnabled());
}

TEST_F(ImportPageTest, TakesTheFieldThatTheUserChooses) {
    drop("parcels.geojson", kParcels);
    QComboBox* const choices = choicesFor(QStringLiteral("XYZ"));
    ASSERT_NE(choices, nullptr);
    EXPECT_EQ(choices->currentData().toString(), QString());
    choices->setCurrentIndex(choices->findData(QStringLiteral("holder")));
    Q_EMIT choices->activated(choices->currentIndex());
    ASSERT_TRUE(settles());
    const auto& fields = (*m_page.drafts().front()->outcome)->layers.front().fields;
    EXPECT_TRUE(std::any_of(fields.begin(), fields.end(), [](const auto& field) {
        return field.source == "XYZ" && field.target == "holder" &&
               field.reason == MatchReason::Chosen;
    }));
}

TEST_F(ImportPageTest, SaysWhyAFileCannotComeInAndTakesTheOthers) {
    drop("parcels.geojson", kParcels);
    drop("old.dwg", "AC1027 binary drawing");
    EXPECT_FALSE(m_page.drafts().back()->isReady());
    EXPECT_TRUE(card(ImportAspect::Rows).contains(QStringLiteral("DXF")))
        << card(ImportAspect::Rows).toStdString();
    EXPECT_EQ(button(QStringLiteral("Bring in")).text(), QStringLiteral("Bring in 2 rows"));
    EXPECT_TRUE(button(QStringLiteral("Bring in")).isEnabled());
}

TEST_F(ImportPageTest, LeavesOutFilesThatAreNotTicked) {
    drop("parcels.geojson", kParcels);
    m_page.findChild<QListWidget*>()->item(0)->setCheckState(Qt::Unchecked);
    EXPECT_EQ(button(QStringLiteral("Bring in")).text(), QStringLiteral("Bring in 0 rows"));
    EXPECT_FALSE(button(QStringLiteral("Bring in")).isEnabled());
}

TEST_F(ImportPageTest, TakesTheSystemThatTheUserChooses) {
    drop("parcels.geojson", kParcels);
    auto& cards =
        *m_page.findChildren<JudgementCard*>()[static_cast<qsizetype>(ImportAspect::Place)];
    Q_EMIT cards.chosen(QStringLiteral("EPSG:4549")); // the next zone: three degrees further east
    ASSERT_TRUE(settles());
    const auto& outcome = *m_page.drafts().front()->outcome;
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->layers.front().crs, "EPSG:4549");
    EXPECT_TRUE(card(ImportAspect::Place).contains(QStringLiteral("EPSG:4549")));
}

TEST_F(ImportPageTest, ForgetsFilesThatAreCancelled) {
    drop("parcels.geojson", kParcels);
    QSignalSpy left(&m_page, &ImportPage::left);
    button(QStringLiteral("Cancel")).click();
    EXPECT_EQ(left.size(), 1);
    EXPECT_TRUE(m_page.drafts().empty());
    EXPECT_EQ(parcels(), 0U);
}

TEST_F(ImportPageTest, GoesOnWhenAnotherWorkspaceIsOpenedMeanwhile) {
    drop("parcels.geojson", kParcels);
    drop("more.geojson", kParcels); // the same numbers: the second file would be refused
    QSignalSpy stored(&m_page, &ImportPage::imported);
    button(QStringLiteral("Bring in")).click();
    m_page.setWorkspace(QString::fromStdString(m_folder.file("other.gpkg")), {});
    EXPECT_TRUE(m_page.drafts().empty());
    ASSERT_TRUE(waitUntil([&] { return stored.size() == 1; }));
    EXPECT_EQ(parcels(), 2U); // of the file that was under way, where it was meant to go
}

TEST_F(ImportPageTest, SpeaksTheLanguageOfTheWindow) {
    drop("parcels.geojson", kParcels);
    jobs::useLanguage(jobs::Language::Chinese);
    QCoreApplication::processEvents();
    EXPECT_EQ(button(QStringLiteral("导入")).text(), QStringLiteral("导入 2 行"));
    jobs::useLanguage(jobs::Language::English);
}

} // namespace tuban::app

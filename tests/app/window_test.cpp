#include "app/layer_tree.h"
#include "app/main_window.h"
#include "event_loop_watch.h"
#include "jobs/new_workspace_job.h"
#include "support/temporary_folder.h"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

#include <filesystem>
#include <gtest/gtest.h>

namespace tuban::app {

using test::waitUntil;

namespace {

class Window : public ::testing::Test {
protected:
    void SetUp() override {
        jobs::useLanguage(jobs::Language::English);
        m_window.resize(1280, 800);
        m_window.show();
    }

    /// An empty workspace.
    QString newWorkspace() {
        const auto path = m_folder.path() / "a.gpkg";
        const auto made = jobs::NewWorkspaceJob({.path = path, .crs = "EPSG:4548"}).run({});
        EXPECT_TRUE(made) << (made ? "" : made.error().detail);
        return QString::fromStdString(path.string());
    }
    bool settles() {
        return waitUntil([&] { return m_window.isSettled(); });
    }
    bool opens(const QString& path) {
        m_window.openFile(path);
        return settles() && m_window.document() != nullptr;
    }
    QString message() const { return m_window.messages().texts().value(0); }

    test::TemporaryFolder m_folder;
    Settings m_settings;
    mutable MainWindow m_window{m_settings};
    test::EventLoopWatch m_watch;
};

} // namespace

TEST_F(Window, BeginsWithTheStartPage) {
    EXPECT_EQ(m_window.document(), nullptr);
    EXPECT_TRUE(m_window.findChild<StartPage*>()->isVisible());
    EXPECT_EQ(m_window.windowTitle(), QStringLiteral("Start — Tuban"));
}

TEST_F(Window, OpensAWorkspaceAndWritesNothingIntoItsFolder) {
    const QString path = newWorkspace();
    const auto before = test::stateOf(m_folder.path());
    ASSERT_TRUE(opens(path));
    EXPECT_FALSE(m_window.findChild<StartPage*>()->isVisible());
    EXPECT_TRUE(m_window.findChild<LayerTree*>()->isVisible());
    EXPECT_EQ(m_window.windowTitle(), QStringLiteral("a.gpkg — Tuban"));
    m_window.closeWorkspace();
    EXPECT_TRUE(m_window.findChild<StartPage*>()->isVisible());
    EXPECT_EQ(test::stateOf(m_folder.path()), before);
}

TEST_F(Window, SaysWhyAFileWasNotOpenedAndStaysUsable) {
    m_window.openFile(QStringLiteral("/nowhere/a.gpkg"));
    ASSERT_TRUE(settles());
    EXPECT_TRUE(message().startsWith(QStringLiteral("a.gpkg was not opened.")))
        << message().toStdString();
    test::writeBytes(m_folder / "noise.gpkg", "no database at all");
    m_window.openFile(QString::fromStdString(m_folder.file("noise.gpkg")));
    ASSERT_TRUE(settles());
    EXPECT_TRUE(message().startsWith(QStringLiteral("noise.gpkg was not opened.")));
    EXPECT_EQ(m_window.messages().texts().size(), 2);
    EXPECT_TRUE(opens(newWorkspace()));
}

TEST_F(Window, OpensAFileThatMayOnlyBeRead) {
    const QString path = newWorkspace();
    std::filesystem::permissions(path.toStdString(), std::filesystem::perms::owner_read);
    EXPECT_TRUE(opens(path));
}

TEST_F(Window, TakesFilesThatAreDropped) {
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(newWorkspace())});
    QDragEnterEvent enter(QPoint(600, 400), Qt::CopyAction, &dropped, Qt::LeftButton, {});
    QApplication::sendEvent(&m_window, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(600, 400), Qt::CopyAction, &dropped, Qt::LeftButton, {});
    QApplication::sendEvent(&m_window, &drop);
    ASSERT_TRUE(settles());
    EXPECT_NE(m_window.document(), nullptr);
}

TEST_F(Window, SpeaksTheOtherLanguageAtOnce) {
    ASSERT_TRUE(opens(newWorkspace()));
    m_window.commands().action("language-zh")->trigger();
    QApplication::processEvents();
    EXPECT_EQ(m_window.windowTitle(), QStringLiteral("a.gpkg — 图斑"));
    EXPECT_EQ(m_window.commands().action("close")->iconText(), QStringLiteral("关闭工程"));
    m_window.commands().action("language-en")->trigger();
    QApplication::processEvents();
    EXPECT_EQ(m_window.commands().action("close")->iconText(),
              QStringLiteral("Close the workspace"));
}

TEST_F(Window, ListsWhatWasOpenedOnTheStartPage) {
    const QString path = newWorkspace();
    ASSERT_TRUE(opens(path));
    m_window.closeWorkspace();
    auto* const go = m_window.findChild<QPushButton*>(QStringLiteral("continue"));
    ASSERT_NE(go, nullptr);
    QTest::mouseClick(go, Qt::LeftButton);
    ASSERT_TRUE(settles());
    ASSERT_NE(m_window.document(), nullptr);
    EXPECT_EQ(m_window.document()->path(), path);
}

TEST_F(Window, EveryCommandHasANameAndKeysAreGivenOnce) {
    QStringList keys;
    for (const Command& command : commandTable()) {
        const QAction* const action = m_window.commands().action(command.id);
        EXPECT_FALSE(action->iconText().isEmpty()) << command.id;
        EXPECT_TRUE(*command.icon == '\0' || !action->icon().isNull()) << command.icon;
        for (const QKeySequence& key : action->shortcuts()) {
            EXPECT_FALSE(keys.contains(key.toString())) << key.toString().toStdString();
            keys.append(key.toString());
        }
    }
}

} // namespace tuban::app

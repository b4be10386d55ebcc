#include "app/canvas/map_decor.h"
#include "app/docks/findings_panel.h"
#include "jobs/new_workspace_job.h"
#include "map_fixture.h"

#include <QClipboard>
#include <QLineEdit>
#include <QWheelEvent>

#include <cmath>
#include <gmock/gmock.h>

namespace tuban::app {

using test::waitUntil;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_F(MapWindow, ShowsTheWholeMapAndItsColours) {
    const QImage picture = canvas().grab().toImage();
    const auto colourAt = [&](double east, double north) {
        return picture.pixelColor(at(east, north));
    };
    EXPECT_NE(colourAt(25, 25), colourAt(175, 175)) << "C is industrial, B residential";
    EXPECT_EQ(colourAt(20, 20), colourAt(20, 180)) << "C and A are both industrial";
}

TEST_F(MapWindow, TheWheelKeepsThePlaceUnderThePointer) {
    const QPoint pointer = at(150, 50);
    const auto before = canvas().view();
    const QPointF position(pointer);
    QWheelEvent wheel(position,
                      canvas().mapToGlobal(position),
                      {},
                      QPoint(0, 120),
                      Qt::NoButton,
                      {},
                      Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&canvas(), &wheel);
    EXPECT_NEAR(before.unitsPerPixel / canvas().view().unitsPerPixel, 1.5, 1e-9);
    EXPECT_LE((at(150, 50) - pointer).manhattanLength(), 2);
}

TEST_F(MapWindow, MiddleButtonSpaceAndArrowsPanInEveryTool) {
    for (const char* tool : {"tool-select", "tool-lasso", "tool-distance"}) {
        m_window.desk().useTool(tool);
        QPoint corner = at(0, 0);
        drag({400, 300}, {440, 320}, Qt::MiddleButton);
        EXPECT_LE((at(0, 0) - corner - QPoint(40, 20)).manhattanLength(), 2) << tool;
        corner = at(0, 0);
        QTest::keyPress(&canvas(), Qt::Key_Space);
        move({400, 300});
        corner = at(0, 0);
        move({390, 300});
        QTest::keyRelease(&canvas(), Qt::Key_Space);
        EXPECT_LE((at(0, 0) - corner - QPoint(-10, 0)).manhattanLength(), 2) << tool;
        corner = at(0, 0);
        QTest::keyClick(&canvas(), Qt::Key_Right);
        EXPECT_LT(at(0, 0).x(), corner.x()) << tool;
    }
}

TEST_F(MapWindow, ShiftAndDragZoomsToTheBox) {
    drag(at(0, 100), at(100, 0), Qt::LeftButton, Qt::ShiftModifier);
    const auto extent = canvas().view().extent();
    EXPECT_LE(extent.minX, kEast + 1);
    EXPECT_GE(extent.maxX, kEast + 99);
    EXPECT_LT(extent.maxY - extent.minY, 2 * kSide);
    EXPECT_THAT(selected(), IsEmpty());
}

TEST_F(MapWindow, GoesBackAndForthBetweenViews) {
    ASSERT_TRUE(QTest::qWaitFor([&] { return settles(); }));
    QTest::qWait(400); // the first view comes to rest
    const auto first = canvas().view();
    canvas().zoomBy(4.0);
    const auto second = canvas().view();
    canvas().goBack();
    EXPECT_EQ(canvas().view().unitsPerPixel, first.unitsPerPixel);
    canvas().goForward();
    EXPECT_EQ(canvas().view().unitsPerPixel, second.unitsPerPixel);
}

TEST_F(MapWindow, AClickSelectsAndTellsWhatItIs) {
    click(at(150, 150));
    EXPECT_THAT(selected(), ElementsAre("B"));
    EXPECT_EQ(selection().planarArea(), Area::hectares(1.0));
    const auto lines = m_window.findChild<FeaturePanel*>()->list().findItems(
        QStringLiteral("Planar area"), Qt::MatchExactly);
    ASSERT_EQ(lines.size(), 1);
    EXPECT_TRUE(lines.front()->text(1).startsWith(QStringLiteral("1.0000 ha")));
    click(at(50, 50), Qt::ShiftModifier);
    EXPECT_THAT(selected(), ElementsAre("B", "C"));
    click(at(50, 50), Qt::ControlModifier);
    EXPECT_THAT(selected(), ElementsAre("B"));
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    EXPECT_THAT(selected(), IsEmpty());
}

TEST_F(MapWindow, ABoxToTheRightTakesWhatIsInsideOneToTheLeftWhatItTouches) {
    drag(at(-10, 210), at(150, 90), Qt::LeftButton);
    ASSERT_TRUE(settles());
    EXPECT_THAT(selected(), ElementsAre("A"));
    drag(at(150, 90), at(-10, 210), Qt::LeftButton);
    ASSERT_TRUE(settles());
    EXPECT_THAT(selected(), ElementsAre("A", "B", "C", "D"));
}

TEST_F(MapWindow, TheLassoTakesWhatItEncloses) {
    m_window.desk().useTool("tool-lasso");
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, at(-10, -10));
    for (const QPoint corner : {at(110, -10), at(110, 110), at(-10, 110)}) {
        move(corner, Qt::LeftButton);
    }
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, at(-10, 50));
    ASSERT_TRUE(settles());
    EXPECT_THAT(selected(), ElementsAre("C"));
}

TEST_F(MapWindow, MeasuresWithTheHabitsOfDrawing) {
    m_window.desk().useTool("tool-distance");
    auto* const tool = dynamic_cast<MeasureTool*>(canvas().tool());
    ASSERT_NE(tool, nullptr);
    click(at(0, 0));
    click(at(100, 0));
    click(at(100, 100));
    QTest::keyClick(&canvas(), Qt::Key_Backspace);
    EXPECT_EQ(tool->points().size(), 2U);
    QTest::keyClick(&canvas(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(tool->points().size(), 1U);
    click(at(100, 0));
    QTest::mouseClick(&canvas(), Qt::RightButton, {}, at(50, 50));
    EXPECT_FALSE(tool->isDrawing());
    const QStringList lines = tool->description();
    ASSERT_EQ(lines.size(), 2);
    EXPECT_TRUE(lines[0].startsWith(QStringLiteral("planar ")));
    EXPECT_TRUE(lines[1].startsWith(QStringLiteral("ellipsoidal ")));
    EXPECT_NEAR(lines[0].split(u' ')[1].toDouble(), 100.0, 1.0);
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    EXPECT_EQ(m_window.desk().toolInUse(), "tool-select");
}

TEST_F(MapWindow, FindsParcelsCommandsAndCoordinatesInOneBox) {
    SearchBox& box = m_window.desk().search();
    m_window.commands().action("search")->trigger();
    QTest::keyClicks(&box, QStringLiteral("d"));
    ASSERT_TRUE(waitUntil([&] {
        return !box.results().findItems(QStringLiteral("D   Parcels"), Qt::MatchExactly).isEmpty();
    }));
    box.results().setCurrentItem(
        box.results().findItems(QStringLiteral("D   Parcels"), Qt::MatchExactly).front());
    QTest::keyClick(&box, Qt::Key_Return);
    EXPECT_THAT(selected(), ElementsAre("D"));
    QTest::keyClicks(&box, QStringLiteral("490050 4300050"));
    QTest::keyClick(&box, Qt::Key_Return);
    EXPECT_NEAR(canvas().view().centre.x, kEast + 50, 1e-6);
    EXPECT_NEAR(canvas().view().centre.y, kNorth + 50, 1e-6);
}

TEST_F(MapWindow, TableAndMapSelectTheSameRows) {
    m_window.commands().action("table")->trigger();
    TablePanel& panel = m_window.desk().table();
    ASSERT_TRUE(waitUntil([&] { return panel.model().rowCount() == 4; }));
    TableView& view = panel.view();
    const auto cell = [&](int line) {
        return view.visualRect(panel.model().index(line, 0)).center();
    };
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, cell(0));
    EXPECT_THAT(selected(), ElementsAre("A"));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier, cell(2));
    EXPECT_THAT(selected(), ElementsAre("A", "B", "C"));
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    EXPECT_TRUE(lines[0].startsWith(QStringLiteral("Parcel number\tPlanned land-use class")));
    EXPECT_TRUE(lines[1].startsWith(QStringLiteral("A\t1001")));
    panel.selectWhere(QStringLiteral("class_code = '1001'"));
    ASSERT_TRUE(settles());
    EXPECT_THAT(selected(), ElementsAre("A", "C"));
}

TEST_F(MapWindow, AHiddenLayerIsNeitherSeenNorFound) {
    auto layers = m_window.document()->scene().layers;
    for (auto& layer : layers) {
        layer.visible = false;
    }
    const_cast<Document*>(m_window.document())->arrange(layers); // NOLINT: as the tree does
    click(at(50, 50));
    EXPECT_THAT(selected(), IsEmpty());
}

TEST_F(MapWindow, LookingAroundWritesNothingIntoTheWorkspace) {
    const auto before = test::stateOf(m_folder.path());
    click(at(50, 50));
    m_window.commands().action("check")->trigger();
    ASSERT_TRUE(settles());
    m_window.closeWorkspace();
    EXPECT_EQ(test::stateOf(m_folder.path()), before);
}

TEST_F(MapWindow, ListsWhatHasToBeMendedFirst) {
    const auto sample = m_folder.path() / "sample.gpkg";
    ASSERT_TRUE(jobs::NewWorkspaceJob({.path = sample, .sample = "ziya"}).run({}));
    m_window.openFile(QString::fromStdString(sample.string()));
    ASSERT_TRUE(settles());
    m_window.commands().action("check")->trigger();
    ASSERT_TRUE(settles());
    const auto* const list = m_window.findChild<FindingsPanel*>()->findChild<QTreeWidget*>();
    QStringList kinds;
    for (int i = 0; i < list->topLevelItemCount(); ++i) {
        const QString kind = list->topLevelItem(i)->text(0);
        if (kinds.isEmpty() || kinds.back() != kind) {
            kinds.append(kind);
        }
    }
    ASSERT_GT(kinds.size(), 1);
    const QStringList order{QStringLiteral("fault"),
                            QStringLiteral("warning"),
                            QStringLiteral("advice"),
                            QStringLiteral("note")};
    QStringList sorted;
    for (const QString& kind : order) {
        if (kinds.contains(kind)) {
            sorted.append(kind);
        }
    }
    EXPECT_EQ(kinds, sorted);
}

TEST_F(MapWindow, UndoTakesTheLastStepBackAndRedoBringsItAgain) {
    ASSERT_EQ(m_window.document()->loaded().table("parcel")->size(), 4U);
    m_window.commands().action("undo")->trigger();
    ASSERT_TRUE(settles());
    EXPECT_EQ(m_window.document()->loaded().table("parcel")->size(), 3U);
    m_window.commands().action("redo")->trigger();
    ASSERT_TRUE(settles());
    EXPECT_EQ(m_window.document()->loaded().table("parcel")->size(), 4U);
}

TEST(ScaleBar, HasARoundLengthThatFits) {
    const render::Viewport view{.unitsPerPixel = 7.3, .width = 800, .height = 600};
    const ScaleBarLength bar = scaleBarLength(view, 190.0);
    EXPECT_EQ(bar.metres, 1000.0);
    EXPECT_NEAR(bar.pixels, 1000.0 / 7.3, 1e-9);
    EXPECT_GE(gridStep(view, 120.0), 7.3 * 120.0);
    EXPECT_EQ(gridStep(view, 120.0), 1000.0);
}

} // namespace tuban::app

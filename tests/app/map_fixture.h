#pragma once

#include "app/main_window.h"
#include "event_loop_watch.h"
#include "jobs/edit_operations.h"
#include "jobs/edit_session.h"
#include "jobs/new_workspace_job.h"
#include "support/temporary_folder.h"

#include <QApplication>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <tuple>

namespace tuban::app {

/// A window with a workspace of four square parcels of one hectare each: A B over C D, A in the
/// north-west, from east 490000 and north 4300000 on. Its clicks and keys are those of a hand.
class MapWindow : public ::testing::Test {
protected:
    static constexpr double kEast = 490000.0;
    static constexpr double kNorth = 4300000.0;
    static constexpr double kSide = 100.0;

    void SetUp() override {
        jobs::useLanguage(jobs::Language::English);
        makeWorkspace();
        m_window.resize(1280, 800);
        m_window.show();
        m_window.openFile(QString::fromStdString(m_path.string()));
        ASSERT_TRUE(settles());
        ASSERT_NE(m_window.document(), nullptr);
    }

    bool settles() {
        return test::waitUntil([&] { return m_window.isSettled(); });
    }
    MapCanvas& canvas() { return m_window.desk().canvas(); }
    Selection& selection() { return m_window.desk().selection(); }
    /// Numbers of the selected parcels.
    std::vector<std::string> selected() {
        std::vector<std::string> names;
        for (const std::uint32_t row : selection().rows()) {
            names.push_back(selection().table()->nameOf(row));
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    /// A place on the map in pixels of the canvas, metres from the lower left corner of C.
    QPoint at(double east, double north) {
        const auto pixel = canvas().view().toPixel({kEast + east, kNorth + north});
        return {qRound(pixel.x), qRound(pixel.y)};
    }
    void click(QPoint place, Qt::KeyboardModifiers keys = {}) {
        QTest::mouseClick(&canvas(), Qt::LeftButton, keys, place);
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button, Qt::KeyboardModifiers keys = {}) {
        QTest::mousePress(&canvas(), button, keys, from);
        for (int step = 1; step <= 4; ++step) {
            move(from + (to - from) * step / 4, button, keys);
        }
        QTest::mouseRelease(&canvas(), button, keys, to);
    }
    void move(QPoint to, Qt::MouseButton button = Qt::NoButton, Qt::KeyboardModifiers keys = {}) {
        QMouseEvent event(QEvent::MouseMove,
                          QPointF(to),
                          canvas().mapToGlobal(QPointF(to)),
                          Qt::NoButton,
                          button,
                          keys);
        QApplication::sendEvent(&canvas(), &event);
    }

    test::TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "four.gpkg";
    Settings m_settings;
    MainWindow m_window{m_settings};
    test::EventLoopWatch m_watch;

private:
    void makeWorkspace() {
        ASSERT_TRUE(jobs::NewWorkspaceJob({.path = m_path, .crs = "EPSG:4548"}).run({}));
        auto session = jobs::EditSession::open(m_path, "test", {});
        ASSERT_TRUE(session);
        const std::tuple<const char*, const char*, int, int> parcels[] = {
            {"A", "1001", 0, 1}, {"B", "0701", 1, 1}, {"C", "1001", 0, 0}, {"D", "1401", 1, 0}};
        for (const auto& [number, code, column, row] : parcels) {
            const auto x = [&, c = column](int corner) {
                return std::to_string(std::lround(kEast + (c + corner) * kSide));
            };
            const auto y = [&, r = row](int corner) {
                return std::to_string(std::lround(kNorth + (r + corner) * kSide));
            };
            const std::string wkt = "POLYGON ((" + x(0) + " " + y(0) + ", " + x(1) + " " + y(0) +
                                    ", " + x(1) + " " + y(1) + ", " + x(0) + " " + y(1) + ", " +
                                    x(0) + " " + y(0) + "))";
            const std::string answer =
                jobs::runOperation(*session,
                                   R"({"op":"insert","layer":"parcel","geometry":")" + wkt +
                                       R"(","values":{"parcel_no":")" + number +
                                       R"(","class_code":")" + code + R"("}})")
                    .json;
            ASSERT_NE(answer.find(R"("ok":true)"), std::string::npos) << answer;
        }
    }
};

} // namespace tuban::app

#include "app/job_runner.h"
#include "app/jobs_strip.h"
#include "event_loop_watch.h"

#include <gtest/gtest.h>

namespace tuban::app {

using test::waitUntil;

namespace {

/// Works until it is cancelled; its result says that it was.
bool untilCancelled(const Progress& progress) {
    for (double done = 0.0; !progress.cancelled(); done += (1.0 - done) / 1000.0) {
        progress.report(done);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

} // namespace

TEST(JobRunner, BringsTheResultToTheThreadThatAsked) {
    const test::EventLoopWatch watch;
    JobRunner runner;
    std::thread::id worker;
    std::thread::id receiver;
    int result = 0;
    runner.run(
        QStringLiteral("sum"),
        [&](const Progress&) {
            worker = std::this_thread::get_id();
            return 42;
        },
        [&](int value) {
            receiver = std::this_thread::get_id();
            result = value;
        });
    ASSERT_TRUE(waitUntil([&] { return result != 0; }));
    EXPECT_EQ(result, 42);
    EXPECT_EQ(receiver, std::this_thread::get_id());
    EXPECT_NE(worker, receiver);
    EXPECT_TRUE(runner.jobs().empty());
}

TEST(JobRunner, TellsHowFarItIsAndStopsWhenAsked) {
    const test::EventLoopWatch watch;
    JobRunner runner;
    bool stopped = false;
    const int id =
        runner.run(QStringLiteral("long"), untilCancelled, [&](bool was) { stopped = was; });
    ASSERT_TRUE(waitUntil([&] { return runner.jobs().front().fraction > 0.01; }));
    runner.cancel(id);
    ASSERT_TRUE(waitUntil([&] { return stopped; }));
}

TEST(JobRunner, WaitsForItsThreadsWhenItGoes) {
    bool done = false;
    {
        JobRunner runner;
        runner.run(QStringLiteral("long"), untilCancelled, [&](bool) { done = true; });
    }
    QCoreApplication::processEvents();
    EXPECT_FALSE(done) << "nobody is there any more to receive the result";
}

TEST(JobsStrip, IsSeenWhileALongJobRunsAndItsButtonStopsIt) {
    const test::EventLoopWatch watch;
    JobRunner runner;
    QWidget window;
    auto* const strip = new JobsStrip(runner, &window);
    window.show();
    EXPECT_TRUE(strip->isHidden());
    bool stopped = false;
    runner.run(QStringLiteral("long"), untilCancelled, [&](bool) { stopped = true; });
    ASSERT_TRUE(waitUntil([&] { return strip->isVisible(); }));
    QTest::mouseClick(strip->findChild<QPushButton*>(), Qt::LeftButton);
    ASSERT_TRUE(waitUntil([&] { return stopped; }));
    EXPECT_TRUE(waitUntil([&] { return strip->isHidden(); }));
}

} // namespace tuban::app

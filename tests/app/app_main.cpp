// The main function of tests with widgets: one application for all of them, in a home of its own.

#include "app/theme.h"
#include "jobs/language.h"
#include "support/temporary_folder.h"

#include <QApplication>

#include <cstdlib>
#include <gtest/gtest.h>

int main(int argc, char** argv) {
    const tuban::test::TemporaryFolder home;
    setenv("XDG_CONFIG_HOME", home.file("config").c_str(), 1);
    setenv("XDG_DATA_HOME", home.file("data").c_str(), 1);
    setenv("XDG_CACHE_HOME", home.file("cache").c_str(), 1);
    ::testing::InitGoogleTest(&argc, argv);
    QApplication application(argc, argv);
    tuban::app::theme::apply(tuban::app::Appearance::Light, tuban::jobs::Language::English);
    return RUN_ALL_TESTS();
}

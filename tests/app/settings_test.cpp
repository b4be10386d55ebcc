#include "app/settings.h"

#include <gtest/gtest.h>

namespace tuban::app {

TEST(Settings, RemembersWhatWasChosen) {
    Settings().setLanguage(jobs::Language::Chinese);
    Settings().setAppearance(Appearance::Dark);
    Settings().setAreaUnit(jobs::AreaUnit::Mu);
    EXPECT_EQ(Settings().language(), jobs::Language::Chinese);
    EXPECT_EQ(Settings().appearance(), Appearance::Dark);
    EXPECT_EQ(Settings().areaUnit(), jobs::AreaUnit::Mu);
    EXPECT_TRUE(Settings().write());
}

TEST(Settings, ListsTheLastFileFirstAndEachOnce) {
    Settings settings;
    const auto file = [](const char* path) {
        return RecentFile{QString::fromLatin1(path), {}, {}, QDateTime::currentDateTime()};
    };
    settings.addRecent(file("/a"));
    settings.addRecent(file("/b"));
    settings.addRecent(file("/a"));
    const auto recent = settings.recent();
    ASSERT_EQ(recent.size(), 2U);
    EXPECT_EQ(recent[0].path, QStringLiteral("/a"));
    EXPECT_EQ(recent[1].path, QStringLiteral("/b"));
}

TEST(Settings, KeepPicturesOfDifferentWorkspacesApart) {
    EXPECT_NE(Settings::thumbnailOf(QStringLiteral("/a.gpkg")),
              Settings::thumbnailOf(QStringLiteral("/b.gpkg")));
}

} // namespace tuban::app

#include "app/icons.h"
#include "app/theme.h"

#include <QApplication>
#include <QImage>

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace tuban::app {

namespace {

/// @source WCAG 2.1, definitions of relative luminance and contrast ratio.
double luminance(const QColor& colour) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const char* a, const char* b) {
    const double first = luminance(theme::colour(a));
    const double second = luminance(theme::colour(b));
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

class BothAppearances : public ::testing::TestWithParam<Appearance> {
protected:
    void SetUp() override { theme::apply(GetParam(), jobs::Language::English); }
    void TearDown() override { theme::apply(Appearance::Light, jobs::Language::English); }
};

} // namespace

TEST_P(BothAppearances, TextsStandOutFromTheirGround) {
    const std::pair<const char*, const char*> pairs[] = {{"text", "window"},
                                                         {"text", "base"},
                                                         {"secondary", "window"},
                                                         {"hint", "window"},
                                                         {"accent", "window"},
                                                         {"on_accent", "accent"},
                                                         {"selected_text", "selected"},
                                                         {"met", "met_tint"},
                                                         {"near", "near_tint"},
                                                         {"broken", "broken_tint"},
                                                         {"unknown", "unknown_tint"}};
    for (const auto& [text, ground] : pairs) {
        EXPECT_GE(contrast(text, ground), 4.5) << text << " on " << ground;
    }
}

TEST_P(BothAppearances, IconsTakeTheColourOfTexts) {
    const QImage drawn = icon("balance").pixmap(22, 22).toImage();
    const QColor text = theme::colour("text");
    bool found = false;
    for (int y = 0; y < drawn.height(); ++y) {
        for (int x = 0; x < drawn.width(); ++x) {
            const QColor pixel = drawn.pixelColor(x, y);
            found = found || (pixel.alpha() > 200 && std::abs(pixel.red() - text.red()) < 8);
        }
    }
    EXPECT_TRUE(found);
}

TEST_P(BothAppearances, TheStyleSheetNamesNothingThatTheFileLacks) {
    EXPECT_FALSE(qApp->styleSheet().isEmpty());
    EXPECT_FALSE(qApp->styleSheet().contains(u'@'));
}

INSTANTIATE_TEST_SUITE_P(LightAndDark,
                         BothAppearances,
                         ::testing::Values(Appearance::Light, Appearance::Dark));

TEST(Icons, AreEmptyWithoutAFile) {
    EXPECT_TRUE(icon("no-such-icon").isNull());
}

} // namespace tuban::app

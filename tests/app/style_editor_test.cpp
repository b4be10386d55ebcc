#include "app/style/colour_button.h"
#include "app/style/style_editor.h"
#include "event_loop_watch.h"
#include "jobs/language.h"
#include "support/temporary_folder.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace tuban::app {

using test::waitUntil;

namespace {

class StyleEditorTest : public ::testing::Test {
protected:
    void SetUp() override {
        jobs::useLanguage(jobs::Language::English);
        auto table = std::make_shared<AttributeTable>(
            LayerSchema{.name = "parcel",
                        .title = {"宗地", "Parcels"},
                        .geometry = GeometryKind::Polygon,
                        .fields = {{.name = "use", .title = {"用途", "Use"}}}});
        for (const char* use : {"A", "B"}) {
            table->append(Uuid(), {std::string(use)}, {});
        }
        table->finish();
        Rule rule;
        rule.title = {"全部", "Everything"};
        rule.symbolizers = {PolygonSymbolizer{.fill = Fill{}, .stroke = Stroke{}}};
        m_editor.showLayer(
            QStringLiteral("Parcels"), render::MapGeometry::Polygons, table, {.rules = {rule}}, {});
        m_editor.show();
    }

    QPushButton& button(const QString& text) {
        for (QPushButton* const one : m_editor.findChildren<QPushButton*>()) {
            if (one->text() == text) {
                return *one;
            }
        }
        ADD_FAILURE() << "no button " << text.toStdString();
        static QPushButton none;
        return none;
    }

    StyleEditor m_editor;
    QSignalSpy m_changed{&m_editor, &StyleEditor::styleChanged};
    QSignalSpy m_said{&m_editor, &StyleEditor::said};
    test::TemporaryFolder m_folder;
    test::EventLoopWatch m_watch;
};

} // namespace

TEST_F(StyleEditorTest, ListsTheRules) {
    const auto* const rules = m_editor.findChild<QTreeWidget*>();
    ASSERT_EQ(rules->topLevelItemCount(), 1);
    EXPECT_EQ(rules->topLevelItem(0)->text(0), QStringLiteral("Everything"));
    EXPECT_FALSE(rules->topLevelItem(0)->icon(0).isNull());
    EXPECT_EQ(m_changed.size(), 0);
}

TEST_F(StyleEditorTest, TellsOnceThatColoursWereChanged) {
    auto* const fill = m_editor.findChildren<ColourButton*>().front();
    for (const std::uint8_t red : {std::uint8_t{10}, std::uint8_t{20}}) {
        fill->setColour(Rgb{red, 0, 0});
        Q_EMIT fill->chosen();
    }
    ASSERT_TRUE(waitUntil([&] { return m_changed.size() == 1; }));
    EXPECT_EQ(lookOf(m_editor.style().rules[0], render::MapGeometry::Polygons).fill,
              (Rgb{20, 0, 0}));
}

TEST_F(StyleEditorTest, MakesCategoriesAndOneSymbolAgain) {
    button(QStringLiteral("A colour for each value")).click();
    EXPECT_EQ(m_editor.style().rules.size(), 3U); // A, B and all others
    ASSERT_TRUE(waitUntil([&] { return m_changed.size() == 1; }));
    button(QStringLiteral("One symbol")).click();
    EXPECT_EQ(m_editor.style().rules.size(), 1U);
}

TEST_F(StyleEditorTest, SavesWhatItLoads) {
    button(QStringLiteral("A colour for each value")).click();
    const Style style = m_editor.style();
    const QString file = QString::fromStdString(m_folder.file("p.sld"));
    m_editor.save(file);
    button(QStringLiteral("One symbol")).click();
    m_editor.load(file);
    EXPECT_EQ(m_editor.style().rules, style.rules);
    EXPECT_EQ(m_said.size(), 1); // that it was saved
}

TEST_F(StyleEditorTest, SaysWhyAFileIsNoStyleAndKeepsItsOwn) {
    const Style style = m_editor.style();
    test::writeBytes(m_folder / "bad.sld", "<StyledLayerDescriptor");
    m_editor.load(QString::fromStdString(m_folder.file("bad.sld")));
    ASSERT_EQ(m_said.size(), 1);
    EXPECT_TRUE(m_said[0][1].toBool());
    EXPECT_EQ(m_editor.style(), style);
    m_editor.save(QStringLiteral("/nowhere/at/all.sld"));
    EXPECT_TRUE(m_said[1][1].toBool());
}

TEST_F(StyleEditorTest, SpeaksTheLanguageOfTheWindow) {
    jobs::useLanguage(jobs::Language::Chinese);
    QCoreApplication::processEvents();
    EXPECT_EQ(m_editor.findChild<QTreeWidget*>()->topLevelItem(0)->text(0), QStringLiteral("全部"));
    button(QStringLiteral("单一符号"));
    jobs::useLanguage(jobs::Language::English);
}

} // namespace tuban::app

#include "model/value_taking.h"

#include <gtest/gtest.h>

namespace tuban {

namespace {

FieldSchema fieldOf(ValueKind kind) {
    return {.name = "field", .kind = kind, .title = {}};
}

FieldValue text(const char* value) {
    return std::string(value);
}

} // namespace

TEST(ValueTaking, ReadsDaysInTheSpellingsOfSurveyFilesAndLedgers) {
    for (const char* day : {"2015-7-31",
                            "2015-07-31",
                            "2015/7/31",
                            "2015.7.31",
                            "20150731",
                            "2015年7月31日",
                            " 2015/07/31 0:00:00",
                            "2015-07-31T00:00:00Z"}) {
        EXPECT_EQ(isoDay(day), "2015-07-31") << day;
    }
}

TEST(ValueTaking, RefusesDaysThatDoNotExistAndTimesThatWouldBeLost) {
    for (const char* day :
         {"2015-02-29", "2015-13-01", "20150732", "31.7.2015", "2015-07-31 08:30", "soon", "2015", ""}) {
        EXPECT_EQ(isoDay(day), std::nullopt) << day;
    }
}

TEST(ValueTaking, ReadsNumbersFromTexts) {
    const FieldSchema real = fieldOf(ValueKind::Real);
    EXPECT_EQ(takenValue(real, text("1,234,567.50")), FieldValue(1234567.5));
    EXPECT_EQ(takenValue(real, text(" -3 ")), FieldValue(-3.0));
    EXPECT_EQ(takenValue(real, std::int64_t{7}), FieldValue(7.0));
    EXPECT_EQ(takenValue(real, text("2.5"), 10000.0), FieldValue(25000.0)) << "hectares";
    for (const char* none : {"1,23", "1.2.3", "12 ha", "1e999", "nan", ",5", "1,2345"}) {
        EXPECT_EQ(takenValue(real, text(none)), std::nullopt) << none;
    }
}

TEST(ValueTaking, TakesWholeNumbersOnlyWithoutLoss) {
    const FieldSchema whole = fieldOf(ValueKind::Integer);
    EXPECT_EQ(takenValue(whole, 12.0), FieldValue(std::int64_t{12}));
    EXPECT_EQ(takenValue(whole, text("12.0")), FieldValue(std::int64_t{12}));
    EXPECT_EQ(takenValue(whole, text("9223372036854775807")), FieldValue(INT64_MAX));
    EXPECT_EQ(takenValue(whole, 12.5), std::nullopt);
    EXPECT_EQ(takenValue(whole, 1e300), std::nullopt);
    EXPECT_EQ(takenValue(whole, text("九")), std::nullopt);
}

TEST(ValueTaking, KeepsTextsAsTheyAreAndNumbersAsShortAsTheyCanBe) {
    const FieldSchema field = fieldOf(ValueKind::Text);
    EXPECT_EQ(takenValue(field, text(" 工业 用地 ")), text(" 工业 用地 "));
    EXPECT_EQ(takenValue(field, std::int64_t{1001}), text("1001"));
    EXPECT_EQ(takenValue(field, 1001.0), text("1001"));
    EXPECT_EQ(takenValue(field, 0.1), text("0.1"));
}

TEST(ValueTaking, TakesBlankTextsForNothing) {
    for (const ValueKind kind : {ValueKind::Text, ValueKind::Integer, ValueKind::Real, ValueKind::Date}) {
        EXPECT_EQ(takenValue(fieldOf(kind), text("  ")), FieldValue());
        EXPECT_EQ(takenValue(fieldOf(kind), FieldValue()), FieldValue());
    }
}

TEST(ValueTaking, PutsTheValueForItsTitle) {
    FieldSchema field = fieldOf(ValueKind::Integer);
    field.codes = {{std::int64_t{0}, {"否", "no"}}, {std::int64_t{1}, {"是", "yes"}}};
    EXPECT_EQ(takenValue(field, text("是")), FieldValue(std::int64_t{1}));
    EXPECT_EQ(takenValue(field, text("no")), FieldValue(std::int64_t{0}));
    EXPECT_EQ(takenValue(field, text("1")), FieldValue(std::int64_t{1}));
    EXPECT_EQ(takenValue(field, text("perhaps")), std::nullopt);
}

} // namespace tuban

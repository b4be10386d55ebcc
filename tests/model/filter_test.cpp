#include "model/filter.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban {

namespace {

using ::testing::HasSubstr;
using Values = std::vector<FieldValue>;

LayerSchema schema() {
    LayerSchema made{.name = "parcel", .title = {"宗地", "Parcels"}};
    made.fields = {
        {.name = "parcel_no", .kind = ValueKind::Text, .title = {"宗地号", "Parcel number"}},
        {.name = "far", .kind = ValueKind::Real, .title = {"容积率", "Floor area ratio"}},
        {.name = "built_up",
         .kind = ValueKind::Integer,
         .title = {"建成区", "Built-up (1 yes, 0 no)"}},
        {.name = "supply_date", .kind = ValueKind::Date, .title = {"供应日期", "Supply date"}},
        {.name = "class_code", .kind = ValueKind::Text, .title = {"规划用地代码", "Class"}}};
    return made;
}

const Values kRow{
    std::string("ZY-001"), 1.5, std::int64_t{1}, std::string("2020-05-01"), std::string("100102")};

bool takes(const std::string& text, const Values& row = kRow) {
    const auto filter = Filter::parse(text, schema());
    EXPECT_TRUE(filter) << text << ": " << (filter ? "" : filter.error().detail);
    return filter && filter->matches(row);
}

Error faultOf(const std::string& text) {
    const auto filter = Filter::parse(text, schema());
    EXPECT_FALSE(filter) << text;
    return filter ? Error{ErrorCode::Cancelled, {}} : filter.error();
}

} // namespace

TEST(Filter, TakesAllRowsWhenItIsEmpty) {
    EXPECT_TRUE(takes(""));
    EXPECT_TRUE(takes("  \t"));
}

TEST(Filter, ComparesByTheKindOfTheField) {
    EXPECT_TRUE(takes("far = 1.5"));
    EXPECT_TRUE(takes("far >= '1.50'"));
    EXPECT_FALSE(takes("far > 1.5"));
    EXPECT_TRUE(takes("far < 10")); // as numbers, not as texts
    EXPECT_TRUE(takes("built_up == 1 and built_up < 1.5 and built_up <> 0.5"));
    EXPECT_TRUE(takes("supply_date >= '2020年1月1日' and supply_date < '2020-06-01'"));
    EXPECT_TRUE(takes("class_code = 100102")); // the digits
    EXPECT_TRUE(takes("2 > far"));
}

TEST(Filter, ComparesWholeNumbersBeyondTheDoublesExactly) {
    const Values row{{}, {}, std::int64_t{9007199254740993}, {}, {}};
    EXPECT_TRUE(takes("built_up = 9007199254740993", row));
    EXPECT_FALSE(takes("built_up = 9007199254740992", row));
    EXPECT_TRUE(takes("built_up > 9007199254740992.0", row));
    EXPECT_TRUE(takes("built_up < 1e300 and built_up > -1e300", row));
}

TEST(Filter, FindsFieldsByTitleInBothLanguages) {
    EXPECT_TRUE(takes("容积率 > 1 and \"Floor area ratio\" < 2 and FAR = 1.5"));
    EXPECT_TRUE(takes("\"Built-up (1 yes, 0 no)\" = 1"));
}

TEST(Filter, HasSqlPrecedence) {
    EXPECT_TRUE(takes("far = 1.5 or far = 2 and far = 3"));
    EXPECT_FALSE(takes("(far = 1.5 or far = 2) and far = 3"));
    EXPECT_TRUE(takes("not far = 2 and not (far = 3 or far = 4)"));
}

TEST(Filter, KnowsListsPatternsAndRanges) {
    EXPECT_TRUE(takes("class_code in ('0701', '100102')"));
    EXPECT_FALSE(takes("class_code not in (0701, 100102)"));
    EXPECT_TRUE(takes("parcel_no like 'zy-%' and parcel_no like '__-0_1' and parcel_no like '%1'"));
    EXPECT_FALSE(takes("parcel_no like 'ZY'"));
    EXPECT_TRUE(takes("parcel_no not like '%2%'"));
    EXPECT_TRUE(takes("far between 1 and 2 and far not between 2 and 3"));
}

TEST(Filter, CountsCharactersNotBytesInPatterns) {
    const Values row{std::string("子牙园区一号"), {}, {}, {}, {}};
    EXPECT_TRUE(takes("parcel_no like '子牙____'", row));
    EXPECT_FALSE(takes("parcel_no like '子牙_____'", row));
    EXPECT_TRUE(takes("parcel_no like '%园_一%'", row));
}

TEST(Filter, TakesNothingForNeitherTrueNorFalse) {
    const Values row{std::string("A"), {}, {}, {}, {}};
    EXPECT_FALSE(takes("far = 1", row));
    EXPECT_FALSE(takes("not far = 1", row));
    EXPECT_TRUE(takes("far is null and parcel_no is not null", row));
    EXPECT_TRUE(takes("far = 1 or parcel_no = 'A'", row));
    EXPECT_FALSE(takes("far not in (1, 2)", row));
    EXPECT_TRUE(takes("not (far = 1 and parcel_no = 'B')", row));
}

TEST(Filter, TakesQuotesAsTextWhateverTheySay) {
    const Values row{std::string("x' or '1'='1"), {}, {}, {}, {}};
    EXPECT_TRUE(takes("parcel_no = 'x'' or ''1''=''1'", row));
    EXPECT_FALSE(takes("parcel_no = '''; drop table parcel; --'", row));
}

TEST(Filter, NamesFaultAndPlace) {
    const struct {
        const char* text;
        const char* place;
        const char* detail;
    } kFaults[] = {{"far = 'x'", "7", "none: x"},
                   {"没有 = 1", "1", "no such field: 没有"},
                   {"宗地号 = 1 and nothing = 2", "13", "no such field: nothing"},
                   {"far = ", "7", "ends too early"},
                   {"far", "4", "comparison is missing"},
                   {"far = 1 far", "9", "not expected here: far"},
                   {"parcel_no = 'open", "13", "not closed"},
                   {"(far = 1", "9", "ends too early"},
                   {"far like '1%'", "14", "only texts"},
                   {"supply_date > '2020-13-01'", "15", "none: 2020-13-01"},
                   {"far = 1; drop table parcel", "8", "not expected here: ;"},
                   {"far in ()", "9", "not expected here: )"}};
    for (const auto& fault : kFaults) {
        const Error error = faultOf(fault.text);
        EXPECT_EQ(error.code, ErrorCode::FilterMalformed) << fault.text;
        EXPECT_EQ(error.where, fault.place) << fault.text << ": " << error.detail;
        EXPECT_THAT(error.detail, HasSubstr(fault.detail)) << fault.text;
    }
}

TEST(Filter, RefusesWhatIsTooDeepInsteadOfRunningOutOfStack) {
    EXPECT_THAT(faultOf(std::string(1000000, '(')).detail, HasSubstr("too many"));
    std::string nots;
    for (int i = 0; i < 100000; ++i) {
        nots += "not ";
    }
    EXPECT_THAT(faultOf(nots + "far = 1").detail, HasSubstr("too many"));
}

TEST(Filter, TakesLongPatternsInBoundedTime) {
    const Values row{std::string(20000, 'a'), {}, {}, {}, {}};
    std::string pattern;
    for (int i = 0; i < 1000; ++i) {
        pattern += "%a";
    }
    EXPECT_FALSE(takes("parcel_no like '" + pattern + "b'", row));
    EXPECT_TRUE(takes("parcel_no like '" + pattern + "%'", row));
}

TEST(Filter, ListsAllItsFaultsForTranslation) {
    for (const char* text : {"far = 'x'",
                             "nothing = 1",
                             "far = ",
                             "far",
                             "far = 1 far",
                             "far like 1",
                             "'",
                             "supply_date = 'x'"}) {
        const std::string detail = faultOf(text).detail;
        EXPECT_TRUE(std::any_of(filterFaults().begin(),
                                filterFaults().end(),
                                [&](const char* known) { return detail.starts_with(known); }))
            << detail;
    }
}

} // namespace tuban

// What the search box finds, and in which order.

#include "app/search_box.h"

#include <gtest/gtest.h>

namespace tuban::app {

namespace {

std::vector<std::shared_ptr<const AttributeTable>> tables() {
    auto table = std::make_shared<AttributeTable>(LayerSchema{
        .name = "parcel",
        .title = {},
        .geometry = GeometryKind::Polygon,
        .fields = {{.name = "parcel_no", .title = {}}, {.name = "holder", .title = {}}}});
    const std::pair<const char*, const char*> rows[] = {
        {"A-10", "天津子牙循环经济有限公司"}, {"A-1", "静海新材料厂"}, {"B-A-1", "子牙能源"}};
    for (const auto& [number, holder] : rows) {
        table->append(Uuid(), {std::string(number), std::string(holder)}, {});
    }
    table->finish();
    return {table};
}

std::vector<std::uint32_t> found(const char* text, std::size_t most = 10) {
    std::vector<std::uint32_t> rows;
    for (const FoundRow& row : findRows(tables(), text, most, {})) {
        rows.push_back(row.row);
    }
    return rows;
}

} // namespace

TEST(Search, FindsWholeValuesBeforeBeginningsBeforeTheRest) {
    EXPECT_EQ(found("a-1"), (std::vector<std::uint32_t>{1, 0, 2}));
    EXPECT_EQ(found("a-1", 1), (std::vector<std::uint32_t>{1}));
}

TEST(Search, FindsHoldersByNameAndByTheLettersTheyAreSpokenWith) {
    EXPECT_EQ(found("子牙"), (std::vector<std::uint32_t>{2, 0}));
    EXPECT_EQ(found("zyny"), (std::vector<std::uint32_t>{2}));
    EXPECT_EQ(found("TJZY"), (std::vector<std::uint32_t>{0}));
    EXPECT_TRUE(found("tjzx").empty());
}

TEST(Search, ReadsPlacesWithEitherAxisFirst) {
    using Place = std::array<double, 2>;
    constexpr double kBare = 500000;
    EXPECT_EQ(placeIn(QStringLiteral("490000.5, 4300000"), kBare), (Place{490000.5, 4300000}));
    EXPECT_EQ(placeIn(QStringLiteral("X 4300000 Y 490000"), kBare), (Place{490000, 4300000}));
    EXPECT_EQ(placeIn(QStringLiteral("A-10"), kBare), std::nullopt);
}

TEST(Search, ReadsEastingsWithAndWithoutTheNumberOfTheirZone) {
    using Place = std::array<double, 2>;
    constexpr double kBare = 500000;
    constexpr double kZone39 = 39500000;
    const QString line = QStringLiteral("4301858.720,39489582.917"); // of a coordinate file
    EXPECT_EQ(placeIn(line, kZone39), (Place{39489582.917, 4301858.720}));
    EXPECT_EQ(placeIn(QStringLiteral("4301858.5,39489582.5"), kBare), (Place{489582.5, 4301858.5}));
    EXPECT_EQ(placeIn(QStringLiteral("489582.5 4301858.5"), kZone39),
              (Place{39489582.5, 4301858.5}));
}

} // namespace tuban::app

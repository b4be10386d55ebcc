#include "data/workspace/wkt_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using ::testing::HasSubstr;

namespace {

GridGeometry geometryOf(const char* wkt, GeometryKind kind) {
    const auto geometry = readWkt(wkt, kind);
    EXPECT_TRUE(geometry) << wkt << ": " << (geometry ? "" : geometry.error().detail);
    return geometry ? *geometry : GridGeometry();
}

std::string refusal(const char* wkt, GeometryKind kind) {
    const auto geometry = readWkt(wkt, kind);
    EXPECT_FALSE(geometry) << wkt;
    if (geometry) {
        return {};
    }
    EXPECT_EQ(geometry.error().code, ErrorCode::TableMalformed);
    return geometry.error().detail;
}

} // namespace

TEST(WktReader, PutsDecimalsExactlyOntoTheGrid) {
    const auto point = geometryOf("POINT (40500000.0001 -4302000.3)", GeometryKind::Point);
    ASSERT_EQ(point.parts.size(), 1U);
    EXPECT_EQ(point.parts[0][0][0], (geometry::GridPoint{405000000001, -43020003000}));
}

TEST(WktReader, ReadsNegativeZeroPartsAndWholeNumbers) {
    const auto line = geometryOf("LINESTRING(-0.0001 0,7 -0)", GeometryKind::LineString);
    EXPECT_EQ(line.parts[0][0], (GridGeometry::Vertices{{-1, 0}, {70000, 0}}));
}

TEST(WktReader, KeepsRingsAndPartsInOrder) {
    const auto shape = geometryOf("MULTIPOLYGON (((0 0, 9 0, 0 9, 0 0), (1 1, 2 1, 1 2, 1 1)), "
                                  "((20 0, 29 0, 20 9, 20 0)))",
                                  GeometryKind::MultiPolygon);
    ASSERT_EQ(shape.parts.size(), 2U);
    EXPECT_EQ(shape.parts[0].size(), 2U);
    EXPECT_EQ(shape.parts[1][0][1], (geometry::GridPoint{290000, 0}));
    EXPECT_EQ(shape.extent(), (geometry::GridBox{{0, 0}, {290000, 90000}}));
}

TEST(WktReader, TakesAPolygonForOneOfSeveralParts) {
    const auto shape = geometryOf("POLYGON ((0 0, 9 0, 0 9, 0 0))", GeometryKind::MultiPolygon);
    ASSERT_EQ(shape.parts.size(), 1U);
    EXPECT_EQ(shape.parts[0][0].size(), 4U);
}

TEST(WktReader, RefusesWhatIsOffTheGrid) {
    EXPECT_THAT(refusal("POINT (1.00001 2)", GeometryKind::Point), HasSubstr("4 decimals"));
    EXPECT_THAT(refusal("POINT (1e5 2)", GeometryKind::Point), HasSubstr("character"));
    EXPECT_THAT(refusal("POINT (450359962738 2)", GeometryKind::Point), HasSubstr("too large"));
    EXPECT_THAT(refusal("POINT (99999999999999999999 2)", GeometryKind::Point),
                HasSubstr("too large"));
}

TEST(WktReader, RefusesOtherKindsAndBrokenText) {
    const auto polygon = GeometryKind::Polygon;
    EXPECT_THAT(refusal("MULTIPOLYGON (((0 0, 1 0, 0 1, 0 0)))", polygon), HasSubstr("POLYGON"));
    EXPECT_THAT(refusal("POLYGON EMPTY", polygon), HasSubstr("expected ("));
    EXPECT_THAT(refusal("", polygon), HasSubstr("POLYGON"));
    EXPECT_THAT(refusal("POLYGON ((0 0, 1 0, 0 1, 0 0)", polygon), HasSubstr("expected )"));
    EXPECT_THAT(refusal("POLYGON ((0 0, 1 0, 0 1, 0 0)) x", polygon), HasSubstr("after"));
    EXPECT_THAT(refusal("POLYGON ((0 0, 1 0, 0 1, 0 2))", polygon), HasSubstr("not closed"));
    EXPECT_THAT(refusal("POLYGON ((0 0, 1 0, 0 0))", polygon), HasSubstr("fewer than 4"));
    EXPECT_THAT(refusal("LINESTRING (0 0)", GeometryKind::LineString), HasSubstr("fewer than 2"));
    EXPECT_THAT(refusal("POINT (1 .5)", GeometryKind::Point), HasSubstr("no number"));
    EXPECT_THAT(refusal("POINT (1. 5)", GeometryKind::Point), HasSubstr("after the point"));
    EXPECT_THAT(refusal("POINT (1 2 3)", GeometryKind::Point), HasSubstr("expected )"));
}

} // namespace tuban::data

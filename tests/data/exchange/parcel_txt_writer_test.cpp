#include "data/exchange/parcel_txt_writer.h"
#include "data/exchange/txt_layer.h"
#include "data/exchange/txt_rings.h"
#include "geometry/ring_parts.h"
#include "support/temporary_folder.h"

#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

namespace tuban::data {

namespace {

using geometry::Grid;
using geometry::GridPoint;
using ::testing::IsEmpty;

const TxtFormats& formats() {
    static const auto read = readTxtFormats();
    EXPECT_TRUE(read);
    return *read;
}

GridGeometry::Vertices
rectangle(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height) {
    return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}};
}

constexpr std::int64_t kX = 394'895'829'171;
constexpr std::int64_t kY = 43'018'587'203;

/// Two parts, the first with two holes; nothing starts at its north-west corner.
GridGeometry sample() {
    return {{{rectangle(kX, kY, 1'000'000, 800'000),
              rectangle(kX + 100'000, kY + 100'000, 50'001, 30'000),
              rectangle(kX + 300'000, kY + 100'000, 50'000, 30'003)},
             {rectangle(kX + 2'000'000, kY, 300'000, 300'000)}}};
}

std::map<std::string, std::string> fields() {
    return {{"地块编号", "DK-01"},
            {"地块名称", "示例，地块"},
            {"图幅号", "J50G028047"},
            {"地块用途", "工业用地"},
            {"地类编码", "100102"},
            {"BZ", "备注"}};
}

ParcelTxt fileOf(const GridGeometry& geometry, const TxtDialect& dialect) {
    const auto places = placesOfCrs(formats(), "EPSG:4527");
    ParcelTxt txt{.project = filledValues(dialect.project, places),
                  .properties = filledValues(dialect.properties, places)};
    txt.parcels.push_back(
        txtParcel(geometry, Grid::tenthMillimetre(), fields(), formats(), dialect));
    txt.parcels.push_back(
        txtParcel({{geometry.parts.back()}}, Grid::tenthMillimetre(), {}, formats(), dialect));
    return txt;
}

ParcelTxt read(const std::string& bytes) {
    auto parsed = parseParcelTxt(bytes);
    EXPECT_TRUE(parsed);
    EXPECT_THAT(parsed->findings,
                ::testing::Each(::testing::Field(&Finding::code, FindingCode::EncodingDetected)));
    for (TxtParcel& parcel : parsed->txt.parcels) {
        parcel.line = 0;
    }
    return std::move(parsed->txt);
}

double areaOf(const GridGeometry& geometry) {
    double area = 0.0;
    for (const auto& part : geometry.parts) {
        for (const auto& ring : part) {
            const auto doubled = std::abs(static_cast<double>(geometry::doubledSignedArea(ring)));
            area += (&ring == &part.front() ? doubled : -doubled) / 2e8;
        }
    }
    return area;
}

} // namespace

TEST(ParcelTxtWriter, WhatIsWrittenIsReadTheSameInEveryDialect) {
    ASSERT_EQ(formats().dialects.size(), 5U);
    for (const TxtDialect& dialect : formats().dialects) {
        const ParcelTxt txt = fileOf(sample(), dialect);
        const WrittenTxt written = writeParcelTxt(txt, dialect);
        EXPECT_THAT(written.findings, IsEmpty()) << dialect.id;
        EXPECT_TRUE(read(written.bytes) == txt) << dialect.id << "\n" << written.bytes;
        EXPECT_TRUE(looksLikeParcelTxt(written.bytes)) << dialect.id;
        EXPECT_EQ(written.bytes.starts_with("\xEF\xBB\xBF"), dialect.byteOrderMark) << dialect.id;
        EXPECT_EQ(written.bytes.find("\r\n") != std::string::npos, dialect.crlf) << dialect.id;
        EXPECT_EQ(writeParcelTxt(txt, dialect).bytes, written.bytes);
    }
}

TEST(ParcelTxtWriter, TheLayerComesBackWithItsSystemAreaAndFields) {
    for (const TxtDialect& dialect : formats().dialects) {
        const auto parsed =
            parseParcelTxt(writeParcelTxt(fileOf(sample(), dialect), dialect).bytes);
        ASSERT_TRUE(parsed);
        const TxtLayer layer = foreignFromTxt(*parsed, formats(), "a.txt");
        EXPECT_EQ(layer.layer.crs, "EPSG:4527") << dialect.id;
        EXPECT_NEAR(std::get<double>(layer.features[0].values[1]), areaOf(sample()), 0.5)
            << dialect.id;
        EXPECT_EQ(layer.features[0].values[3], FieldValue(std::string("示例，地块"))) << dialect.id;
        const PlainPolygons polygons = polygonsOf(parsed->txt.parcels[0].points);
        ASSERT_EQ(polygons.parts.size(), 2U) << dialect.id;
        EXPECT_EQ(polygons.parts[0].size(), 3U) << dialect.id;
        EXPECT_EQ(polygons.squareMetres, areaOf(sample())) << dialect.id;
        for (const Finding& finding : layer.findings) {
            EXPECT_TRUE(finding.severity == Severity::Note) << dialect.id;
        }
    }
}

/// North-west corner first, outer rings clockwise, holes the other way unless the dialect says so.
TEST(ParcelTxtWriter, RingsBeginInTheNorthWestAndRunAsTheDialectSays) {
    for (const TxtDialect& dialect : formats().dialects) {
        const TxtParcel parcel = fileOf(sample(), dialect).parcels[0];
        std::map<int, std::vector<TxtPoint>> rings;
        for (const TxtPoint& point : parcel.points) {
            rings[point.ring].push_back(point);
        }
        ASSERT_EQ(rings.size(), 4U);
        for (auto& [ring, points] : rings) {
            EXPECT_EQ(points.size(), dialect.closed ? 5U : 4U);
            EXPECT_EQ(points.front() == points.back(), dialect.closed);
            for (const TxtPoint& point : points) {
                EXPECT_LE(point.north - point.east, points.front().north - points.front().east);
            }
            const bool eastwards = points[1].east > points[0].east;
            const bool hole = ring == 2 || ring == 3;
            EXPECT_EQ(eastwards, !hole || dialect.holesClockwise) << dialect.id << ring;
        }
        EXPECT_EQ(rings[1][0].number, dialect.prefix + "1");
        EXPECT_EQ(rings[2][0].number, dialect.prefix + (dialect.numbersByRing ? "1" : "5"));
    }
}

TEST(ParcelTxtWriter, CoordinatesComeBackBitByBit) {
    std::mt19937_64 random(7);
    const TxtDialect& dialect = *formats().dialect("standard");
    std::size_t differences = 0;
    for (int round = 0; round < 200; ++round) {
        TxtParcel parcel{.header = {"100", "1", "DK"}};
        for (int i = 0; i < 100; ++i) {
            const auto north = static_cast<std::int64_t>(random() % 60'000'000'000ULL);
            const auto east = static_cast<std::int64_t>(random() % 460'000'000'000ULL);
            parcel.points.push_back({"J",
                                     1,
                                     Grid::tenthMillimetre().toUnits(north),
                                     Grid::tenthMillimetre().toUnits(east)});
        }
        const auto parsed = parseParcelTxt(writeParcelTxt({.parcels = {parcel}}, dialect).bytes);
        ASSERT_TRUE(parsed);
        for (std::size_t i = 0; i < parcel.points.size(); ++i) {
            differences += parsed->txt.parcels[0].points[i] == parcel.points[i] ? 0U : 1U;
        }
    }
    EXPECT_EQ(differences, 0U);
}

TEST(ParcelTxtWriter, DegreesKeepElevenDecimals) {
    const TxtParcel parcel{
        .header = {"1", "1", "DK"},
        .points = {{"J1", 1, 38.123456789012, 116.98765432101}, {"J2", 1, 38.2, 117.0}}};
    const auto parsed =
        parseParcelTxt(writeParcelTxt({.parcels = {parcel}}, *formats().dialect("utf8")).bytes);
    ASSERT_TRUE(parsed);
    EXPECT_NEAR(parsed->txt.parcels[0].points[0].north, 38.123456789012, 5.1e-12);
    EXPECT_EQ(parsed->txt.parcels[0].points[0].east, 116.98765432101);
}

TEST(ParcelTxtWriter, TextsThatWouldBreakTheFileAreChangedAndTold) {
    const TxtDialect& dialect = *formats().dialect("standard");
    ParcelTxt txt{.properties = {{"a=b", "two\nlines"}, {"c", "x=y, z"}},
                  .parcels = {{.header = {"1", "1", "A,B", "C\nD@", "@"},
                               .points = {{"J1", 1, 4e6, 39.5e6}}}}};
    const WrittenTxt written = writeParcelTxt(txt, dialect, "a.txt");
    EXPECT_THAT(written.findings, ::testing::SizeIs(5));
    const ParcelTxt back = read(written.bytes);
    EXPECT_EQ(back.properties[0], (std::pair<std::string, std::string>("a:b", "two lines")));
    EXPECT_EQ(back.properties[1], (std::pair<std::string, std::string>("c", "x=y, z")));
    EXPECT_EQ(back.parcels[0].header, (std::vector<std::string>{"1", "1", "A，B", "C D＠", "＠"}));
}

TEST(ParcelTxtWriter, CharactersOutsideGbkSurvive) {
    const TxtDialect& dialect = *formats().dialect("standard");
    const ParcelTxt txt{.parcels = {{.header = {"1", "1", "\xF0\xA0\xAE\xB7", "한"},
                                     .points = {{"J1", 1, 4e6, 39.5e6}}}}};
    EXPECT_EQ(read(writeParcelTxt(txt, dialect).bytes).parcels[0].header, txt.parcels[0].header);
    const ParcelTxt broken{
        .parcels = {{.header = {"1", "1", "\xFF\xFE"}, .points = {{"J1", 1, 4e6, 39.5e6}}}}};
    const WrittenTxt written = writeParcelTxt(broken, dialect);
    EXPECT_EQ(read(written.bytes).parcels[0].header[2], "??");
    EXPECT_THAT(written.findings, ::testing::SizeIs(1));
}

TEST(TxtFormats, MistakesInTheTableAreErrors) {
    const test::TemporaryFolder folder;
    std::ifstream file(txtFormatsFile());
    const std::string text((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    const auto code = [&](const std::string& from, const std::string& to) {
        std::string changed = text;
        EXPECT_NE(changed.find(from), std::string::npos) << from;
        changed.replace(changed.find(from), from.size(), to);
        std::ofstream(folder / "formats.toml") << changed;
        const auto read = readTxtFormats(folder / "formats.toml");
        return read ? ErrorCode::Cancelled : read.error().code;
    };
    EXPECT_EQ(code("version = 1", "version = 1"), ErrorCode::Cancelled);
    EXPECT_EQ(code("area = \"ha\"", "area = \"acres\""), ErrorCode::TableMalformed);
    EXPECT_EQ(code("decimals = 4\nprefix", "decimals = 3\nprefix"), ErrorCode::TableMalformed);
    EXPECT_EQ(code("encoding = \"GBK\"", "encoding = \"EBCDIC\""), ErrorCode::TableMalformed);
    EXPECT_EQ(code("id = \"utf8\"", "id = \"standard\""), ErrorCode::TableMalformed);
    EXPECT_EQ(code("[\"格式版本号\", \"1.01\"]", "[\"格式版本号\"]"), ErrorCode::TableMalformed);
    EXPECT_EQ(code("count = \"界址点数\"", "count = \"点数\""), ErrorCode::TableMalformed);
}

} // namespace tuban::data

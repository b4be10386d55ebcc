#include "data/sources/zip_archive.h"
#include "support/layer_rows.h"
#include "support/shapefile.h"
#include "support/temporary_folder.h"
#include "support/zip_file.h"

#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using test::readRows;
using test::ZipFile;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;
using testing::SizeIs;

namespace {

constexpr const char* kGeoJson =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"地类"},
"geometry":{"type":"Polygon","coordinates":[[[117,38],[117.1,38],[117.1,38.1],[117,38]]]}}]})";

class ZipArchive : public testing::Test {
protected:
    std::string write(const ZipFile& zip) {
        const std::string path = folder.file("数据.zip");
        test::writeBytes(path, zip.bytes());
        return path;
    }
    Error refusal(const ZipFile& zip) {
        const auto source = openSource(write(zip));
        EXPECT_FALSE(source);
        return source ? Error{ErrorCode::BadArgument, {}} : source.error();
    }
    std::vector<ZipFile::Entry> shapefile(const std::string& name) {
        const std::string stem = folder.file("parts");
        test::writeShapefile(
            stem,
            {.fields = {{"CODE", 20}}, .records = {{test::encoded("工业用地", "GBK")}, {"b"}}});
        std::vector<ZipFile::Entry> entries;
        for (const char* extension : {".shp", ".shx", ".dbf"}) {
            entries.push_back({.name = name + extension,
                               .content = test::bytesOf(stem + extension),
                               .deflate = true});
        }
        return entries;
    }

    test::TemporaryFolder folder;
};

} // namespace

TEST_F(ZipArchive, HoldsAShapefileWithItsEncodingFoundOut) {
    const std::string path = write({.entries = shapefile("folder/parcels")});
    const auto before = test::stateOf(folder.path());
    auto rows = readRows(path, {"CODE"}, {}, 2);
    ASSERT_TRUE(rows) << rows.error().detail;
    ASSERT_THAT(rows->rows, SizeIs(2));
    EXPECT_THAT(rows->rows[0].texts, ElementsAre(Optional(std::string("工业用地"))));
    EXPECT_EQ(rows->summary.vertices, 10U);
    EXPECT_EQ(test::stateOf(folder.path()), before);
    EXPECT_EQ((*openSource(path))->info().path, std::filesystem::canonical(path).string());
}

TEST_F(ZipArchive, MayNameItsFilesInChinese) {
    // Windows writes names in the code page of the system, others UTF-8 with or without the flag.
    const struct {
        const char* encoding;
        std::uint16_t flags;
    } cases[] = {{"UTF-8", 0x800}, {"UTF-8", 0}, {"GBK", 0}};
    for (const auto& one : cases) {
        SCOPED_TRACE(one.encoding);
        auto entries = shapefile(test::encoded("规划/宗地", one.encoding));
        for (auto& entry : entries) {
            entry.flags = one.flags;
        }
        const std::string path = folder.file(one.encoding + std::to_string(one.flags) + ".zip");
        test::writeBytes(path, ZipFile{.entries = entries}.bytes());
        auto source = openSource(path);
        ASSERT_TRUE(source) << source.error().subject << source.error().detail;
        EXPECT_EQ((*source)->info().layer, "宗地");
        EXPECT_THAT(readRows(**source, {"CODE"})->rows, SizeIs(2));
        EXPECT_TRUE(openSource(path + ":宗地"));
    }
}

TEST_F(ZipArchive, WithSeveralLayersAsksForOne) {
    auto entries = shapefile("a");
    const auto more = shapefile("b");
    entries.insert(entries.end(), more.begin(), more.end());
    const std::string path = write({.entries = entries});
    const auto source = openSource(path);
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, ErrorCode::LayerAmbiguous);
    EXPECT_EQ(source.error().detail, "a, b");
    EXPECT_THAT(readRows(path + ":b")->rows, SizeIs(2));
}

TEST_F(ZipArchive, IsRefusedForNamesThatLeadElsewhere) {
    for (const char* name : {"../evil.geojson",
                             "/etc/evil.geojson",
                             "a/../../evil.geojson",
                             "C:evil.geojson",
                             "a\\evil.geojson"}) {
        const Error error = refusal({.entries = {{.name = name, .content = kGeoJson}}});
        EXPECT_EQ(error.code, ErrorCode::NetworkReference) << name;
        EXPECT_EQ(error.detail, name);
    }
    EXPECT_EQ(refusal({.entries = {{.name = "link.geojson",
                                    .content = "/etc/passwd",
                                    .attributes = 0xA1FF0000U}}})
                  .code,
              ErrorCode::NetworkReference);
}

TEST_F(ZipArchive, IsRefusedForWhatItUnpacksTo) {
    const std::string zeros(50'000'000, ' ');
    EXPECT_THAT(
        refusal({.entries = {{.name = "a.geojson", .content = zeros, .deflate = true}}}).detail,
        HasSubstr("too much"));
    ZipFile many;
    for (int i = 0; i < 10'001; ++i) {
        many.entries.push_back({.name = std::to_string(i) + ".txt", .content = "x"});
    }
    EXPECT_THAT(refusal(many).detail, HasSubstr("10 000"));
    ZipFile large;
    for (int i = 0; i < 3; ++i) {
        large.entries.push_back({.name = std::to_string(i) + ".geojson",
                                 .content = std::string(1000, 'x'),
                                 .statedSize = 900'000'000U,
                                 .statedPacked = 90'000'000U});
    }
    EXPECT_THAT(refusal(large).detail, HasSubstr("too much"));
}

TEST_F(ZipArchive, DoesNotUnpackMoreThanItStates) {
    // The directory promises a small file; the stream behind it unpacks to a hundred times that.
    const std::string content = std::string(kGeoJson) + std::string(100'000'000, ' ');
    const std::string path = write({.entries = {{.name = "a.geojson",
                                                 .content = content,
                                                 .deflate = true,
                                                 .statedSize = 1'000'000U}}});
    const auto start = std::chrono::steady_clock::now();
    const auto rows = readRows(path);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
    EXPECT_TRUE(!rows || rows->rows.size() == 1);
}

TEST_F(ZipArchive, IsRefusedWhenNestedEncryptedOrEmpty) {
    const std::string inner =
        ZipFile{.entries = {{.name = "a.geojson", .content = kGeoJson}}}.bytes();
    EXPECT_EQ(refusal({.entries = {{.name = "inner.zip", .content = inner}}}).code,
              ErrorCode::FormatNotSupported);
    EXPECT_EQ(refusal({.entries = {{.name = "inner.geojson", .content = inner}}}).code,
              ErrorCode::FormatNotSupported);
    EXPECT_THAT(
        refusal({.entries = {{.name = "a.geojson", .content = kGeoJson, .flags = 1}}}).detail,
        HasSubstr("encrypted"));
    EXPECT_EQ(refusal({}).code, ErrorCode::FormatNotSupported);
    EXPECT_EQ(refusal({.entries = {{.name = "readme.txt", .content = "x"}}}).code,
              ErrorCode::FormatNotSupported);
}

TEST_F(ZipArchive, IsRefusedWhenItHoldsReferences) {
    const char* const vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>"
                            "http://localhost/x</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
    EXPECT_EQ(refusal({.entries = {{.name = "a.kml", .content = vrt}}}).code,
              ErrorCode::NetworkReference);
    EXPECT_EQ(refusal({.entries = {{.name = "a.vrt", .content = vrt}}}).code,
              ErrorCode::FormatNotSupported);
}

TEST_F(ZipArchive, WithADamagedDirectoryIsRefused) {
    const std::string intact = ZipFile{.entries = shapefile("parcels")}.bytes();
    const std::string path = folder.file("cut.zip");
    for (std::size_t size = 4; size < intact.size(); size += 17) {
        test::writeBytes(path, intact.substr(0, size));
        EXPECT_FALSE(openSource(path)) << size;
    }
    EXPECT_THAT(refusal({.entries = shapefile("parcels"), .statedEntries = 7}).detail,
                HasSubstr("directory"));
}

} // namespace tuban::data

// Archives: what is read of them, and what is refused before anything is unpacked.

#include "support/foreign_rows.h"
#include "support/shapefile.h"
#include "support/temporary_folder.h"
#include "support/zip_file.h"

#include <chrono>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

namespace fs = std::filesystem;
using test::refusalOf;
using test::ZipFile;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

constexpr const char* kFeature =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},)"
    R"("geometry":{"type":"Point","coordinates":[117,39]}}]})";

class ForeignArchives : public testing::Test {
protected:
    fs::path zipped(const ZipFile& zip, const std::string& name = "a.zip") {
        test::writeBytes(folder / name, zip.bytes());
        return folder / name;
    }

    test::TemporaryFolder folder;
};

/// Every file of a folder, below a name.
void addFiles(ZipFile& zip, const fs::path& folder, const std::string& below) {
    for (const auto& entry : fs::directory_iterator(folder)) {
        zip.entries.push_back(
            {below + entry.path().filename().string(), test::bytesOf(entry.path()), true});
    }
}

} // namespace

TEST_F(ForeignArchives, AShapefileInAnArchiveIsReadWithItsParts) {
    fs::create_directory(folder / "in");
    const std::string shp = folder.file("in") + "/地块.shp";
    test::writeLayer("ESRI Shapefile", shp, 20);
    ZipFile zip;
    addFiles(zip, folder / "in", "成果/");
    zip.entries.push_back({"成果/说明.pdf", "%PDF-1.4"});
    const auto path = zipped(zip);
    const auto reader = test::openFile(path);
    ASSERT_TRUE(reader) << reader.error().detail;
    ASSERT_THAT((*reader)->layers(), SizeIs(1));
    EXPECT_EQ((*reader)->layers()[0].name, "地块");
    EXPECT_EQ((*reader)->layers()[0].file, path);
    EXPECT_THAT((*reader)->layers()[0].crs, HasSubstr("4548"));
    EXPECT_EQ(test::textsByReader(path, 0), test::textsByOgr(shp, 0));
    // What is left out is said.
    ASSERT_FALSE((*reader)->findings().empty());
    EXPECT_THAT((*reader)->findings().back().values[0], HasSubstr("PDF"));
}

TEST_F(ForeignArchives, GeoPackagesMapsAndTablesAreReadOutOfOneArchive) {
    fs::create_directory(folder / "in");
    test::writeLayer("GPKG", folder.file("in") + "/a.gpkg", 5);
    test::writeLayer("LIBKML", folder.file("in") + "/b.kml", 6);
    test::writeLayer("XLSX", folder.file("in") + "/c.xlsx", 7);
    ZipFile zip;
    addFiles(zip, folder / "in", "");
    const auto reader = test::openFile(zipped(zip));
    ASSERT_TRUE(reader) << reader.error().detail;
    ASSERT_THAT((*reader)->layers(), SizeIs(3));
    std::size_t all = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        all += test::featuresOf(**reader, i)->size();
    }
    EXPECT_EQ(all, 19U); // of the table the headings, too
}

TEST_F(ForeignArchives, KmzIsReadAsKml) {
    test::writeLayer("LIBKML", folder.file("doc.kml"), 6);
    const ZipFile zip{
        {{"doc.kml", test::bytesOf(folder / "doc.kml"), true}, {"files/a.png", "\x89PNG"}}};
    const auto reader = test::openFile(zipped(zip, "a.kmz"));
    ASSERT_TRUE(reader) << reader.error().detail;
    EXPECT_EQ((*reader)->layers()[0].format, "KMZ");
    EXPECT_THAT(*test::featuresOf(**reader, 0), SizeIs(6));
}

/// RELIABILITY I5.
TEST_F(ForeignArchives, NamesThatLeadElsewhereAreRefused) {
    const std::string many(300, 'a');
    const std::vector<std::string> names{
        "../a.geojson",
        "a/../../a.geojson",
        "a/b/../../../a.geojson",
        "..",
        "a/..",
        "/a.geojson",
        "/etc/passwd",
        "//server/share/a.geojson",
        "C:a.geojson",
        "C:/a.geojson",
        "c:\\a.geojson",
        "..\\a.geojson",
        "a\\..\\..\\a.geojson",
        "\\\\server\\share\\a.geojson",
        "a\\b.geojson",
        std::string("a.geojson\0.txt", 14),
        std::string("\0a.geojson", 10),
        "NUL",
        "con.geojson",
        "a/AUX.txt",
        "prn",
        "COM1.shp",
        "lpt9",
        "CONOUT$",
        "a/../b/../../c.geojson",
        many + "/../../a.geojson",
        "./../a.geojson",
        "a//../../b.geojson",
        "../../../../../../tmp/a.geojson",
        "e\xCC\x81/../../a.geojson", // decomposed
        "\xC3\xA9/../../a.geojson",  // composed
    };
    EXPECT_GE(names.size(), 30U);
    const auto before = test::stateOf(folder.path());
    for (const std::string& name : names) {
        const auto path = zipped({{{name, kFeature}}});
        const Error error = refusalOf(path);
        EXPECT_EQ(error.code, ErrorCode::ArchiveRefused) << name;
        EXPECT_EQ(error.subject, path);
        fs::remove(path);
        EXPECT_EQ(test::stateOf(folder.path()), before) << name;
    }
}

TEST_F(ForeignArchives, LinksEncryptedEntriesAndArchivesWithinAreRefused) {
    constexpr std::uint32_t kLink = 0xA1FFU << 16U;
    EXPECT_EQ(
        refusalOf(zipped({{{.name = "a.geojson", .content = "/etc/passwd", .attributes = kLink}}}))
            .code,
        ErrorCode::ArchiveRefused);
    EXPECT_EQ(refusalOf(zipped({{{.name = "a.geojson", .content = kFeature, .flags = 1}}})).code,
              ErrorCode::ArchiveRefused);
    EXPECT_EQ(refusalOf(zipped({{{"a.zip", "PK"}}})).code, ErrorCode::ArchiveRefused);
    EXPECT_EQ(refusalOf(zipped({{{"a.kmz", "PK"}}})).code, ErrorCode::ArchiveRefused);
}

/// RELIABILITY I4.
TEST_F(ForeignArchives, BombsAreRefusedInTwoSecondsWithoutWriting) {
    ZipFile flat{{{"a.geojson", std::string(20'000'000, ' '), true}}};
    ZipFile lying{{{.name = "a.geojson", .content = kFeature, .statedSize = 3U << 30U}}};
    ZipFile many;
    many.entries.resize(10'001, {"a.geojson", "{}"});
    ZipFile wrapped{{{"a.geojson", kFeature}}};
    wrapped.statedEntries = 0xFFFF;
    ZipFile small; // each alone is harmless
    small.entries.resize(40, {"a.geojson", std::string(1'000'000, ' '), true});
    ZipFile shorter{{{.name = "a.geojson",
                      .content = std::string(5000, ' '),
                      .deflate = true,
                      .statedSize = 50}}};
    for (const ZipFile& bomb : {flat, lying, many, wrapped, small, shorter}) {
        const auto path = zipped(bomb);
        const auto before = test::stateOf(folder.path());
        const auto start = std::chrono::steady_clock::now();
        EXPECT_EQ(refusalOf(path).code, ErrorCode::ArchiveRefused);
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
        EXPECT_EQ(test::stateOf(folder.path()), before);
    }
}

TEST_F(ForeignArchives, TheLimitOfWhatIsUnpackedIsTheCallers) {
    ZipFile zip{{{"a.geojson", kFeature + std::string(3000, ' ')}}};
    const ForeignOptions small{.encoding = {}, .limits = {.unpackedBytes = 1000}};
    EXPECT_EQ(refusalOf(zipped(zip), small).code, ErrorCode::ArchiveRefused);
    EXPECT_TRUE(test::openFile(zipped(zip)));
}

TEST_F(ForeignArchives, DamagedEntriesAreRefused) {
    ZipFile zip{{{"a.geojson", kFeature, true}}};
    std::string bytes = zip.bytes();
    bytes[60] = static_cast<char>(bytes[60] ^ 0x55);
    test::writeBytes(folder / "a.zip", bytes);
    EXPECT_EQ(refusalOf(folder / "a.zip").code, ErrorCode::ArchiveRefused);
    test::writeBytes(folder / "b.zip", zip.bytes().substr(0, 100));
    EXPECT_EQ(refusalOf(folder / "b.zip").code, ErrorCode::ArchiveRefused);
}

TEST_F(ForeignArchives, AnArchiveOfNothingThatCanBeReadIsRefusedByWhatItHolds) {
    const Error error = refusalOf(zipped({{{"a.pdf", "%PDF-1.4 and so on"}}}));
    EXPECT_EQ(error.code, ErrorCode::FormatNotSupported);
    EXPECT_THAT(error.detail, HasSubstr("PDF"));
    EXPECT_EQ(refusalOf(zipped({})).code, ErrorCode::FormatNotSupported);
    EXPECT_THAT(refusalOf(zipped({{{"word/document.xml", "<w/>"}}})).detail, HasSubstr("Office"));
}

} // namespace tuban::data

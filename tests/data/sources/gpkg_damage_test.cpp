// Damaged and malicious GeoPackages: an error or findings, in bounded time, never a crash.

#include "data/sources/gpkg_source.h"
#include "support/gpkg_file.h"
#include "support/layer_rows.h"
#include "support/temporary_folder.h"

#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

namespace tuban::data {

using test::blobOf;
using test::GpkgFile;
using test::readRows;
using test::square;
using test::wheel;

namespace {

constexpr std::size_t kPage = 1024;

class GpkgDamage : public testing::Test {
protected:
    void SetUp() override {
        GpkgFile file(path, "PRAGMA page_size = 1024;");
        file.layer("parcel", "code TEXT, area REAL");
        for (int i = 0; i < 300; ++i) {
            const std::string wkt = i % 20 == 0 ? wheel(i, 4e6, 5, 200) : square(i, 4e6, 5);
            file.runWith(
                "INSERT INTO parcel VALUES (?2, ?1, 'code', ?2 / 3.0)", blobOf(wkt), i + 1);
        }
        file.close();
        intact = test::bytesOf(path);
        truth = readRows(path, {"code"}, {"area"})->rows;
    }

    /// Reads what `bytes` give as a file, by pages and by SQL, on two threads. Whatever comes must
    /// be an error or as many rows as counted, and come soon.
    void expectBearable(const std::string& bytes, const std::string& what) {
        SCOPED_TRACE(what);
        test::writeBytes(path, bytes);
        const auto start = std::chrono::steady_clock::now();
        for (const GpkgFetch fetch : {GpkgFetch::Fastest, GpkgFetch::BySql}) {
            auto source = GpkgSource::open(path, "parcel", fetch);
            if (!source) {
                EXPECT_FALSE(source.error().subject.empty());
                continue;
            }
            if (!(*source)->info().field("code") || !(*source)->info().field("area")) {
                continue; // the damage hit the name of a column
            }
            auto rows = readRows(**source, {"code"}, {"area"}, 2);
            if (rows) {
                EXPECT_EQ(rows->summary.features, rows->rows.size());
                ++readable;
                silentlyWrong += rows->rows != truth && rows->summary.findings.empty() ? 1 : 0;
            }
        }
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
    }

    test::TemporaryFolder folder;
    std::string path = folder.file("parcels.gpkg");
    std::string intact;
    std::vector<test::Row> truth;
    int readable = 0;
    int silentlyWrong = 0; ///< rows other than the truth, and no finding
};

/// Offset of the first page of `kind` (0x05 interior, 0x0D leaf) in `bytes` from page `from` on.
std::size_t pageOfKind(const std::string& bytes, char kind, std::size_t from) {
    for (std::size_t at = from * kPage; at < bytes.size(); at += kPage) {
        if (bytes[at] == kind) {
            return at;
        }
    }
    return std::string::npos;
}

} // namespace

TEST_F(GpkgDamage, TruncationIsAnError) {
    for (std::size_t size = 0; size < intact.size(); size += size < 2 * kPage ? 97 : 513) {
        expectBearable(intact.substr(0, size), "cut at " + std::to_string(size));
    }
    EXPECT_EQ(readable, 0);
}

TEST_F(GpkgDamage, FlippedBitsGiveErrorsOrRows) {
    std::mt19937 random(20240611);
    for (int round = 0; round < 300; ++round) {
        std::string bytes = intact;
        const int flips = 1 + round % 8;
        for (int i = 0; i < flips; ++i) {
            const std::size_t at = random() % bytes.size();
            bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1U << (random() % 8)));
        }
        expectBearable(bytes, "round " + std::to_string(round));
    }
    EXPECT_GT(readable, 0);
}

TEST_F(GpkgDamage, OverwrittenPagesGiveErrorsOrRows) {
    std::mt19937 random(7);
    const std::size_t pages = intact.size() / kPage;
    for (std::size_t page = 0; page < pages; ++page) {
        for (const bool noise : {false, true}) {
            std::string bytes = intact;
            for (std::size_t i = page == 0 ? 100 : 0; i < kPage; ++i) {
                bytes[page * kPage + i] = noise ? static_cast<char>(random() % 256) : '\0';
            }
            expectBearable(bytes, "page " + std::to_string(page));
        }
    }
}

TEST_F(GpkgDamage, RandomBytesInPageHeadersGiveErrorsOrRows) {
    std::mt19937 random(8);
    const std::size_t pages = intact.size() / kPage;
    for (int round = 0; round < 200; ++round) {
        std::string bytes = intact;
        const std::size_t page = 1 + random() % (pages - 1);
        bytes[page * kPage + random() % 40] = static_cast<char>(random() % 256);
        expectBearable(bytes, "page " + std::to_string(page));
    }
}

TEST_F(GpkgDamage, CyclesOfPagesEnd) {
    const std::size_t interior = pageOfKind(intact, 0x05, 1);
    ASSERT_NE(interior, std::string::npos);
    std::string bytes = intact;
    // The right-most child of the interior page is itself.
    const std::size_t number = interior / kPage + 1;
    bytes[interior + 8] = bytes[interior + 9] = bytes[interior + 10] = '\0';
    bytes[interior + 11] = static_cast<char>(number);
    expectBearable(bytes, "interior page that is its own child");
    EXPECT_EQ(readable, 0);

    // Every overflow page of 200-vertex geometries follows itself.
    bytes = intact;
    for (std::size_t at = kPage; at < bytes.size(); at += kPage) {
        const std::string next = bytes.substr(at, 4);
        const bool overflow = next[0] == '\0' && next[1] == '\0' && next != std::string(4, '\0');
        if (overflow) {
            bytes[at + 2] = static_cast<char>((at / kPage + 1) / 256);
            bytes[at + 3] = static_cast<char>((at / kPage + 1) % 256);
        }
    }
    ASSERT_TRUE(bytes != intact);
    expectBearable(bytes, "overflow pages that follow themselves");
}

TEST_F(GpkgDamage, LyingCountsInGeometriesAreFindings) {
    // Byte order, type and counts of the geometry of feature 2, a square without envelope.
    const std::string blob = blobOf(square(1, 4e6, 5), 0);
    constexpr std::size_t kWkb = 8;
    int faults = 0;
    for (std::size_t at = 0; at < kWkb + 13; ++at) {
        for (const char value : {'\0', '\1', '\x7F', '\xFF'}) {
            GpkgFile file(folder.file("lie.gpkg"),
                          at + static_cast<unsigned char>(value) == 0
                              ? "PRAGMA user_version = 10300;"
                              : "DROP TABLE IF EXISTS parcel;"
                                "DROP TABLE gpkg_spatial_ref_sys;"
                                "DROP TABLE gpkg_contents;"
                                "DROP TABLE gpkg_geometry_columns;");
            file.layer("parcel", "code TEXT");
            std::string lie = blob;
            lie[at] = value;
            file.runWith("INSERT INTO parcel VALUES (1, ?1, 'a')", lie);
            file.runWith("INSERT INTO parcel VALUES (2, ?1, 'b')", blob);
            file.close();
            auto rows = readRows(folder.file("lie.gpkg"), {"code"});
            ASSERT_TRUE(rows) << rows.error().detail;
            ASSERT_EQ(rows->rows.size(), 2U);
            EXPECT_EQ(rows->rows[1].parts.size(), 1U);
            if (lie != blob && rows->rows[0].parts != rows->rows[1].parts) {
                EXPECT_FALSE(rows->summary.findings.empty()) << at << " " << int(value);
                ++faults;
            }
        }
    }
    EXPECT_GT(faults, 30);
}

TEST_F(GpkgDamage, SchemasOfStrangersRunNothing) {
    // A view that would never end, one that calls a file function, one that reads a pragma.
    const struct {
        const char* select;
        bool refused;
    } views[] = {
        {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, "
         "NULL AS geom FROM n",
         true},
        {"SELECT 1 AS fid, load_extension('x') AS geom", true},
        {"SELECT 1 AS fid, NULL AS geom FROM pragma_database_list", true},
        {"SELECT fid, geom FROM stored", false},
    };
    for (const auto& view : views) {
        const std::string file = folder.file("view.gpkg");
        std::filesystem::remove(file);
        GpkgFile gpkg(file);
        gpkg.run("CREATE TABLE stored (fid INTEGER PRIMARY KEY, geom)");
        gpkg.run(std::string("CREATE VIEW parcel AS ") + view.select);
        gpkg.announce("parcel");
        gpkg.close();
        EXPECT_EQ(!readRows(file), view.refused) << view.select;
    }
}

TEST_F(GpkgDamage, NoGeoPackageIsAnError) {
    const std::string plain = folder.file("plain.gpkg");
    test::writeBytes(plain, "");
    EXPECT_EQ(openSource(plain).error().code, ErrorCode::FormatNotSupported);
    {
        GpkgFile file(plain);
        file.run("DROP TABLE gpkg_contents");
    }
    EXPECT_EQ(openSource(plain).error().code, ErrorCode::FormatNotSupported);
    const std::string listed = folder.file("listed.gpkg");
    {
        GpkgFile file(listed);
        file.announce("absent");
    }
    EXPECT_EQ(openSource(listed).error().code, ErrorCode::ReadFailed);
    const std::string other = folder.file("column.gpkg");
    {
        GpkgFile file(other);
        file.run("CREATE TABLE parcel (fid INTEGER PRIMARY KEY, shape BLOB)");
        file.announce("parcel");
    }
    EXPECT_EQ(openSource(other).error().code, ErrorCode::ReadFailed);
}

} // namespace tuban::data

// One GeoPackage, three readers: from its pages, through SQL, and a plain loop over OGR features.

#include "data/sources/gpkg_source.h"
#include "support/gpkg_file.h"
#include "support/layer_rows.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using test::blobOf;
using test::GpkgFile;
using test::readRows;
using test::Row;
using test::Rows;
using test::square;
using test::wheel;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

namespace {

class GpkgReaders : public testing::Test {
protected:
    Rows read(GpkgFetch fetch, int threads, const std::optional<std::string>& layer = "parcel") {
        auto source = GpkgSource::open(path, layer, fetch);
        if (!source) {
            ADD_FAILURE() << source.error().subject << ": " << source.error().detail;
            return {};
        }
        auto rows = readRows(**source, texts, numbers, threads);
        if (!rows) {
            ADD_FAILURE() << rows.error().subject << ": " << rows.error().detail;
            return {};
        }
        return std::move(*rows);
    }

    /// Reads by pages and by SQL on 1, 2 and 4 threads, expects the same from all, and returns it.
    Rows readAlike() {
        Rows first = read(GpkgFetch::Fastest, 1);
        for (const GpkgFetch fetch : {GpkgFetch::Fastest, GpkgFetch::BySql}) {
            std::vector<std::uint64_t> sequences;
            for (const int threads : {1, 2, 4}) {
                const Rows rows = read(fetch, threads);
                EXPECT_EQ(rows.rows, first.rows) << threads << " threads";
                EXPECT_EQ(rows.summary.features, first.summary.features);
                EXPECT_EQ(rows.summary.vertices, first.summary.vertices);
                EXPECT_EQ(rows.summary.findings.size(), first.summary.findings.size());
                if (threads == 1) {
                    sequences = rows.sequences;
                }
                EXPECT_EQ(rows.sequences, sequences) << threads << " threads";
            }
        }
        return first;
    }

    /// … and the same as OGR gives.
    Rows readLikeOgr() {
        Rows rows = readAlike();
        EXPECT_EQ(rows.rows, test::rowsByOgr(path, "parcel", texts, numbers));
        return rows;
    }

    test::TemporaryFolder folder;
    std::string path = folder.file("parcels.gpkg");
    std::vector<std::string> texts = {"code"};
    std::vector<std::string> numbers = {"area", "floors"};
};

constexpr const char* kColumns = "code TEXT, area REAL, floors INTEGER";

/// `count` parcels of growing size with texts, numbers and nulls, from key `first` on.
void addParcels(GpkgFile& file, int count, std::int64_t first = 1, int vertices = 0) {
    file.run("BEGIN");
    for (int i = 0; i < count; ++i) {
        const double x = 500000.0 + i * 20.25;
        const std::string wkt =
            vertices > 0 ? wheel(x, 4e6, 9.5, vertices + i % 7) : square(x, 4e6 + i * 0.5, 10.0);
        const std::string n = std::to_string(i);
        const std::string code = i % 5 == 0 ? "NULL" : "'地类" + n + "'";
        const std::string area = i % 7 == 0 ? "NULL" : n + (i % 2 == 0 ? ".0" : ".125");
        const std::string floors = i % 11 == 0 ? "NULL" : std::to_string((i - 50) * 1000003LL);
        file.runWith("INSERT INTO parcel VALUES (?2, ?1, " + code + ", " + area + ", " + floors +
                         ")",
                     blobOf(wkt),
                     first + i);
    }
    file.run("COMMIT");
}

} // namespace

TEST_F(GpkgReaders, AgreeOnSmallParcelsOverManyLeaves) {
    GpkgFile file(path);
    file.layer("parcel", kColumns);
    addParcels(file, 9000);
    file.close();
    const Rows rows = readLikeOgr();
    EXPECT_THAT(rows.rows, SizeIs(9000));
    EXPECT_GT(rows.chunkSizes.size(), 2U);
    EXPECT_THAT(rows.summary.findings, IsEmpty());
    EXPECT_EQ(rows.summary.vertices, 45000U);
    EXPECT_THAT(rows.rows[1].texts, ElementsAre(Optional(std::string("地类1"))));
    EXPECT_THAT(rows.rows[1].numbers, ElementsAre(Optional(1.125), Optional(-49000147.0)));
    EXPECT_THAT(rows.rows[5].texts, ElementsAre(std::nullopt));
}

TEST_F(GpkgReaders, AgreeOnEveryPageSize) {
    for (const int pageSize : {512, 1024, 2048, 4096, 8192, 16384, 32768, 65536}) {
        SCOPED_TRACE(pageSize);
        path = folder.file(std::to_string(pageSize) + ".gpkg");
        GpkgFile file(path, "PRAGMA page_size = " + std::to_string(pageSize) + ";");
        file.layer("parcel", kColumns);
        addParcels(file, 700, 1, 12);
        file.close();
        const std::string head = test::bytesOf(path).substr(16, 2);
        EXPECT_EQ(static_cast<unsigned char>(head[0]) * 256 + static_cast<unsigned char>(head[1]),
                  pageSize == 65536 ? 1 : pageSize);
        EXPECT_THAT(readLikeOgr().rows, SizeIs(700));
    }
}

TEST_F(GpkgReaders, AgreeOnPayloadsAroundTheLimitOfAPage) {
    // From a record that just fits on a page of 512 bytes over one and several overflow pages.
    GpkgFile file(path, "PRAGMA page_size = 512;");
    file.layer("parcel", kColumns);
    for (int i = 0; i < 1400; ++i) {
        file.runWith("INSERT INTO parcel VALUES (?2, ?1, '" +
                         std::string(static_cast<std::size_t>(i), 'x') + "', 1.5, 2)",
                     blobOf(square(i, i, 1.0)),
                     i + 1);
    }
    file.close();
    EXPECT_THAT(readLikeOgr().rows, SizeIs(1400));
}

TEST_F(GpkgReaders, AgreeOnLargeGeometriesInOverflowPages) {
    GpkgFile file(path);
    file.layer("parcel", kColumns);
    addParcels(file, 10, 1, 5000);
    addParcels(file, 3000, 100);
    addParcels(file, 3, 5000, 66000); // each more than a chunk by itself
    file.close();
    EXPECT_THAT(readLikeOgr().rows, SizeIs(3013));
}

TEST_F(GpkgReaders, AgreeOnGapsAndNegativeKeys) {
    GpkgFile file(path);
    file.layer("parcel", kColumns);
    addParcels(file, 50, INT64_MIN);
    addParcels(file, 3000, -1500);
    addParcels(file, 50, INT64_C(1) << 40);
    addParcels(file, 20, INT64_MAX - 19);
    file.run("DELETE FROM parcel WHERE fid % 3 = 0");
    file.close();
    const Rows rows = readLikeOgr();
    EXPECT_EQ(rows.rows.front().id, INT64_MIN);
    EXPECT_EQ(rows.rows.back().id, INT64_MAX);
}

TEST_F(GpkgReaders, AgreeWhereAChunkEndsAtTheHighestKey) {
    GpkgFile file(path, "PRAGMA page_size = 65536;");
    file.layer("parcel", kColumns);
    addParcels(file, 2048, INT64_MAX - 2047);
    file.close();
    const Rows rows = readLikeOgr();
    EXPECT_THAT(rows.chunkSizes, ElementsAre(2048));
}

TEST_F(GpkgReaders, AgreeOnColumnsAddedLater) {
    GpkgFile file(path);
    file.layer("parcel", kColumns);
    addParcels(file, 5000);
    file.run("ALTER TABLE parcel ADD COLUMN zone TEXT DEFAULT '新区'");
    file.run("ALTER TABLE parcel ADD COLUMN ratio REAL");
    file.run("INSERT INTO parcel SELECT fid + 10000, geom, code, area, floors, 'old', 0.5 "
             "FROM parcel WHERE fid % 2 = 0");
    file.close();
    texts = {"code", "zone"};
    numbers = {"ratio"};
    const Rows rows = readLikeOgr();
    EXPECT_THAT(rows.rows, SizeIs(7500));
    EXPECT_THAT(rows.rows.front().texts.back(), Optional(std::string("新区")));
    EXPECT_THAT(rows.rows.back().texts.back(), Optional(std::string("old")));
}

TEST_F(GpkgReaders, AgreeOnGeometriesOfEveryKind) {
    GpkgFile file(path);
    file.layer("parcel", "code TEXT", "GEOMETRY");
    const char* const kinds[] = {
        "POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,2 4,4 4,4 2,2 2),(6 6,6 8,8 8,8 6,6 6))",
        "POLYGON Z((0 0 5,10 0 5,10 10 5,0 10 5,0 0 5))",
        "POLYGON M((0 0 5,10 0 6,10 10 7,0 10 8,0 0 5))",
        "POLYGON ZM((0 0 5 1,10 0 6 1,10 10 7 1,0 10 8 1,0 0 5 1))",
        "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((5 5,9 5,9 9,5 9,5 5),(6 6,6 7,7 7,7 6,6 6)))",
        "MULTIPOLYGON Z(((0 0 1,1 0 1,1 1 1,0 1 1,0 0 1)))",
        "GEOMETRYCOLLECTION(POLYGON((0 0,1 0,1 1,0 0)),MULTIPOLYGON(((3 3,4 3,4 4,3 3))))",
        "GEOMETRYCOLLECTION(POINT(1 2),POLYGON((0 0,1 0,1 1,0 0)),LINESTRING(0 0,1 1))",
        "POINT(1 2)",
        "LINESTRING(0 0,1 1)",
        "POLYGON EMPTY",
        "MULTIPOLYGON EMPTY",
        "POLYGON((0 0,0 10,10 10,10 0,0 0))",                  // clockwise
        "POLYGON((0 0,0 0,10 0,10 0,10 10,0 10,0 10,0 0,0 0))" // repeated vertices
    };
    for (const char* wkt : kinds) {
        for (const bool bigEndian : {false, true}) {
            file.runWith("INSERT INTO parcel VALUES (NULL, ?1, 'a')", blobOf(wkt, 0, bigEndian));
        }
    }
    file.run("INSERT INTO parcel VALUES (NULL, NULL, 'null')");
    file.close();
    numbers = {};
    const Rows rows = readLikeOgr();
    EXPECT_EQ(test::count(rows.summary.findings, FindingCode::NoGeometry), 5U); // empty, NULL
    EXPECT_EQ(test::count(rows.summary.findings, FindingCode::NotPolygon), 6U);
    EXPECT_THAT(rows.rows.back().parts, IsEmpty());
    EXPECT_THAT(rows.rows.front().parts, ElementsAre(SizeIs(3)));
}

TEST_F(GpkgReaders, AgreeOnValuesOfUnexpectedType) {
    GpkgFile file(path);
    file.layer("parcel", "code TEXT, area REAL, floors INTEGER, any BLOB");
    const std::string blob = blobOf(square(0, 0, 1));
    for (const char* values : {"X'0102', 'much', 'ten', 'x'",
                               "NULL, X'00', X'00', 7",
                               "'a', 3, 4.5, 2.5",
                               "'', -0.0, 9223372036854775807, NULL",
                               "' 12 ', 1e300, -9223372036854775808, '12'",
                               "'\xD6\xC6', 4503599627370497, 1e15, X'01'"}) {
        file.runWith(std::string("INSERT INTO parcel VALUES (NULL, ?1, ") + values + ")", blob);
    }
    file.run("INSERT INTO parcel VALUES (NULL, 'no blob', 'b', 1, 1, 1), (NULL, 5, 'b', 1, 1, 1)");
    file.close();
    texts = {"code", "area", "floors", "any"};
    numbers = {"code", "area", "floors", "any"};
    const Rows rows = readAlike();
    const auto text = [](const char* value) { return Optional(std::string(value)); };
    EXPECT_THAT(rows.rows[0].texts,
                ElementsAre(std::nullopt, text("much"), text("ten"), text("x")));
    EXPECT_THAT(rows.rows[2].texts, ElementsAre(text("a"), text("3"), text("4.5"), text("2.5")));
    EXPECT_THAT(rows.rows[4].numbers,
                ElementsAre(Optional(12.0), Optional(1e300), Optional(-0x1p63), Optional(12.0)));
    EXPECT_EQ(test::count(rows.summary.findings, FindingCode::EncodingDetected), 1U);
    EXPECT_EQ(test::count(rows.summary.findings, FindingCode::NoGeometry), 2U);
}

TEST_F(GpkgReaders, AgreeOnTextsWithZeroBytesAndLongTexts) {
    GpkgFile file(path);
    file.layer("parcel", "code TEXT");
    file.run("INSERT INTO parcel VALUES (1, NULL, 'a' || char(0) || 'b'), "
             "(2, NULL, printf('%.*c', 300000, 'x'))");
    file.close();
    numbers = {};
    const Rows rows = readAlike();
    EXPECT_THAT(rows.rows[0].texts, ElementsAre(Optional(std::string("a\0b", 3))));
    EXPECT_THAT(rows.rows[1].texts, ElementsAre(Optional(SizeIs(300000))));
}

TEST_F(GpkgReaders, AgreeOnUtf16Databases) {
    for (const char* encoding : {"UTF-16le", "UTF-16be"}) {
        path = folder.file(std::string(encoding) + ".gpkg");
        GpkgFile file(path, "PRAGMA encoding = '" + std::string(encoding) + "';");
        file.layer("parcel", kColumns);
        addParcels(file, 100);
        file.close();
        EXPECT_THAT(readLikeOgr().rows[1].texts, ElementsAre(Optional(std::string("地类1"))));
    }
}

TEST_F(GpkgReaders, AgreeOnTablesWithoutRowid) {
    GpkgFile file(path);
    file.run("CREATE TABLE parcel (fid INTEGER PRIMARY KEY, geom POLYGON, code TEXT, area REAL, "
             "floors INTEGER) WITHOUT ROWID");
    file.announce("parcel");
    addParcels(file, 3000);
    file.close();
    const Rows rows = readAlike();
    ASSERT_THAT(rows.rows, SizeIs(3000));
    EXPECT_THAT(rows.rows[1].texts, ElementsAre(Optional(std::string("地类1"))));
}

TEST_F(GpkgReaders, AgreeOnViews) {
    GpkgFile file(path);
    file.layer("whole", kColumns);
    file.run("CREATE TABLE parcel (fid INTEGER PRIMARY KEY, geom, code, area, floors)");
    addParcels(file, 3000);
    file.run("ALTER TABLE parcel RENAME TO stored; "
             "CREATE VIEW parcel AS SELECT fid, geom, upper(code) AS code, area, floors "
             "FROM stored WHERE fid > 1000");
    file.announce("parcel");
    file.close();
    EXPECT_THAT(readAlike().rows, SizeIs(2000));
}

TEST_F(GpkgReaders, AgreeOnKeysThatAreNoRowid) {
    // A text key, and a DESC key, which for SQLite is no alias of the rowid.
    for (const char* key : {"fid TEXT PRIMARY KEY", "fid INTEGER PRIMARY KEY DESC"}) {
        path = folder.file(std::to_string(std::string(key).size()) + ".gpkg");
        GpkgFile file(path);
        file.run(std::string("CREATE TABLE parcel (") + key +
                 ", geom POLYGON, code TEXT, area REAL, floors INTEGER)");
        file.announce("parcel");
        addParcels(file, 100, 1000);
        file.close();
        texts = {"fid", "code"};
        const Rows rows = readAlike();
        ASSERT_THAT(rows.rows, SizeIs(100));
        EXPECT_EQ(rows.rows.front().id, 1);
        EXPECT_THAT(rows.rows.front().texts.front(), Optional(std::string("1000")));
    }
}

TEST_F(GpkgReaders, AgreeOnGeneratedColumns) {
    GpkgFile file(path);
    file.layer("parcel",
               "code TEXT, twice INTEGER GENERATED ALWAYS AS (area * 2) VIRTUAL, area REAL, "
               "kept INTEGER GENERATED ALWAYS AS (area + 1) STORED, floors INTEGER");
    file.runWith("INSERT INTO parcel (geom, code, area, floors) VALUES (?1, 'a', 5, 6)",
                 blobOf(square(0, 0, 1)));
    file.close();
    texts = {"kept"}; // readable from the pages, behind a column that is not stored
    EXPECT_THAT(readAlike().rows.front().texts, ElementsAre(Optional(std::string("6"))));
    texts = {"twice"};
    EXPECT_THAT(readAlike().rows.front().texts, ElementsAre(Optional(std::string("10"))));
}

TEST_F(GpkgReaders, AgreeOnAnEmptyTable) {
    GpkgFile file(path);
    file.layer("parcel", kColumns);
    file.close();
    EXPECT_THAT(readLikeOgr().rows, IsEmpty());
}

TEST_F(GpkgReaders, TellTheFieldsCrsAndCountOfALayer) {
    GpkgFile file(path);
    file.layer("parcel", kColumns);
    file.run("CREATE TABLE gpkg_ogr_contents (table_name TEXT PRIMARY KEY, feature_count INTEGER);"
             "INSERT INTO gpkg_ogr_contents VALUES ('parcel', 42);"
             "UPDATE gpkg_contents SET min_x = 1, min_y = 2, max_x = 3, max_y = 4");
    file.close();
    auto source = GpkgSource::open(path, std::nullopt);
    ASSERT_TRUE(source) << source.error().detail;
    const SourceInfo& info = (*source)->info();
    EXPECT_EQ(info.layer, "parcel");
    EXPECT_EQ(info.format, "GPKG");
    EXPECT_EQ(info.featureCount, 42U);
    EXPECT_THAT(info.extent, Optional(ElementsAre(1.0, 2.0, 3.0, 4.0)));
    EXPECT_THAT(info.crs, testing::HasSubstr("4548"));
    ASSERT_THAT(info.fields, SizeIs(4)); // the key among them
    EXPECT_EQ(info.field("CODE"), 1U);
    EXPECT_EQ(info.fields[1].type, FieldType::Text);
    EXPECT_EQ(info.fields[2].type, FieldType::Real);
    EXPECT_EQ(info.fields[3].type, FieldType::Integer);
}

TEST_F(GpkgReaders, ReadOnlyAboutTheLimitAskedFor) {
    GpkgFile file(path);
    file.layer("parcel", kColumns);
    addParcels(file, 9000);
    file.close();
    auto source = GpkgSource::open(path, std::nullopt);
    ASSERT_TRUE(source);
    ScanRequest request{.limit = 100};
    std::size_t first = 0;
    auto summary = (*source)->scan(request,
                                   [&](int, FeatureChunk&& chunk) {
                                       first = chunk.sequence == 0 ? chunk.size() : first;
                                       return true;
                                   },
                                   {});
    ASSERT_TRUE(summary);
    EXPECT_GE(first, 100U);
    EXPECT_LT(summary->features, 9000U);
}

} // namespace tuban::data

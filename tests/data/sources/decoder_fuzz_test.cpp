// Bytes of strangers through the decoders, from fixed seeds: no crash, no endless loop.

#include "data/sources/dbf_encoding.h"
#include "data/sources/polygon_decoder.h"
#include "data/sources/wkb_kind.h"
#include "data/sources/zip_archive.h"
#include "support/gpkg_file.h"
#include "support/shapefile.h"
#include "support/temporary_folder.h"
#include "support/zip_file.h"

#include <cpl_vsi.h>

#include <gtest/gtest.h>
#include <random>

namespace tuban::data {

namespace {

/// Changes a few bytes, or cuts, repeats or inserts a piece.
std::string mutated(std::string bytes, std::mt19937& random) {
    const auto below = [&](std::size_t end) { return random() % std::max<std::size_t>(1, end); };
    for (std::size_t n = 1 + below(4); n > 0 && !bytes.empty(); --n) {
        const std::size_t at = below(bytes.size());
        switch (below(6)) {
        case 0:
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
            break;
        case 1:
            bytes[at] = static_cast<char>(random() % 256);
            break;
        case 2:
            bytes[at] = random() % 2 == 0 ? '\xFF' : '\0';
            break;
        case 3:
            bytes.resize(at);
            break;
        case 4:
            bytes.insert(at, bytes.substr(below(bytes.size()), below(64)));
            break;
        default:
            bytes.erase(at, below(16));
        }
    }
    return bytes;
}

/// A file in memory, for decoders that read through GDAL's file layer.
class MemoryFile {
public:
    MemoryFile(std::string name, std::string& bytes) : m_name(std::move(name)) {
        VSIFCloseL(VSIFileFromMemBuffer(
            m_name.c_str(), reinterpret_cast<GByte*>(bytes.data()), bytes.size(), FALSE));
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { VSIUnlink(m_name.c_str()); }

private:
    std::string m_name;
};

} // namespace

TEST(DecoderFuzz, GeoPackageBlobs) {
    const std::string seeds[] = {
        test::blobOf("POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,2 4,4 4,4 2,2 2))"),
        test::blobOf("MULTIPOLYGON Z(((0 0 1,1 0 1,1 1 1,0 0 1)),((5 5 1,9 5 1,9 9 1,5 5 1)))", 0),
        test::blobOf("GEOMETRYCOLLECTION(POINT(1 2),POLYGON((0 0,1 0,1 1,0 0)))", 1, true),
        test::blobOf("CURVEPOLYGON(CIRCULARSTRING(10 0,0 10,-10 0,0 -10,10 0))"),
        test::blobOf("POLYGON EMPTY")};
    std::mt19937 random(1);
    auto decoder = PolygonDecoder::create({});
    ASSERT_TRUE(decoder);
    geometry::PolygonChunkBuilder builder;
    int usable = 0;
    constexpr int kRounds = 100'000;
    for (int round = 0; round < kRounds; ++round) {
        const std::string blob = mutated(seeds[random() % std::size(seeds)], random);
        const auto wkb = geoPackageWkb(std::as_bytes(std::span(blob.data(), blob.size())));
        const DecodedGeometry met = decoder->append(wkb, builder);
        const geometry::PolygonChunk chunk = builder.take();
        ASSERT_EQ(chunk.size(), 1U);
        if (met.fault != GeometryFault::None) {
            ASSERT_EQ(chunk.parts(0).count(), 0U);
        }
        usable += chunk.parts(0).count() > 0 ? 1 : 0;
    }
    EXPECT_GT(usable, kRounds / 100);
    EXPECT_LT(usable, kRounds);
}

TEST(DecoderFuzz, DbfTables) {
    const std::string seed =
        test::DbfFile{.fields = {{"CODE", 12}, {test::encoded("名称", "GBK"), 20}},
                      .records = {{"1001", test::encoded("工业用地", "GBK")},
                                  {"07", "Zürich"},
                                  {"", test::encoded("静海区", "GBK")}},
                      .languageByte = '\x4D'}
            .bytes();
    std::mt19937 random(2);
    int readable = 0;
    for (int round = 0; round < 5'000; ++round) {
        std::string bytes = mutated(seed, random);
        const MemoryFile file("/vsimem/fuzz.dbf", bytes);
        const auto encoding = detectDbfEncoding("/vsimem/fuzz.dbf");
        readable += encoding ? 1 : 0;
        if (encoding) {
            ASSERT_FALSE(encoding->name.empty());
        }
    }
    EXPECT_GT(readable, 1'000);
}

TEST(DecoderFuzz, ZipDirectories) {
    const std::string seed =
        test::ZipFile{
            .entries = {{.name = "a.geojson", .content = "{}"},
                        {.name = "b/c.shp", .content = std::string(300, 'x'), .deflate = true}}}
            .bytes();
    test::TemporaryFolder folder;
    const std::string path = folder.file("fuzz.zip");
    std::mt19937 random(3);
    int accepted = 0;
    for (int round = 0; round < 3'000; ++round) {
        test::writeBytes(path, mutated(seed, random));
        const auto layers = layersInZip(path);
        if (layers) {
            ++accepted;
            for (const std::string& layer : layers->paths) {
                ASSERT_EQ(layer.find("/vsizip/{" + path + "}/"), 0U) << layer;
            }
        }
    }
    EXPECT_GT(accepted, 300);
    EXPECT_LT(accepted, 3'000);
}

} // namespace tuban::data

#include "data/feature_source.h"
#include "data/sqlite/sqlite_reader.h"
#include "data/store/workspace_writer.h"
#include "data/workspace/sample_reader.h"
#include "data/workspace/tiny_sample.h"
#include "support/temporary_folder.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <csignal>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <sys/resource.h>

namespace tuban::data {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

struct GdalClose {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, GdalClose>;

Dataset openWithOgr(const fs::path& path) {
    GDALAllRegister();
    return Dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
}

/// All vertices of a geometry as it is stored, ring after ring.
std::vector<std::array<double, 2>> verticesOf(const OGRGeometry& geometry) {
    std::vector<std::array<double, 2>> all;
    const auto addLine = [&](const OGRSimpleCurve& line) {
        for (int i = 0; i < line.getNumPoints(); ++i) {
            all.push_back({line.getX(i), line.getY(i)});
        }
    };
    switch (geometry.getGeometryType()) {
    case wkbPoint:
        all.push_back({geometry.toPoint()->getX(), geometry.toPoint()->getY()});
        break;
    case wkbLineString:
        addLine(*geometry.toLineString());
        break;
    case wkbPolygon:
        for (const OGRLinearRing* ring : *geometry.toPolygon()) {
            addLine(*ring);
        }
        break;
    case wkbMultiPolygon:
        for (const OGRPolygon* part : *geometry.toMultiPolygon()) {
            const auto vertices = verticesOf(*part);
            all.insert(all.end(), vertices.begin(), vertices.end());
        }
        break;
    default:
        ADD_FAILURE() << geometry.getGeometryName();
    }
    return all;
}

std::vector<std::array<double, 2>> verticesOf(const GridGeometry& geometry) {
    constexpr auto kGrid = geometry::Grid::tenthMillimetre();
    std::vector<std::array<double, 2>> all;
    for (const auto& part : geometry.parts) {
        for (const auto& ring : part) {
            for (const auto point : ring) {
                all.push_back({kGrid.toUnits(point.x), kGrid.toUnits(point.y)});
            }
        }
    }
    return all;
}

std::vector<std::string> textsOf(const fs::path& path, const std::string& sql) {
    const auto db = SqliteReader::open(path);
    EXPECT_TRUE(db);
    auto query = db->prepare(sql);
    EXPECT_TRUE(query) << (query ? "" : query.error().detail);
    std::vector<std::string> texts;
    while (query->step() == SqliteStatement::Step::Row) {
        texts.emplace_back(query->text(0));
    }
    return texts;
}

class WorkspaceWriterTest : public ::testing::Test {
protected:
    WorkspaceWriterTest() {
        tests::writeTinySample(m_layers.path());
        const auto sample = readSample("tiny", m_layers.path());
        EXPECT_TRUE(sample);
        for (const LayerSchema& schema : sample->layers) {
            auto table = readSampleLayer(*sample, schema);
            EXPECT_TRUE(table);
            m_tables.push_back(std::move(*table));
        }
    }

    Result<void> write(const fs::path& path,
                       IfExists ifExists = IfExists::Refuse,
                       const Progress& progress = {}) const {
        auto writer =
            WorkspaceWriter::create(path, {"EPSG:4548", "2026-01-02", "schematic", ifExists});
        if (!writer) {
            return writer.error();
        }
        for (const LayerTable& table : m_tables) {
            if (auto added = writer->addTable(table, progress); !added) {
                return added;
            }
        }
        return writer->commit();
    }

    test::TemporaryFolder m_layers;
    test::TemporaryFolder m_folder;
    std::vector<LayerTable> m_tables;
};

} // namespace

TEST_F(WorkspaceWriterTest, OgrReadsBackEveryVertexBitForBit) {
    ASSERT_TRUE(write(m_folder / "a.gpkg"));
    const Dataset dataset = openWithOgr(m_folder / "a.gpkg");
    ASSERT_TRUE(dataset);
    ASSERT_EQ(dataset->GetLayerCount(), 6) << "and the styles";
    for (const LayerTable& table : m_tables) {
        OGRLayer* layer = dataset->GetLayerByName(table.schema.name.c_str());
        ASSERT_NE(layer, nullptr) << table.schema.name;
        ASSERT_EQ(layer->GetFeatureCount(), static_cast<GIntBig>(table.rows.size()));
        std::size_t row = 0;
        for (const OGRFeatureUniquePtr& feature : *layer) {
            EXPECT_EQ(feature->GetFID(), static_cast<GIntBig>(row) + 1);
            if (table.schema.geometry == GeometryKind::None) {
                EXPECT_EQ(feature->GetGeometryRef(), nullptr);
            } else {
                ASSERT_NE(feature->GetGeometryRef(), nullptr);
                EXPECT_EQ(verticesOf(*feature->GetGeometryRef()),
                          verticesOf(table.rows[row].geometry));
            }
            ++row;
        }
    }
}

TEST_F(WorkspaceWriterTest, OgrReadsBackTypesValuesAndTheReferenceSystem) {
    ASSERT_TRUE(write(m_folder / "a.gpkg"));
    const Dataset dataset = openWithOgr(m_folder / "a.gpkg");
    ASSERT_TRUE(dataset);
    OGRLayer* parcels = dataset->GetLayerByName("parcel");
    ASSERT_NE(parcels, nullptr);
    EXPECT_EQ(parcels->GetGeomType(), wkbMultiPolygon);
    EXPECT_STREQ(parcels->GetSpatialRef()->GetAuthorityCode(nullptr), "4548");
    EXPECT_STREQ(parcels->GetMetadataItem("DESCRIPTION"), "schematic");
    const OGRFeatureDefn& fields = *parcels->GetLayerDefn();
    EXPECT_EQ(fields.GetFieldDefn(5)->GetType(), OFTReal);
    EXPECT_EQ(fields.GetFieldDefn(6)->GetType(), OFTInteger64);
    EXPECT_EQ(fields.GetFieldDefn(7)->GetType(), OFTDate);
    EXPECT_FALSE(fields.GetFieldDefn(3)->IsNullable());
    EXPECT_TRUE(fields.GetFieldDefn(3)->IsUnique());
    const OGRFeatureUniquePtr first(parcels->GetFeature(1));
    EXPECT_STREQ(first->GetFieldAsString("parcel_no"), "P-1");
    EXPECT_EQ(first->GetFieldAsDouble("area_m2"), 9900.5);
    EXPECT_STREQ(first->GetFieldAsString("supplied_on"), "2024/02/29");
    const OGRFeatureUniquePtr second(parcels->GetFeature(2));
    EXPECT_TRUE(second->IsFieldNull(second->GetFieldIndex("floors")));
    OGRLayer* districts = dataset->GetLayerByName("district");
    const OGRFeatureUniquePtr district(districts->GetFeature(1));
    EXPECT_STREQ(district->GetFieldAsString("name_zh"), "新材料\"片区\"");
}

TEST_F(WorkspaceWriterTest, OurSourceReadsBackTheSameVerticesAndAreas) {
    ASSERT_TRUE(write(m_folder / "a.gpkg"));
    auto source = openSource((m_folder / "a.gpkg").string() + ":parcel");
    ASSERT_TRUE(source) << source.error().detail;
    std::vector<FeatureChunk> chunks;
    const auto keep = [&](int, FeatureChunk&& chunk) {
        chunks.push_back(std::move(chunk));
        return true;
    };
    ScanRequest request;
    request.columns = {{*(*source)->info().field("parcel_no"), ColumnType::Text}};
    const auto scanned = (*source)->scan(request, keep, {});
    ASSERT_TRUE(scanned);
    EXPECT_EQ(scanned->offGridVertices, 0U);
    EXPECT_THAT(scanned->findings, IsEmpty());
    ASSERT_EQ(chunks.size(), 1U);
    const geometry::PolygonChunk& polygons = chunks[0].polygons;
    ASSERT_EQ(polygons.size(), 3U);
    EXPECT_EQ(chunks[0].columns[0].text(2), "P-3");
    EXPECT_EQ(polygons.doubledArea(0), Int128{2} * 9900 * 100000000);
    EXPECT_EQ(polygons.doubledArea(1), Int128{2} * 100 * 100000000);
    for (std::size_t feature = 0; feature < polygons.size(); ++feature) {
        std::vector<geometry::GridPoint> read;
        const auto rings = polygons.featureRings(feature);
        for (std::uint32_t ring = rings.first; ring < rings.last; ++ring) {
            read.insert(read.end(), polygons.ring(ring).begin(), polygons.ring(ring).end());
        }
        std::vector<geometry::GridPoint> written;
        for (const auto& part : m_tables[1].rows[feature].geometry.parts) {
            for (const auto& ring : part) {
                written.insert(written.end(), ring.begin(), ring.end() - 1);
            }
        }
        EXPECT_THAT(read, ::testing::UnorderedElementsAreArray(written));
    }
}

TEST_F(WorkspaceWriterTest, IndexFindsEveryFeatureAndIsRegistered) {
    ASSERT_TRUE(write(m_folder / "a.gpkg"));
    const fs::path path = m_folder / "a.gpkg";
    EXPECT_THAT(textsOf(path, "SELECT rowid FROM rtree_parcel_geom_rowid ORDER BY 1"),
                ElementsAre("1", "2", "3"));
    EXPECT_THAT(textsOf(path,
                        "SELECT table_name FROM gpkg_extensions "
                        "WHERE extension_name = 'gpkg_rtree_index' ORDER BY rowid"),
                ElementsAre("district", "parcel", "road", "well"));
    EXPECT_EQ(textsOf(path,
                      "SELECT name FROM sqlite_schema "
                      "WHERE type = 'trigger' AND tbl_name = 'parcel'")
                  .size(),
              9U);
    const Dataset dataset = openWithOgr(path);
    OGRLayer* parcels = dataset->GetLayerByName("parcel");
    EXPECT_TRUE(parcels->TestCapability(OLCFastSpatialFilter));
    parcels->SetSpatialFilterRect(487205, 4302001, 487206, 4302002);
    EXPECT_EQ(parcels->GetFeatureCount(), 1);
}

TEST_F(WorkspaceWriterTest, OtherProgramsAreKeptFromWritingPastTheJournal) {
    const fs::path path = m_folder / "a.gpkg";
    ASSERT_TRUE(write(path));
    {
        GDALAllRegister();
        CPLPushErrorHandler(CPLQuietErrorHandler);
        const Dataset dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
        ASSERT_TRUE(dataset);
        OGRLayer* wells = dataset->GetLayerByName("well");
        OGRFeature well(wells->GetLayerDefn());
        OGRPoint place(487999, 4302999);
        well.SetGeometry(&place);
        EXPECT_NE(wells->CreateFeature(&well), OGRERR_NONE);
        OGRLayer* parcels = dataset->GetLayerByName("parcel");
        EXPECT_NE(parcels->DeleteFeature(2), OGRERR_NONE);
        const OGRFeatureUniquePtr parcel(parcels->GetFeature(1));
        parcel->SetField("parcel_no", "P-9");
        EXPECT_NE(parcels->SetFeature(parcel.get()), OGRERR_NONE);
        EXPECT_THAT(CPLGetLastErrorMsg(), HasSubstr("change it with Tuban"));
        CPLPopErrorHandler();
    }
    EXPECT_THAT(textsOf(path, "SELECT parcel_no FROM parcel ORDER BY fid"),
                ElementsAre("P-1", "P-2", "P-3"));
}

TEST_F(WorkspaceWriterTest, StatesExtentsVersionAndDate) {
    ASSERT_TRUE(write(m_folder / "a.gpkg"));
    const fs::path path = m_folder / "a.gpkg";
    const std::string bytes = tests::readFile(path);
    EXPECT_EQ(bytes.substr(68, 4), "GPKG");
    EXPECT_EQ(bytes.substr(60, 4), std::string("\0\0\x28\x3C", 4)) << "10300";
    EXPECT_THAT(textsOf(path,
                        "SELECT min_x || ' ' || min_y || ' ' || max_x || ' ' || max_y "
                        "FROM gpkg_contents WHERE table_name = 'district'"),
                ElementsAre("487000.0001 4302000.0002 490000.0001 4304210.0002"));
    EXPECT_THAT(textsOf(path, "SELECT DISTINCT last_change FROM gpkg_contents"),
                ElementsAre("2026-01-02T00:00:00.000Z"));
    EXPECT_THAT(textsOf(path, "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY srs_id"),
                ElementsAre("-1", "0", "4326", "4548"));
    EXPECT_THAT(
        textsOf(path, "SELECT table_name FROM gpkg_contents WHERE data_type = 'attributes'"),
        ElementsAre("contract", "layer_styles"));
}

TEST_F(WorkspaceWriterTest, DescribesFieldsInBothLanguagesWithTheirUnit) {
    ASSERT_TRUE(write(m_folder / "a.gpkg"));
    EXPECT_THAT(textsOf(m_folder / "a.gpkg",
                        "SELECT name || '|' || title || '|' || description FROM gpkg_data_columns "
                        "WHERE table_name = 'contract' ORDER BY rowid"),
                ElementsAre("合同编号|Contract number|合同编号 Contract number",
                            "价款|Price|价款 Price (10k_yuan)"));
}

TEST_F(WorkspaceWriterTest, SameInputGivesTheSameBytes) {
    ASSERT_TRUE(write(m_folder / "a.gpkg"));
    ASSERT_TRUE(write(m_folder / "b.gpkg"));
    EXPECT_TRUE(tests::readFile(m_folder / "a.gpkg") == tests::readFile(m_folder / "b.gpkg"));
    EXPECT_EQ(m_folder.files(), 2U) << "no journal, no temporary file";
}

TEST_F(WorkspaceWriterTest, LeavesAnExistingFileAloneUnlessAsked) {
    const fs::path path = m_folder / "a.gpkg";
    tests::writeFile(path, "precious");
    const auto refused = write(path);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::FileExists);
    EXPECT_EQ(tests::readFile(path), "precious");
    ASSERT_TRUE(write(path, IfExists::Replace));
    EXPECT_GT(fs::file_size(path), 10000U);
}

TEST_F(WorkspaceWriterTest, DoesNotReplaceAFileThatAppearedMeanwhile) {
    const fs::path path = m_folder / "a.gpkg";
    auto writer = WorkspaceWriter::create(path, {"EPSG:4548", {}});
    ASSERT_TRUE(writer);
    tests::writeFile(path, "precious");
    const auto committed = writer->commit();
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().code, ErrorCode::FileExists);
    EXPECT_EQ(tests::readFile(path), "precious");
}

TEST_F(WorkspaceWriterTest, CancellingLeavesNothing) {
    std::stop_source stop;
    stop.request_stop();
    const auto written = write(m_folder / "a.gpkg", IfExists::Refuse, Progress(stop.get_token()));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(m_folder.files(), 0U);
}

TEST_F(WorkspaceWriterTest, AFailureInTheMiddleLeavesNothing) {
    m_tables[1].rows[2].values[0] = m_tables[1].rows[0].values[0]; // a key used twice
    const auto written = write(m_folder / "a.gpkg");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::WriteFailed);
    EXPECT_THAT(written.error().detail, HasSubstr("parcel.parcel_no"));
    EXPECT_EQ(m_folder.files(), 0U);
}

TEST_F(WorkspaceWriterTest, AFullDiskLeavesNothing) {
    // Writing beyond the limit fails as on a full disk.
    const auto previousHandler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit previous{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &previous), 0);
    for (const rlim_t bytes : {0UL, 4096UL, 20000UL, 100000UL}) {
        const rlimit limit{bytes, previous.rlim_max};
        ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
        const auto written = write(m_folder / "a.gpkg");
        ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &previous), 0);
        ASSERT_FALSE(written) << bytes;
        EXPECT_EQ(written.error().code, ErrorCode::WriteFailed);
        EXPECT_EQ(m_folder.files(), 0U) << bytes;
    }
    std::signal(SIGXFSZ, previousHandler);
    EXPECT_TRUE(write(m_folder / "a.gpkg")) << "after a failure the next one works";
}

TEST_F(WorkspaceWriterTest, SaysWhenTheFolderCannotBeWritten) {
    const auto written = write(m_folder / "missing/a.gpkg");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::WriteFailed);
    EXPECT_EQ(written.error().subject, (m_folder / "missing/a.gpkg").string());
    EXPECT_EQ(m_folder.files(), 0U);
}

TEST_F(WorkspaceWriterTest, NeedsARegisteredReferenceSystem) {
    for (const char* crs : {"EPSG:999999", "+proj=tmerc +lon_0=116.9 +ellps=GRS80"}) {
        const auto writer = WorkspaceWriter::create(m_folder / "a.gpkg", {crs, {}});
        ASSERT_FALSE(writer) << crs;
        EXPECT_EQ(writer.error().code, ErrorCode::UnknownCrs);
    }
    EXPECT_EQ(m_folder.files(), 0U);
}

} // namespace tuban::data

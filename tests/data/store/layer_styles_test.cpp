#include "data/store/layer_styles.h"
#include "data/tables_reader/catalog_reader.h"
#include "data/workspace/gpkg_schema_sql.h"
#include "support/product_folders.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

namespace {

const fs::path kRoot = test::sourceFolder();
constexpr const char* kTime = "2026-11-20T00:00:00.000Z";

std::vector<LayerStyle> productStyles() {
    const auto schemas = readCatalog(kRoot / "layers" / "catalog");
    EXPECT_TRUE(schemas);
    const auto styles = readLayerStyles(*schemas, kRoot / "styles" / "layers");
    EXPECT_TRUE(styles) << styles.error().subject;
    return styles ? *styles : std::vector<LayerStyle>();
}

class StyleFile : public ::testing::Test {
protected:
    StyleFile()
        : m_folder(fs::temp_directory_path() / ("tuban_styles_" + std::to_string(::getpid()))) {
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    ~StyleFile() override { fs::remove_all(m_folder); }

    void write(const std::string& file, const std::string& text) const {
        std::ofstream(m_folder / file, std::ios::binary) << text;
    }
    /// A GeoPackage without layers, but with these styles.
    fs::path writeGeoPackage(const std::vector<LayerStyle>& styles) const {
        fs::path path = m_folder / "styles.gpkg";
        auto db = SqliteWriter::create(path, "styles.gpkg");
        EXPECT_TRUE(db);
        EXPECT_TRUE(db->execute("PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;" +
                                coreTablesSql() + layerStylesTableSql() +
                                "; INSERT INTO gpkg_contents (table_name, data_type, identifier) "
                                "VALUES ('layer_styles', 'attributes', 'layer_styles')"));
        {
            auto insert = db->prepare(layerStyleInsertSql());
            EXPECT_TRUE(insert);
            for (std::size_t i = 0; i < styles.size(); ++i) {
                EXPECT_TRUE(insert->run(
                    layerStyleValues(styles[i], static_cast<std::int64_t>(i + 1), kTime)));
            }
        }
        EXPECT_TRUE(db->close());
        return path;
    }

    fs::path m_folder;
};

} // namespace

TEST_F(StyleFile, IsReadForEveryLayerThatNamesOne) {
    write("blue.qml", "<qgis/>");
    write("blue.sld", "<sld/>");
    const std::vector<LayerSchema> layers{
        {.name = "river",
         .title = {"河", "Rivers"},
         .geometry = GeometryKind::LineString,
         .style = "blue"},
        {.name = "plain", .title = {}, .geometry = GeometryKind::Polygon},
        {.name = "table", .title = {}, .style = "blue"}};
    const auto styles = readLayerStyles(layers, m_folder);
    ASSERT_TRUE(styles) << styles.error().detail;
    ASSERT_THAT(*styles, SizeIs(1));
    EXPECT_EQ(styles->front(),
              (LayerStyle{"river", "blue", true, "河 Rivers", "<qgis/>", "<sld/>"}));
}

TEST_F(StyleFile, GoesBeforeWhatElseCanBeShownOfTheLayer) {
    for (const char* name : {"blue-width", "blue", "blue-depth", "bluer"}) {
        write(std::string(name) + ".qml", "<qgis/>");
        write(std::string(name) + ".sld", "<sld/>");
    }
    const std::vector<LayerSchema> layers{
        {.name = "river", .title = {}, .geometry = GeometryKind::LineString, .style = "blue"}};
    const auto styles = readLayerStyles(layers, m_folder);
    ASSERT_TRUE(styles);
    ASSERT_THAT(*styles, SizeIs(3));
    EXPECT_EQ((*styles)[0].name, "blue");
    EXPECT_EQ((*styles)[1].name, "blue-depth");
    EXPECT_EQ((*styles)[2].name, "blue-width");
    EXPECT_TRUE((*styles)[0].first);
    EXPECT_FALSE((*styles)[1].first || (*styles)[2].first);
    EXPECT_EQ((*styles)[2].layer, "river");
}

TEST_F(StyleFile, MustBeThereInBothFormats) {
    const std::vector<LayerSchema> layers{
        {.name = "river", .title = {}, .geometry = GeometryKind::LineString, .style = "blue"}};
    for (const char* missing : {"blue.qml", "blue.sld"}) {
        const auto styles = readLayerStyles(layers, m_folder);
        ASSERT_FALSE(styles);
        EXPECT_EQ(styles.error().code, ErrorCode::TableNotFound);
        EXPECT_THAT(styles.error().subject, HasSubstr(missing));
        write("blue.qml", "<qgis/>");
    }
}

TEST_F(StyleFile, TableGivesTheStyleToTheQueryOfQgis) {
    const auto styles = productStyles();
    const fs::path path = writeGeoPackage(styles);
    GDALAllRegister();
    const std::unique_ptr<GDALDataset> file(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR));
    ASSERT_NE(file, nullptr);
    OGRLayer* table = file->GetLayerByName(kLayerStylesTable);
    ASSERT_NE(table, nullptr);
    EXPECT_STREQ(table->GetFIDColumn(), "id");
    EXPECT_EQ(table->GetFeatureCount(), static_cast<GIntBig>(styles.size()));
    for (const LayerStyle& style : styles) {
        if (!style.first) {
            continue;
        }
        const std::string query = "f_table_schema='' AND f_table_name='" + style.layer +
                                  "' AND f_geometry_column='geom' ORDER BY CASE WHEN useAsDefault "
                                  "THEN 1 ELSE 2 END,update_time DESC LIMIT 1";
        ASSERT_EQ(table->SetAttributeFilter(query.c_str()), OGRERR_NONE);
        const std::unique_ptr<OGRFeature> row(table->GetNextFeature());
        ASSERT_NE(row, nullptr) << style.layer;
        EXPECT_EQ(row->GetFieldAsInteger("useAsDefault"), 1);
        EXPECT_EQ(row->GetFieldAsString("styleQML"), style.qml);
        EXPECT_EQ(row->GetFieldAsString("styleSLD"), style.sld);
        EXPECT_STREQ(row->GetFieldAsString("update_time"), "2026/11/20 00:00:00+00");
    }
}

TEST(LayerStyles, OfTheProductAreThereForEveryLayerWithGeometry) {
    const auto schemas = readCatalog(kRoot / "layers" / "catalog");
    ASSERT_TRUE(schemas);
    const auto drawn = std::count_if(schemas->begin(), schemas->end(), [](const auto& schema) {
        return schema.geometry != GeometryKind::None;
    });
    const auto styles = productStyles();
    EXPECT_EQ(std::count_if(styles.begin(), styles.end(), [](const auto& s) { return s.first; }),
              drawn);
    for (const LayerStyle& style : styles) {
        EXPECT_THAT(style.qml, StartsWith("<!DOCTYPE qgis")) << style.layer;
        EXPECT_THAT(style.sld, HasSubstr("<StyledLayerDescriptor version=\"1.1.0\""));
        EXPECT_LE(style.name.size(), 30U) << "styleName is that long";
    }
}

} // namespace tuban::data

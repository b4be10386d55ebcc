// Rasters below a map: right colours at the right place, nothing where there is nothing.

#include "data/rasters/raster_source.h"
#include "support/temporary_folder.h"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <fstream>
#include <functional>
#include <gtest/gtest.h>

namespace tuban::data {

namespace {

constexpr std::uint32_t kRed = 0xffff0000;
constexpr std::uint32_t kGreen = 0xff00ff00;
constexpr std::uint32_t kBlue = 0xff0000ff;
constexpr std::uint32_t kWhite = 0xffffffff;
constexpr std::uint32_t kNothing = 0;
constexpr int kSide = 64;
/// Kilometre grid of EPSG:4548 near Tianjin; one metre a pixel.
constexpr double kEast = 500000.0;
constexpr double kNorth = 4300000.0;

class Rasters : public ::testing::Test {
protected:
    Rasters() { GDALAllRegister(); }

    using Value = std::function<double(int band, int column, int row)>;
    struct Kind {
        const char* driver = "GTiff";
        int bands = 3;
        GDALDataType type = GDT_Byte;
        bool placed = true;
        std::optional<double> noData = {};
        bool palette = false;
    };

    /// A square of kSide pixels with its north-west corner at (kEast, kNorth).
    std::filesystem::path make(const char* name, const Kind& kind, const Value& value) {
        auto* const memory = GetGDALDriverManager()->GetDriverByName("MEM");
        GDALDatasetUniquePtr made(memory->Create("", kSide, kSide, kind.bands, kind.type, nullptr));
        if (kind.placed) {
            double place[6] = {kEast, 1, 0, kNorth, 0, -1};
            made->SetGeoTransform(place);
            OGRSpatialReference crs;
            crs.importFromEPSG(4548);
            made->SetSpatialRef(&crs);
        }
        if (kind.palette) {
            GDALColorTable colours(GPI_RGB);
            const GDALColorEntry entries[] = {{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 0, 0}};
            for (int i = 0; i < 3; ++i) {
                colours.SetColorEntry(i, &entries[i]);
            }
            made->GetRasterBand(1)->SetColorTable(&colours);
        }
        for (int band = 1; band <= kind.bands; ++band) {
            GDALRasterBand& one = *made->GetRasterBand(band);
            if (kind.noData) {
                one.SetNoDataValue(*kind.noData);
            }
            std::vector<double> row(kSide);
            for (int y = 0; y < kSide; ++y) {
                for (int x = 0; x < kSide; ++x) {
                    row[static_cast<std::size_t>(x)] = value(band, x, y);
                }
                EXPECT_EQ(
                    one.RasterIO(
                        GF_Write, 0, y, kSide, 1, row.data(), kSide, 1, GDT_Float64, 0, 0, nullptr),
                    CE_None);
            }
        }
        const auto path = folder / name;
        auto* const driver = GetGDALDriverManager()->GetDriverByName(kind.driver);
        const GDALDatasetUniquePtr file(
            driver->CreateCopy(path.c_str(), made.get(), FALSE, nullptr, nullptr, nullptr));
        EXPECT_TRUE(file);
        return path;
    }

    /// Red in the north-west, green in the north-east, blue in the south-west, white.
    static double quarters(int band, int x, int y) {
        const bool east = x >= kSide / 2;
        const bool south = y >= kSide / 2;
        const int shown = south ? (east ? 0 : 3) : (east ? 2 : 1);
        return shown == 0 || shown == band ? 255.0 : 0.0;
    }

    static RasterPicture picture(RasterSource& source,
                                 const std::array<double, 4>& extent,
                                 int width,
                                 int height,
                                 const std::string& crs = "EPSG:4548") {
        auto read = source.read(crs, extent, width, height, {});
        EXPECT_TRUE(read);
        return read ? std::move(*read) : RasterPicture();
    }
    static std::uint32_t pixel(const RasterPicture& picture, int x, int y) {
        return picture.pixels.at(static_cast<std::size_t>(y * picture.width + x));
    }

    const std::array<double, 4> whole{kEast, kNorth - kSide, kEast + kSide, kNorth};
    test::TemporaryFolder folder;
};

TEST_F(Rasters, SayWhatTheyAreAndWhere) {
    const auto source = RasterSource::open(make("a.tif", {}, quarters));
    ASSERT_TRUE(source);
    const RasterInfo& info = (*source)->info();
    EXPECT_EQ(info.format, "GeoTIFF");
    EXPECT_EQ(info.extent, whole);
    EXPECT_NE(info.crs.find("CGCS2000"), std::string::npos);
    EXPECT_FALSE(info.hasOverviews);
}

TEST_F(Rasters, AreReadPixelByPixelWhereScalesAgree) {
    const auto source = RasterSource::open(make("a.tif", {}, [](int band, int x, int y) {
        return band == 1 ? x * 3.0 : band == 2 ? y * 3.0 : 7.0;
    }));
    ASSERT_TRUE(source);
    const RasterPicture all = picture(**source, whole, kSide, kSide);
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const auto expected = 0xff000000U | static_cast<std::uint32_t>(x * 3) << 16U |
                                  static_cast<std::uint32_t>(y * 3) << 8U | 7U;
            ASSERT_EQ(pixel(all, x, y), expected) << x << " " << y;
        }
    }
}

TEST_F(Rasters, AreTransparentOutside) {
    const auto source = RasterSource::open(make("a.tif", {}, quarters));
    ASSERT_TRUE(source);
    const RasterPicture around =
        picture(**source, {kEast - 64, kNorth - 128, kEast + 128, kNorth + 64}, 24, 24);
    EXPECT_EQ(pixel(around, 1, 1), kNothing);
    EXPECT_EQ(pixel(around, 10, 10), kRed);
    EXPECT_EQ(pixel(around, 13, 10), kGreen);
    EXPECT_EQ(pixel(around, 10, 13), kBlue);
    EXPECT_EQ(pixel(around, 13, 13), kWhite);
    EXPECT_EQ(pixel(around, 20, 12), kNothing);
}

// In the system of the next zone the square is turned by the convergence of meridians; PROJ says
// where the middles of its quarters lie.
TEST_F(Rasters, LieInOtherSystemsWhereTheyBelong) {
    const auto source = RasterSource::open(make("a.tif", {}, quarters));
    ASSERT_TRUE(source);
    OGRSpatialReference from;
    OGRSpatialReference to;
    from.importFromEPSG(4548);
    to.importFromEPSG(4549);
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> there(
        OGRCreateCoordinateTransformation(&from, &to));
    const struct {
        double east;
        double north;
        std::uint32_t colour;
    } middles[] = {{16, -16, kRed}, {48, -16, kGreen}, {16, -48, kBlue}, {48, -48, kWhite}};
    for (const auto& middle : middles) {
        double x = kEast + middle.east;
        double y = kNorth + middle.north;
        ASSERT_TRUE(there->Transform(1, &x, &y));
        const RasterPicture one =
            picture(**source, {x - 5, y - 5, x + 5, y + 5}, 10, 10, "EPSG:4549");
        EXPECT_EQ(pixel(one, 5, 5), middle.colour);
    }
}

TEST_F(Rasters, ShowNothingWhereTheyHaveNoData) {
    const auto source = RasterSource::open(
        make("dem.tif", {.bands = 1, .type = GDT_Float32, .noData = -9999.0}, [](int, int x, int) {
            return x < 32 ? -9999.0 : 100.0 + (x - 32) * 10.0;
        }));
    ASSERT_TRUE(source);
    const RasterPicture all = picture(**source, whole, kSide, kSide);
    EXPECT_EQ(pixel(all, 10, 10), kNothing);
    EXPECT_EQ(pixel(all, 32, 10), 0xff000000); // the least value is black, the greatest white
    EXPECT_EQ(pixel(all, 63, 10), kWhite);
}

TEST_F(Rasters, TakeColoursFromPalettes) {
    const auto source = RasterSource::open(make("scan.png",
                                                {.driver = "PNG", .bands = 1, .palette = true},
                                                [](int, int x, int) {
                                                    return x < 20 ? 0.0 : x < 40 ? 1.0 : 2.0;
                                                }),
                                           "EPSG:4548");
    ASSERT_TRUE(source); // the PNG driver writes the place beside the file
    const RasterPicture all = picture(**source, whole, kSide, kSide);
    EXPECT_EQ(pixel(all, 10, 10), kRed);
    EXPECT_EQ(pixel(all, 30, 10), kGreen);
    EXPECT_EQ(pixel(all, 50, 10), kNothing);
}

TEST_F(Rasters, LieWhereTheirWorldFileSays) {
    const auto path = make("photo.jpg", {.driver = "JPEG", .placed = false}, quarters);
    const auto without = RasterSource::open(path);
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().code, ErrorCode::RasterWithoutPlace);
    std::ofstream(folder / "photo.jgw") << "1\n0\n0\n-1\n500000.5\n4299999.5\n";
    const auto unclear = RasterSource::open(path);
    ASSERT_FALSE(unclear);
    EXPECT_EQ(unclear.error().code, ErrorCode::CrsUnclear);
    const auto source = RasterSource::open(path, "EPSG:4548");
    ASSERT_TRUE(source);
    EXPECT_EQ((*source)->info().extent, whole);
}

TEST_F(Rasters, AreReadFromTheOverviewThatIsFineEnough) {
    const auto path = make("a.tif", {}, quarters);
    {
        const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_UPDATE));
        int factors[] = {8};
        ASSERT_EQ(file->BuildOverviews("AVERAGE", 1, factors, 0, nullptr, nullptr, nullptr),
                  CE_None);
        for (int band = 1; band <= 3; ++band) { // blue, so that it shows
            ASSERT_EQ(file->GetRasterBand(band)->GetOverview(0)->Fill(band == 3 ? 255 : 0),
                      CE_None);
        }
    }
    const auto source = RasterSource::open(path);
    ASSERT_TRUE(source);
    EXPECT_TRUE((*source)->info().hasOverviews);
    EXPECT_EQ(pixel(picture(**source, whole, 8, 8), 1, 1), kBlue);
    EXPECT_EQ(pixel(picture(**source, whole, kSide, kSide), 10, 10), kRed);
}

TEST_F(Rasters, ThatNameOtherFilesAreRefused) {
    const auto path = make("a.tif", {}, quarters);
    const auto vrt = folder / "a.vrt";
    std::ofstream(vrt)
        << R"(<VRTDataset rasterXSize="64" rasterYSize="64"><VRTRasterBand dataType="Byte" band="1">)"
        << "<SimpleSource><SourceFilename>" << path.string()
        << "</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>";
    const auto source = RasterSource::open(vrt);
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, ErrorCode::FormatNotSupported);
    const auto missing = RasterSource::open(folder / "none.tif");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::FileNotFound);
}

TEST_F(Rasters, ThatAreDamagedSaySo) {
    const auto path = make("a.tif", {}, quarters);
    std::filesystem::resize_file(path, 60);
    const auto source = RasterSource::open(path);
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, ErrorCode::FileUnreadable);
}

TEST_F(Rasters, StopWhenTheyAreCancelled) {
    const auto source = RasterSource::open(make("a.tif", {}, quarters));
    ASSERT_TRUE(source);
    std::stop_source stop;
    stop.request_stop();
    const auto read = (*source)->read("EPSG:4548", whole, 8, 8, Progress(stop.get_token()));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::Cancelled);
}

TEST_F(Rasters, StayAsTheyAre) {
    const auto path =
        make("dem.tif", {.bands = 1, .type = GDT_Float32}, [](int, int x, int) { return x * 1.0; });
    const auto before = test::stateOf(folder.path());
    {
        const auto source = RasterSource::open(path);
        ASSERT_TRUE(source);
        picture(**source, whole, kSide, kSide);
    }
    EXPECT_EQ(test::stateOf(folder.path()), before);
}

} // namespace

} // namespace tuban::data

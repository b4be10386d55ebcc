// tuban render as a person at the keyboard sees it.

#include "program.h"

#include <QImage>

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::test {

namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class RenderCommand : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        s_folder = new TemporaryFolder;
        ASSERT_EQ(runTuban({"new", zone(), "--sample", "ziya"}).exitCode, 0);
    }
    static void TearDownTestSuite() {
        delete s_folder;
        s_folder = nullptr;
    }
    static std::string zone() { return s_folder->file("zone.gpkg"); }
    static std::string file(const std::string& name) { return s_folder->file(name); }
    static QImage picture(const std::string& name) {
        return QImage(QString::fromStdString(file(name)));
    }
    static void write(const std::string& name, const std::string& content) {
        std::ofstream(file(name), std::ios::binary) << content;
    }

    static TemporaryFolder* s_folder;
};

TemporaryFolder* RenderCommand::s_folder = nullptr;

/// The share of pixels that are not white.
double inked(const QImage& picture) {
    double pixels = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            pixels += picture.pixel(x, y) != qRgb(255, 255, 255) ? 1 : 0;
        }
    }
    return pixels / (picture.width() * picture.height());
}

constexpr const char* kFeatures = R"({"type":"FeatureCollection",
"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4527"}},"features":[)";

std::string feature(const std::string& type, const std::string& coordinates, const char* kind) {
    return R"({"type":"Feature","properties":{"kind":")" + std::string(kind) +
           R"("},"geometry":{"type":")" + type + R"(","coordinates":)" + coordinates + "}}";
}

} // namespace

TEST_F(RenderCommand, DrawsAWorkspaceAsAPicture) {
    const auto run =
        runTuban({"--lang", "en", "render", zone(), "-o", file("a.png"), "--size", "800x600"});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    EXPECT_THAT(run.out, StartsWith(file("a.png") + ": "));
    EXPECT_THAT(run.out, HasSubstr(" of 10 layers at 1 : "));
    const QImage drawn = picture("a.png");
    EXPECT_EQ(drawn.size(), QSize(800, 600));
    EXPECT_GT(inked(drawn), 0.2);
}

TEST_F(RenderCommand, GivesTheSameBytesOnAnyNumberOfThreads) {
    for (const char* threads : {"1", "3", "8"}) {
        const auto run = runTuban({"render",
                                   zone(),
                                   "-o",
                                   file(std::string(threads) + ".png"),
                                   "--size",
                                   "640x400",
                                   "--threads",
                                   threads});
        ASSERT_EQ(run.exitCode, 0) << run.err;
        EXPECT_EQ(contentOf(file(std::string(threads) + ".png")), contentOf(file("1.png")));
    }
}

TEST_F(RenderCommand, ShowsOnePlaceAtOneScale) {
    const auto whole = runTuban({"render", zone() + ":parcel", "-o", file("whole.png")});
    ASSERT_EQ(whole.exitCode, 0) << whole.err;
    const auto run = runTuban({"--lang",
                               "en",
                               "render",
                               zone() + ":parcel",
                               "-o",
                               file("near.png"),
                               "--size",
                               "300x200",
                               "--scale",
                               "5000"});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr(" of 1 layers at 1 : 5000\n"));
    EXPECT_EQ(picture("near.png").size(), QSize(300, 200));
}

TEST_F(RenderCommand, DrawsPathsForPagesAndWebsites) {
    for (const char* name : {"map.svg", "map.pdf"}) {
        const auto run = runTuban({"render", zone(), "-o", file(name), "--size", "600x400"});
        ASSERT_EQ(run.exitCode, 0) << run.err;
    }
    EXPECT_EQ(runTuban({"render", zone(), "-o", file("again.pdf"), "--size", "600x400"}).exitCode,
              0);
    EXPECT_EQ(contentOf(file("again.pdf")), contentOf(file("map.pdf")));
    EXPECT_THAT(contentOf(file("map.svg")), HasSubstr("<path"));
    EXPECT_THAT(contentOf(file("map.pdf")), StartsWith("%PDF-1."));
}

TEST_F(RenderCommand, WritesChineseTextsThatAreFoundInPages) {
    const auto run = runTuban({"render", zone(), "-o", file("text.pdf"), "--lang", "zh"});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    const std::string command =
        "pdftotext " + shellQuoted(file("text.pdf")) + " " + shellQuoted(file("text.txt"));
    ASSERT_EQ(std::system(command.c_str()), 0);
    const std::string text = contentOf(file("text.txt"));
    EXPECT_THAT(text, HasSubstr("示意数据")); // the notice of the sample
    EXPECT_THAT(text, HasSubstr("新材料生产制造片区"));
    EXPECT_THAT(text, HasSubstr("山东道")); // 山 and 大 share their glyphs with radicals
    EXPECT_THAT(text, HasSubstr("迎宾大道"));
}

TEST_F(RenderCommand, DrawsLinesAndPointsOfOtherPrograms) {
    write("lines.geojson",
          kFeatures + feature("LineString", "[[39500000,4000000],[39500100,4000100]]", "a") + "]}");
    write("points.geojson",
          kFeatures + feature("Point", "[39500000,4000000]", "a") + "," +
              feature("Point", "[39500100,4000100]", "b") + "]}");
    for (const std::string name : {"lines", "points"}) {
        const auto run = runTuban(
            {"render", file(name + ".geojson"), "-o", file(name + ".png"), "--size", "200x200"});
        ASSERT_EQ(run.exitCode, 0) << run.err;
        const double ink = inked(picture(name + ".png"));
        EXPECT_GT(ink, 0.001) << name;
        EXPECT_LT(ink, 0.05) << name;
    }
}

TEST_F(RenderCommand, DrawsByTheStyleOfAFileAndListsWhatItLeavesOut) {
    write("areas.geojson",
          kFeatures +
              feature("Polygon",
                      "[[[39500000,4000000],[39500100,4000000],[39500100,4000100],[39500000,"
                      "4000100],[39500000,4000000]]]",
                      "a") +
              "]}");
    write("red.sld",
          R"(<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld">
<NamedLayer><Name>x</Name><UserStyle><FeatureTypeStyle><Rule><PolygonSymbolizer><Fill>
<CssParameter name="fill">#ff0000</CssParameter></Fill></PolygonSymbolizer>
<RasterSymbolizer/></Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>)");
    const auto run = runTuban({"--lang",
                               "en",
                               "render",
                               file("areas.geojson"),
                               "-o",
                               file("red.png"),
                               "--size",
                               "100x100",
                               "--style",
                               file("red.sld")});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    EXPECT_EQ(picture("red.png").pixel(50, 50), qRgb(255, 0, 0));
    EXPECT_THAT(run.err, HasSubstr("RasterSymbolizer"));
}

TEST_F(RenderCommand, LaysRastersBelowTheLayers) {
    // 100 m in 50 pixels around the line; the world file gives the middle of the first pixel.
    QImage photo(50, 50, QImage::Format_RGB32);
    photo.fill(QColor(0, 120, 0));
    ASSERT_TRUE(photo.save(QString::fromStdString(file("photo.png"))));
    write("photo.pgw", "2\n0\n0\n-2\n39500001\n4000099\n");
    write("line.geojson",
          kFeatures + feature("LineString", "[[39500000,4000050],[39500100,4000050]]", "a") + "]}");
    const auto run = runTuban({"render",
                               file("line.geojson"),
                               "--raster",
                               file("photo.png"),
                               "-o",
                               file("photo-map.png"),
                               "--size",
                               "200x200",
                               "--extent",
                               "39499950,4000000,39500150,4000200"});
    ASSERT_EQ(run.exitCode, 0) << run.err;
    const QImage drawn = picture("photo-map.png"); // one metre a pixel
    EXPECT_EQ(drawn.pixel(100, 120), qRgb(0, 120, 0));
    EXPECT_EQ(drawn.pixel(100, 90), qRgb(255, 255, 255)); // north of the photo
    EXPECT_EQ(drawn.pixel(30, 120), qRgb(255, 255, 255)); // west of it
    EXPECT_NE(drawn.pixel(100, 150), qRgb(0, 120, 0));    // the line lies above it
    EXPECT_EQ(
        runTuban(
            {"render", file("line.geojson"), "--raster", file("none.tif"), "-o", file("n.png")})
            .exitCode,
        1);
}

TEST_F(RenderCommand, SaysWhatIsWrongWithItsArguments) {
    const auto code = [](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "render");
        return runTuban(arguments).exitCode;
    };
    EXPECT_EQ(code({zone(), "-o", file("a.gif")}), 2);
    EXPECT_EQ(code({zone(), "-o", file("x.png"), "--size", "800"}), 2);
    EXPECT_EQ(code({zone(), "-o", file("x.png"), "--size", "99999x2"}), 2);
    EXPECT_EQ(code({zone(), "-o", file("x.png"), "--extent", "5,5,1,9"}), 2);
    EXPECT_EQ(code({zone(), "-o", file("x.png"), "--scale", "-3"}), 2);
    EXPECT_EQ(code({zone(), "-o", file("x.png"), "--style", file("none.sld")}), 2);
    EXPECT_EQ(code({zone() + ":nothing", "-o", file("x.png")}), 1);
    EXPECT_EQ(code({file("missing.gpkg"), "-o", file("x.png")}), 1);
    write("there.png", "");
    EXPECT_EQ(code({zone(), "-o", file("there.png")}), 1);
    EXPECT_EQ(code({zone(), "-o", file("there.png"), "--replace"}), 0);
    EXPECT_FALSE(std::filesystem::exists(file("x.png")));
}

} // namespace tuban::test

// What a source may be called, which layer is meant, and what is never opened.

#include "support/gpkg_file.h"
#include "support/layer_rows.h"
#include "support/shapefile.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

namespace fs = std::filesystem;
using test::GpkgFile;
using test::readRows;
using testing::HasSubstr;
using testing::SizeIs;

namespace {

class OpenSource : public testing::Test {
protected:
    Error refusal(const std::string& spec) {
        const auto source = openSource(spec);
        EXPECT_FALSE(source) << spec << " was opened";
        return source ? Error{ErrorCode::BadArgument, {}} : source.error();
    }
    Error refusalOf(const std::string& name, const std::string& content) {
        test::writeBytes(folder.file(name), content);
        return refusal(folder.file(name));
    }
    void addLayer(GpkgFile& file,
                  const std::string& name,
                  int squares,
                  const std::string& type = "POLYGON") {
        file.layer(name, "", type);
        for (int i = 0; i < squares; ++i) {
            file.runWith("INSERT INTO \"" + name + "\" VALUES (NULL, ?1)",
                         test::blobOf(type == "POINT" ? "POINT(1 2)" : test::square(i, 0, 1)));
        }
    }

    test::TemporaryFolder folder;
};

} // namespace

TEST_F(OpenSource, TakesTheOnlyPolygonLayer) {
    const std::string path = folder.file("one.gpkg");
    {
        GpkgFile file(path);
        addLayer(file, "marks", 2, "POINT");
        addLayer(file, "parcel", 3);
        addLayer(file, "mixed", 2, "GEOMETRY");
        file.run("DELETE FROM mixed");
    }
    EXPECT_THAT(readRows(path)->rows, SizeIs(3));
    EXPECT_EQ(refusal(path + ":marks").code, ErrorCode::NoPolygons);
    EXPECT_EQ(refusal(path + ":mixed").code, ErrorCode::NoPolygons);
}

TEST_F(OpenSource, AsksWhichOfSeveralLayers) {
    const std::string path = folder.file("several.gpkg");
    {
        GpkgFile file(path);
        addLayer(file, "宗地", 1);
        addLayer(file, "plan:2023", 2);
        addLayer(file, "a:b:c", 3);
        addLayer(file, "marks", 1, "POINT");
    }
    const Error ambiguous = refusal(path);
    EXPECT_EQ(ambiguous.code, ErrorCode::LayerAmbiguous);
    EXPECT_EQ(ambiguous.detail, "宗地, plan:2023, a:b:c");
    EXPECT_THAT(readRows(path + ":宗地")->rows, SizeIs(1));
    EXPECT_THAT(readRows(path + ":plan:2023")->rows, SizeIs(2));
    EXPECT_THAT(readRows(path + ":a:b:c")->rows, SizeIs(3));
    EXPECT_THAT(readRows(path + ":PLAN:2023")->rows, SizeIs(2));
    const Error unknown = refusal(path + ":parcels");
    EXPECT_EQ(unknown.code, ErrorCode::LayerNotFound);
    EXPECT_EQ(unknown.subject, "parcels");
    EXPECT_EQ(unknown.detail, "宗地, plan:2023, a:b:c, marks");
    EXPECT_EQ(refusal(path + ":").code, ErrorCode::LayerNotFound);
}

TEST_F(OpenSource, TakesPathsWithColonsBlanksAndChinese) {
    for (const char* name : {"图 斑 2023.gpkg",
                             "plan:v2.gpkg",
                             "50%?#.gpkg",
                             "it's \"so\".gpkg",
                             "no_extension",
                             "wrong.shp"}) {
        const std::string path = folder.file(name);
        {
            GpkgFile file(path);
            addLayer(file, "parcel", 3);
        }
        EXPECT_THAT(readRows(path)->rows, SizeIs(3)) << name;
        EXPECT_THAT(readRows(path + ":parcel", {}, {}, 4)->rows, SizeIs(3)) << name;
    }
}

TEST_F(OpenSource, FollowsALinkAndTakesRelativePaths) {
    {
        GpkgFile file(folder.file("real.gpkg"));
        addLayer(file, "parcel", 3);
    }
    fs::create_symlink(folder.file("real.gpkg"), folder.file("link.gpkg"));
    EXPECT_THAT(readRows(folder.file("link.gpkg"))->rows, SizeIs(3));
    const fs::path before = fs::current_path();
    fs::current_path(folder.path());
    EXPECT_THAT(readRows("real.gpkg:parcel")->rows, SizeIs(3));
    fs::current_path(before);
}

TEST_F(OpenSource, TellsWhatIsNotThere) {
    EXPECT_EQ(refusal(folder.file("absent.shp")).code, ErrorCode::FileNotFound);
    EXPECT_EQ(refusal(folder.file("absent.gpkg") + ":parcel").code, ErrorCode::FileNotFound);
    EXPECT_EQ(refusal(folder.file("absent.gpkg") + ":parcel").subject, folder.file("absent.gpkg"));
    EXPECT_EQ(refusal("").code, ErrorCode::FileNotFound);
    EXPECT_EQ(refusal(folder.path().string()).code, ErrorCode::FormatNotSupported);
    EXPECT_EQ(refusal("/dev/zero").code, ErrorCode::FileUnreadable);
}

TEST_F(OpenSource, NeverGoesToANetworkOrADatabase) {
    for (const char* spec : {"http://localhost/x.geojson",
                             "https://localhost/x.gpkg:parcel",
                             "/vsicurl/http://localhost/x.gpkg",
                             "/vsis3/bucket/x.gpkg",
                             "/vsizip//tmp/x.zip",
                             "/vsimem/x",
                             "PG:dbname=x",
                             "PG:host=localhost dbname=x",
                             "WFS:http://localhost",
                             "MYSQL:x,user=root",
                             "ODBC:x",
                             "ESRIJSON:http://localhost",
                             "\\\\server\\share\\x.shp",
                             "s3://bucket/x"}) {
        EXPECT_EQ(refusal(spec).code, ErrorCode::NetworkReference) << spec;
    }
}

TEST_F(OpenSource, RefusesFilesThatPointElsewhere) {
    const struct {
        const char* name;
        const char* content;
    } files[] = {
        {"a.vrt",
         "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd"
         "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"},
        {"b.vrt", "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- x --><OGRVRTDataSource/>"},
        {"c.kml", "<?xml version=\"1.0\"?><OGRVRTDataSource></OGRVRTDataSource>"},
        {"d.xml", "<GDAL_WMS><Service name=\"TMS\"/></GDAL_WMS>"},
        {"e.xml", "<OGRWFSDataSource><URL>http://localhost</URL></OGRWFSDataSource>"},
        {"f.xml", "<wfs:WFS_Capabilities version=\"2.0.0\"/>"},
        {"g.xml", "<WMS_Capabilities version=\"1.3.0\"/>"},
        {"h.xml", "<WMT_MS_Capabilities version=\"1.1.1\"/>"},
        {"i.vrt", "<VRTDataset rasterXSize=\"1\" rasterYSize=\"1\"/>"},
        {"j.tab", "!table\n!version 300\nDefinition Table\nType LINKED\n"},
        {"k.tab", "!table\n!version 300\nopen table \"b.tab\" hide\n"},
    };
    for (const auto& file : files) {
        EXPECT_EQ(refusalOf(file.name, file.content).code, ErrorCode::NetworkReference)
            << file.name;
    }
}

TEST_F(OpenSource, RefusesXmlWithEntitiesAndWhatItDoesNotKnow) {
    EXPECT_EQ(refusalOf("a.kml",
                        "<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY x SYSTEM "
                        "\"file:///etc/passwd\">]><kml>&x;</kml>")
                  .code,
              ErrorCode::FormatNotSupported);
    EXPECT_EQ(refusalOf("a.gml", "<gml:FeatureCollection/>").code, ErrorCode::FormatNotSupported);
    EXPECT_EQ(refusalOf("a.pdf", "%PDF-1.7").code, ErrorCode::FormatNotSupported);
    EXPECT_EQ(refusalOf("a.shp", "not a shapefile").code, ErrorCode::FormatNotSupported);
    EXPECT_EQ(refusalOf("a.txt", "x,y\n1,2\n").code, ErrorCode::FormatNotSupported);
    EXPECT_EQ(refusalOf("empty.geojson", "").code, ErrorCode::FormatNotSupported);
    EXPECT_EQ(refusalOf("b.dxf", "AutoCAD Binary DXF\r\n").code, ErrorCode::FormatNotSupported);
}

TEST_F(OpenSource, OpensNoOtherFileThroughAGeoPackage) {
    const std::string path = folder.file("attach.gpkg");
    {
        GpkgFile file(path);
        file.run("CREATE TABLE stored (fid INTEGER PRIMARY KEY, geom)");
        file.run("CREATE VIEW parcel AS SELECT fid, readfile('/etc/passwd') AS geom FROM stored");
        file.announce("parcel");
    }
    EXPECT_FALSE(readRows(path));
}

} // namespace tuban::data

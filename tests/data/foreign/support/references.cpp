#include "support/references.h"

namespace tuban::test {

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string vrt(const std::string& inner) {
    return "<OGRVRTDataSource><OGRVRTLayer name=\"a\">" + inner +
           "</OGRVRTLayer></OGRVRTDataSource>";
}

std::string rasterVrt(const std::string& source) {
    return "<VRTDataset rasterXSize=\"1\" rasterYSize=\"1\"><VRTRasterBand dataType=\"Byte\" "
           "band=\"1\"><SimpleSource><SourceFilename>" +
           source + "</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>";
}

Files virtualFiles(const std::string& other) {
    const std::string url = "http://127.0.0.1:9/a";
    Files files;
    int number = 0;
    for (const std::string& inner :
         {"<SrcDataSource>" + other + "</SrcDataSource>",
          "<SrcDataSource>/vsicurl/" + url + "</SrcDataSource>",
          std::string("<SrcDataSource>/vsis3/bucket/key</SrcDataSource>"),
          "<SrcDataSource>/vsizip/vsicurl/" + url + ".zip</SrcDataSource>",
          std::string("<SrcDataSource>PG:host=127.0.0.1</SrcDataSource>"),
          "<SrcDataSource>" + other + "</SrcDataSource><SrcSQL>SELECT 1</SrcSQL>",
          std::string("<SrcDataSource>WFS:http://127.0.0.1:9/</SrcDataSource>")}) {
        files.emplace_back("vector" + std::to_string(number) + ".vrt", vrt(inner));
        files.emplace_back("asxml" + std::to_string(number++) + ".xml", vrt(inner));
    }
    files.emplace_back("raster.vrt", rasterVrt(other));
    files.emplace_back("raster.kml", rasterVrt("/vsicurl/" + url));
    files.emplace_back("declared.vrt", "<?xml version=\"1.0\"?>\n" + rasterVrt(other));
    return files;
}

Files services() {
    const std::string at = "<ServerUrl>http://127.0.0.1:9/?</ServerUrl>";
    Files files;
    for (const char* const root : {"GDAL_WMS",
                                   "GDAL_WMTS",
                                   "GDAL_WCS",
                                   "OGRWFSDataSource",
                                   "WMS_Capabilities",
                                   "WMT_MS_Capabilities",
                                   "WFS_Capabilities",
                                   "Capabilities",
                                   "MRF_META",
                                   "GDALTileIndexDataset",
                                   "MultiDimensionalDataset"}) {
        files.emplace_back(std::string(root) + ".xml",
                           "<" + std::string(root) + ">" + at + "</" + root + ">");
    }
    files.emplace_back("prefixed.xml", "<wfs:WFS_Capabilities xmlns:wfs=\"x\"/>");
    files.emplace_back("stac.json", R"({"stac_version":"1.0","type":"Feature","assets":{}})");
    files.emplace_back("tile.json", R"({"tilejson":"2.0.0","tiles":["http://127.0.0.1:9/{z}"]})");
    files.emplace_back("address.txt", "http://127.0.0.1:9/a.geojson\n");
    return files;
}

/// Formats that are read, with something in them that leads elsewhere.
Files withinFormats(const std::string& other) {
    const std::string feature =
        R"("features":[{"type":"Feature","properties":{},"geometry":null}]})";
    Files files;
    for (const std::string& crs :
         {R"({"type":"link","properties":{"href":"http://127.0.0.1:9/"}})" + std::string(),
          R"({"type":"link","properties":{"href":")" + other + R"("}})",
          R"({"type":"name","properties":{"name":")" + other + R"("}})",
          std::string(R"({"type":"name","properties":{"name":"http://127.0.0.1:9/"}})")}) {
        files.emplace_back("crs" + std::to_string(files.size()) + ".geojson",
                           R"({"type":"FeatureCollection","crs":)" + crs + "," + feature);
    }
    const std::string kml = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>";
    const std::string point =
        "<Placemark><Point><coordinates>117,39</coordinates></Point></Placemark></Document></kml>";
    for (const std::string& link : {std::string("http://127.0.0.1:9/a.kml"), other}) {
        files.emplace_back("link" + std::to_string(files.size()) + ".kml",
                           kml + "<NetworkLink><Link><href>" + link +
                               "</href></Link></NetworkLink>" + point);
        files.emplace_back("style" + std::to_string(files.size()) + ".kml",
                           kml + "<Style id=\"a\"><IconStyle><Icon><href>" + link +
                               "</href></Icon></IconStyle></Style>" + point);
        files.emplace_back("schema" + std::to_string(files.size()) + ".kml",
                           kml + "<GroundOverlay><Icon><href>" + link +
                               "</href></Icon></GroundOverlay>" + point);
    }
    files.emplace_back("picture.svg",
                       "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"" + other +
                           "\"/></svg>");
    files.emplace_back("text.pdf", "%PDF-1.4\n/GoToR (" + other + ")");
    files.emplace_back("gml.gml",
                       "<gml:FeatureCollection xmlns:gml=\"g\" xmlns:xlink=\"x\" xlink:href=\"" +
                           other + "\"/>");
    files.emplace_back("table.tab", "!table\n!version 300\nOpen Table \"" + other + "\"\n");
    return files;
}

} // namespace

Files referringFiles(const std::string& other) {
    Files all = virtualFiles(other);
    for (const Files& more : {services(), withinFormats(other)}) {
        all.insert(all.end(), more.begin(), more.end());
    }
    return all;
}

} // namespace tuban::test

#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace tuban::tests {

inline void writeFile(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

inline std::string readFile(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// A layers folder with one sample, `tiny`: two districts, three parcels of one of them (one with
/// a hole, one of two parts), a road, a well, a contract, and a plan that contradicts itself.
inline void writeTinySample(const std::filesystem::path& layers) {
    const std::filesystem::path catalog = layers / "catalog";
    const auto schema = [&](const std::string& name,
                            const std::string& zh,
                            const std::string& en,
                            const std::string& geometry,
                            const std::string& fields) {
        writeFile(catalog / (name + ".toml"),
                  "format = \"tuban-layer\"\nversion = 1\nname = \"" + name +
                      "\"\ntitle = { zh = \"" + zh + "\", en = \"" + en + "\" }\ngeometry = \"" +
                      geometry + "\"\n" + fields);
    };
    const auto field = [](const std::string& name,
                          const std::string& type,
                          const std::string& zh,
                          const std::string& en,
                          const std::string& more = {}) {
        return "[[field]]\nname = \"" + name + "\"\ntype = \"" + type + "\"\ntitle = { zh = \"" +
               zh + "\", en = \"" + en + "\" }\n" + more;
    };
    schema("district",
           "片区",
           "Districts",
           "Polygon",
           field("id", "text", "标识", "Identifier", "key = true\n") +
               field("name_zh", "text", "名称", "Name"));
    schema("parcel",
           "宗地",
           "Parcels",
           "MultiPolygon",
           field("parcel_no", "text", "宗地号", "Parcel number", "key = true\n") +
               field("class_code", "text", "地类编码", "Class code") +
               field("area_m2", "real", "登记面积", "Registered area", "unit = \"m2\"\n") +
               field("floors", "integer", "层数", "Floors") +
               field("supplied_on", "date", "供应日期", "Supplied on") +
               field("state", "text", "状态", "State"));
    schema("road", "道路", "Roads", "LineString", field("name_zh", "text", "名称", "Name"));
    schema("well",
           "水井",
           "Wells",
           "Point",
           field("depth_m", "real", "深度", "Depth", "unit = \"m\"\n"));
    schema("contract",
           "合同",
           "Contracts",
           "None",
           field("contract_no", "text", "合同编号", "Contract number", "key = true\n") +
               field("price", "real", "价款", "Price", "unit = \"10k_yuan\"\n"));

    const std::filesystem::path sample = layers / "tiny";
    writeFile(sample / "sample.toml",
              "format = \"tuban-sample\"\nversion = 1\n"
              "title = { zh = \"示意区\", en = \"Schematic zone\" }\n"
              "notice = { zh = \"示意数据，非实测\", en = \"Schematic data, not surveyed\" }\n"
              "crs = \"EPSG:4548\"\nas_of = 2026-01-02\n"
              "layers = [\"district\", \"parcel\", \"road\", \"well\", \"contract\"]\n");
    writeFile(sample / "district.csv",
              "geometry,id,name_zh\n"
              "\"POLYGON ((487000.0001 4302000.0002, 489000.0001 4302000.0002, "
              "489000.0001 4304210.0002, 487000.0001 4304210.0002, 487000.0001 4302000.0002))\","
              "d1,\"新材料\"\"片区\"\"\"\n"
              "\"POLYGON ((489000.0001 4302000.0002, 490000.0001 4302000.0002, "
              "490000.0001 4304000.5, 489000.0001 4304000.5, 489000.0001 4302000.0002))\",d2,\n");
    writeFile(
        sample / "parcel.csv",
        "geometry,parcel_no,class_code,area_m2,floors,supplied_on,state\n"
        "\"MULTIPOLYGON (((487000.0001 4302000.0002, 487100.0001 4302000.0002, "
        "487100.0001 4302100.0002, 487000.0001 4302100.0002, 487000.0001 4302000.0002), "
        "(487040 4302040, 487040 4302050, 487050 4302050, 487050 4302040, 487040 4302040)))\","
        "P-1,100101,9900.5,3,2024-02-29,built\n"
        "\"MULTIPOLYGON (((487200 4302000, 487210 4302000, 487210 4302010, 487200 4302000)), "
        "((487300 4302000, 487310 4302000, 487310 4302010, 487300 4302000)))\","
        "P-2,0801,,,,idle\n"
        "\"MULTIPOLYGON (((487400 4302000, 487410.1234 4302000, 487410.1234 4302010, 487400 "
        "4302010, 487400 4302000)))\",P-3,,0.1,-2,,built\n");
    writeFile(sample / "road.csv",
              "geometry,name_zh\n"
              "\"LINESTRING (487000.0001 4302000.0002, 487000.3333 4305000)\",静文路\n");
    writeFile(sample / "well.csv", "geometry,depth_m\nPOINT (487001.5 4302002.25),12.5\n");
    writeFile(sample / "contract.csv", "contract_no,price\nC-1,1234.56\nC-2,\n");
    writeFile(
        sample / "plan.toml",
        "format = \"tuban-plan\"\nversion = 1\n"
        "title = { zh = \"规划\", en = \"Plan\" }\ndocument = \"总体规划\"\n"
        "[[area]]\nid = \"d1\"\nlayer = \"district\"\nname = { zh = \"一区\", en = \"District 1\" "
        "}\n"
        "planned_km2 = 4.42\ntolerance_m2 = 1.0\nsection = \"二\"\n"
        "[[area]]\nid = \"d2\"\nlayer = \"district\"\nname = { zh = \"二区\", en = \"District 2\" "
        "}\n"
        "planned_km2 = 2\ntolerance_m2 = 1.0\nsection = \"三\"\n"
        "[[amount]]\nid = \"built-land\"\nname = { zh = \"已建\", en = \"Built land\" }\n"
        "stated_km2 = 0.010001\ntolerance_m2 = 1.0\nlayer = \"parcel\"\nsection = \"三\"\n"
        "filter = [ { field = \"state\", values = [\"built\"] },\n"
        "  { field = \"floors\", values = [\"-2\", \"3\"] } ]\n"
        "[[sum]]\nid = \"future\"\nname = { zh = \"发展空间\", en = \"Future development\" }\n"
        "stated_km2 = 22\nsection = \"一\"\nparts = [\n"
        "  { name = { zh = \"城\", en = \"Town\" }, km2 = 2.08, section = \"一\" },\n"
        "  { name = { zh = \"工\", en = \"Industry\" }, km2 = 10.87 },\n"
        "  { name = { zh = \"循\", en = \"Recycling\" }, km2 = 15.63 },\n]\n"
        "[[rate]]\nid = \"built\"\nname = { zh = \"开发率\", en = \"Development rate\" }\n"
        "stated_percent = 99.01\nlayer = \"parcel\"\n"
        "definition = { zh = \"已建÷全部\", en = \"built in all\" }\nsection = \"四\"\n"
        "numerator = [ { field = \"state\", values = [\"built\"] } ]\n"
        "denominator = [ { field = \"state\", values = [\"built\", \"idle\"] } ]\n");
}

} // namespace tuban::tests

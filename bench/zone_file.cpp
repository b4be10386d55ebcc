#include "zone_file.h"

#include "attributes.h"

#include <ogrsf_frmts.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

namespace tuban::bench {

namespace {

void require(bool ok, const char* action) {
    if (!ok) {
        fail(std::string(action) + ": " + CPLGetLastErrorMsg());
    }
}

// Column order of the parcel layer.
enum Column : int { kNumber, kCode, kName, kHolder, kArea, kRatio, kApproved, kRemark };
struct ColumnSpec {
    const char* name;
    OGRFieldType type;
};
constexpr std::array<ColumnSpec, 8> kColumns{{{"ZDDM", OFTString},
                                              {"YDYHFLDM", OFTString},
                                              {"YDYHFLMC", OFTString},
                                              {"QLRMC", OFTString},
                                              {"ZDMJ", OFTReal},
                                              {"RJL", OFTReal},
                                              {"PZRQ", OFTDate},
                                              {"BZ", OFTString}}};

// The double nearest to the decimal number, as a reader of the grid expects.
std::unique_ptr<OGRLinearRing> lineOf(const Ring& ring) {
    auto line = std::make_unique<OGRLinearRing>();
    line->setNumPoints(static_cast<int>(ring.size()), FALSE);
    const geometry::Grid grid = geometry::Grid::tenthMillimetre();
    for (std::size_t k = 0; k < ring.size(); ++k) {
        line->setPoint(static_cast<int>(k), grid.toUnits(ring[k].x), grid.toUnits(ring[k].y));
    }
    return line;
}

std::unique_ptr<OGRPolygon> polygonOf(const Ring& outer, const std::vector<Ring>& holes) {
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRingDirectly(lineOf(outer).release());
    for (const Ring& hole : holes) {
        polygon->addRingDirectly(lineOf(hole).release());
    }
    return polygon;
}

std::unique_ptr<OGRMultiPolygon> geometryOf(const ParcelShape& shape) {
    auto multi = std::make_unique<OGRMultiPolygon>();
    for (std::size_t k = 0; k < shape.outers.size(); ++k) {
        const bool holed = k == 0 && !shape.hole.empty();
        const std::vector<Ring> holes = holed ? std::vector<Ring>{shape.hole} : std::vector<Ring>{};
        multi->addGeometryDirectly(polygonOf(shape.outers[k], holes).release());
    }
    return multi;
}

} // namespace

void fail(const std::string& message) {
    std::fprintf(stderr, "bench: %s\n", message.c_str());
    std::exit(1);
}

ZoneFile::ZoneFile(const std::string& path, bool spatialIndex) : m_spatialIndex(spatialIndex) {
    GDALAllRegister();
    CPLSetConfigOption("OGR_CURRENT_DATE", "2024-01-01T00:00:00Z");
    CPLSetConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF");
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    require(driver != nullptr, "GeoPackage driver");
    m_dataset.reset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    require(m_dataset != nullptr, "create");
    m_parcels = createLayer(kParcelLayer);
    for (const ColumnSpec& column : kColumns) {
        OGRFieldDefn field(column.name, column.type);
        require(m_parcels->CreateField(&field) == OGRERR_NONE, "create field");
    }
    require(m_dataset->StartTransaction() == OGRERR_NONE, "start transaction");
}

OGRLayer* ZoneFile::createLayer(const char* name) {
    OGRSpatialReference crs;
    require(crs.importFromEPSG(4527) == OGRERR_NONE, "EPSG:4527");
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    CPLStringList options;
    options.SetNameValue("SPATIAL_INDEX", m_spatialIndex ? "YES" : "NO");
    OGRLayer* layer = m_dataset->CreateLayer(name, &crs, wkbMultiPolygon, options.List());
    require(layer != nullptr, "create layer");
    return layer;
}

void ZoneFile::addParcel(const Attributes& attributes, const ParcelShape& shape) {
    OGRFeature feature(m_parcels->GetLayerDefn());
    feature.SetField(kNumber, attributes.number.c_str());
    feature.SetField(kCode, attributes.code.c_str());
    feature.SetField(kName, attributes.name.c_str());
    feature.SetField(kHolder, attributes.holder.c_str());
    feature.SetField(kArea, attributes.registeredArea);
    if (attributes.floorAreaRatio) {
        feature.SetField(kRatio, *attributes.floorAreaRatio);
    }
    if (attributes.approved) {
        feature.SetField(kApproved, attributes.approved->c_str());
    }
    if (attributes.remark) {
        feature.SetField(kRemark, attributes.remark->c_str());
    }
    feature.SetGeometryDirectly(geometryOf(shape).release());
    require(m_parcels->CreateFeature(&feature) == OGRERR_NONE, "write parcel");
}

void ZoneFile::addDistricts(const char* layerName, const std::vector<District>& districts) {
    OGRLayer* layer = createLayer(layerName);
    OGRFieldDefn field("name", OFTString);
    require(layer->CreateField(&field) == OGRERR_NONE, "create field");
    for (const District& district : districts) {
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField(0, district.name.c_str());
        auto multi = std::make_unique<OGRMultiPolygon>();
        for (const PolygonRings& polygon : district.polygons) {
            multi->addGeometryDirectly(polygonOf(polygon.outer, polygon.holes).release());
        }
        feature.SetGeometryDirectly(multi.release());
        require(layer->CreateFeature(&feature) == OGRERR_NONE, "write district");
    }
}

void ZoneFile::close() {
    require(m_dataset->CommitTransaction() == OGRERR_NONE, "commit");
    CPLErrorReset();
    m_dataset.reset();
    require(CPLGetLastErrorType() < CE_Failure, "close");
}

} // namespace tuban::bench

#include "data/sources/spatial_reference.h"

#include "data/sources/cpl_messages.h"

#include <ogr_spatialref.h>

#include <climits>
#include <strings.h>

namespace tuban::data {

std::string wktOf(const OGRSpatialReference* crs) {
    if (crs == nullptr || crs->IsEmpty()) {
        return {};
    }
    const CplMessages quiet;
    static const char* const kOptions[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
    char* wkt = nullptr;
    std::string text;
    if (crs->exportToWkt(&wkt, kOptions) == OGRERR_NONE && wkt != nullptr) {
        text = wkt;
    }
    CPLFree(wkt);
    return text;
}

std::string
crsOfGeoPackage(std::string_view organization, std::int64_t code, std::string_view definition) {
    const CplMessages quiet;
    OGRSpatialReference crs;
    const std::string authority(organization);
    if (::strcasecmp(authority.c_str(), "EPSG") == 0 && code > 0 && code <= INT_MAX &&
        crs.importFromEPSG(static_cast<int>(code)) == OGRERR_NONE) {
        return wktOf(&crs);
    }
    if (::strcasecmp(authority.c_str(), "NONE") == 0 && code <= 0) {
        return {};
    }
    const std::string wkt(definition);
    const char* text = wkt.c_str();
    if (crs.importFromWkt(&text) != OGRERR_NONE) {
        return {};
    }
    // Some writers spell "none" as an engineering system of this name.
    const char* const name = crs.GetName();
    const bool undefined = name != nullptr && std::string_view(name).substr(0, 9) == "Undefined";
    return undefined ? std::string() : wktOf(&crs);
}

bool comesNorthFirst(const OGRSpatialReference& crs) {
    // By the axes themselves: a CRS need not carry an EPSG code.
    const char* const kind = crs.IsProjected() != FALSE ? "PROJCS" : "GEOGCS";
    OGRAxisOrientation first = OAO_Other;
    OGRAxisOrientation second = OAO_Other;
    crs.GetAxis(kind, 0, &first);
    crs.GetAxis(kind, 1, &second);
    const bool northIsFirst = first == OAO_North && second == OAO_East;
    const std::vector<int>& mapping = crs.GetDataAxisToSRSAxisMapping();
    const bool asInCrs = mapping.size() < 2 || mapping[0] == 1;
    return northIsFirst == asInCrs;
}

} // namespace tuban::data

#include "geometry/crs.h"

#include "geometry/proj_handles.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <utility>

namespace tuban::geometry {

namespace {

constexpr int kTransverseMercator = 9807; // EPSG method
constexpr int kPseudoMercator = 1024;     // EPSG method
constexpr int kFalseEasting = 8806;       // EPSG parameter

int projectionMethod(PJ_CONTEXT* context, const PJ* crs) {
    const PjObject conversion(proj_crs_get_coordoperation(context, crs));
    const char* code = nullptr;
    if (conversion) {
        proj_coordoperation_get_method_info(context, conversion.get(), nullptr, nullptr, &code);
    }
    return code == nullptr ? 0 : std::atoi(code);
}

CrsInfo::Kind kindOf(PJ_CONTEXT* context, const PJ* crs) {
    switch (proj_get_type(crs)) {
    case PJ_TYPE_GEOGRAPHIC_2D_CRS:
    case PJ_TYPE_GEOGRAPHIC_3D_CRS:
        return CrsInfo::Kind::Geographic;
    case PJ_TYPE_PROJECTED_CRS:
        return projectionMethod(context, crs) == kPseudoMercator ? CrsInfo::Kind::WebMercator
                                                                 : CrsInfo::Kind::Projected;
    case PJ_TYPE_ENGINEERING_CRS:
        return CrsInfo::Kind::Local;
    default:
        return CrsInfo::Kind::Unknown;
    }
}

std::string identifierOf(const PJ* crs) {
    const char* authority = proj_get_id_auth_name(crs, 0);
    const char* code = proj_get_id_code(crs, 0);
    return authority != nullptr && code != nullptr ? std::string(authority) + ":" + code
                                                   : std::string();
}

/// The system of EPSG that is the same as one that states no code, axis order aside; null if there
/// is none. A system on an unknown datum is like many and the same as none, and takes 0.1 s.
PjObject identified(PJ_CONTEXT* context, const PJ* crs, const std::string& datum) {
    if (datum.empty() || datum.find("nknown") != std::string::npos) {
        return nullptr;
    }
    const PjList matches(proj_identify(context, crs, "EPSG", nullptr, nullptr));
    const int count = matches ? proj_list_get_count(matches.get()) : 0;
    for (int i = 0; i < count; ++i) {
        PjObject candidate(proj_list_get(context, matches.get(), i));
        if (sameCrs(context, crs, candidate.get())) {
            return candidate;
        }
    }
    return nullptr;
}

std::string wktOf(PJ_CONTEXT* context, const PJ* crs, PJ_WKT_TYPE type = PJ_WKT2_2019) {
    static const char* const kOptions[] = {"MULTILINE=NO", nullptr};
    const char* wkt = proj_as_wkt(context, crs, type, kOptions);
    return wkt == nullptr ? std::string() : std::string(wkt);
}

std::optional<std::array<double, 4>> areaOfUse(PJ_CONTEXT* context, const PJ* crs) {
    std::array<double, 4> a{};
    const int found = proj_get_area_of_use(context, crs, &a[0], &a[1], &a[2], &a[3], nullptr);
    constexpr double kUnknown = -1000.0;
    return found != 0 && a[0] > kUnknown ? std::optional(a) : std::nullopt;
}

void addProjection(PJ_CONTEXT* context, const PJ* crs, CrsInfo& info) {
    info.metresPerUnit = axisUnit(context, crs);
    if (info.kind != CrsInfo::Kind::Projected ||
        projectionMethod(context, crs) != kTransverseMercator) {
        return;
    }
    info.centralMeridian = longitudeOfOrigin(context, crs);
    if (const auto easting = conversionParameter(context, crs, kFalseEasting)) {
        const bool sameUnit = easting->unit == info.metresPerUnit;
        info.falseEasting =
            sameUnit ? easting->value : easting->value * easting->unit / info.metresPerUnit;
    }
}

} // namespace

Result<CrsInfo> describeCrs(const std::string& definition) {
    if (definition.find_first_not_of(" \t\r\n") == std::string::npos) {
        return CrsInfo();
    }
    PJ_CONTEXT* context = threadPjContext();
    const Result<PjObject> read = readCrs(context, definition);
    if (!read) {
        return read.error();
    }
    const PjObject& bound = *read;
    PjObject crs = withoutBinding(context, bound.get());
    CrsInfo info;
    info.datum = datumName(context, crs.get());
    info.wkt = wktOf(context, bound.get());
    if (identifierOf(crs.get()).empty()) {
        if (PjObject registered = identified(context, crs.get(), info.datum)) {
            crs = std::move(registered);
            // Parameters to a hub are part of the definition and stay.
            info.wkt = proj_get_type(bound.get()) == PJ_TYPE_BOUND_CRS ? info.wkt
                                                                       : wktOf(context, crs.get());
        }
    }
    info.authority = identifierOf(crs.get());
    info.name = proj_get_name(crs.get());
    info.kind = kindOf(context, crs.get());
    info.areaOfUse = areaOfUse(context, crs.get());
    if (info.kind != CrsInfo::Kind::Geographic && info.kind != CrsInfo::Kind::Unknown) {
        addProjection(context, crs.get(), info);
    }
    return info;
}

namespace {

Result<std::string> crsAsOlderWkt(const std::string& definition, PJ_WKT_TYPE type) {
    PJ_CONTEXT* context = threadPjContext();
    const Result<PjObject> crs = readCrs(context, definition);
    if (!crs) {
        return crs.error();
    }
    std::string wkt = wktOf(context, crs->get(), type);
    if (wkt.empty()) {
        return Error{ErrorCode::UnknownCrs, definition, "WKT 1 cannot say it"};
    }
    return wkt;
}

} // namespace

Result<std::string> crsAsWkt1(const std::string& definition) {
    return crsAsOlderWkt(definition, PJ_WKT1_GDAL);
}

Result<std::string> crsAsEsriWkt(const std::string& definition) {
    return crsAsOlderWkt(definition, PJ_WKT1_ESRI);
}

Result<OperationInfo> describeOperation(const std::string& sourceCrs,
                                        const std::string& targetCrs) {
    PJ_CONTEXT* context = threadPjContext();
    const Result<PjObject> source = readCrs(context, sourceCrs);
    if (!source) {
        return source.error();
    }
    const Result<PjObject> target = readCrs(context, targetCrs);
    if (!target) {
        return target.error();
    }
    const Result<CrsOperation> found = findOperation(context, source->get(), target->get());
    if (found) {
        return OperationInfo{found->name, found->accuracy, false};
    }
    if (found.error().code == ErrorCode::BallparkTransformation) {
        return OperationInfo{found.error().detail, std::nullopt, true};
    }
    return found.error();
}

std::optional<std::array<double, 2>> longitudeLatitudeOf(const CrsInfo& crs,
                                                         std::array<double, 2> place) {
    if (crs.wkt.empty() || crs.kind == CrsInfo::Kind::Local) {
        return std::nullopt;
    }
    PJ_CONTEXT* context = threadPjContext();
    const Result<PjObject> read = readCrs(context, crs.wkt);
    if (!read) {
        return std::nullopt;
    }
    const PjObject system = withoutBinding(context, read->get());
    const PjObject geographic(proj_crs_get_geodetic_crs(context, system.get()));
    if (!geographic) {
        return std::nullopt;
    }
    const Result<CrsOperation> inverse = findOperation(context, system.get(), geographic.get());
    if (!inverse) {
        return std::nullopt;
    }
    if (inverse->pj) {
        const PJ_COORD at =
            proj_trans(inverse->pj.get(), PJ_FWD, proj_coord(place[0], place[1], 0.0, HUGE_VAL));
        place = {at.xy.x, at.xy.y};
    }
    const double degrees = axisUnit(context, geographic.get()) * 180.0 / std::numbers::pi;
    place = {place[0] * degrees, place[1] * degrees};
    const bool onTheGlobe = std::abs(place[0]) <= 360.0 && std::abs(place[1]) <= 90.0;
    return onTheGlobe ? std::optional(place) : std::nullopt;
}

std::string projectedCrsAt(double longitude, double latitude) {
    const bool onTheGlobe = std::abs(longitude) <= 180.0 && std::abs(latitude) <= 90.0;
    if (!onTheGlobe) {
        return {};
    }
    const bool inChina =
        longitude >= 73.5 && longitude <= 135.1 && latitude >= 3.8 && latitude <= 53.6;
    if (inChina) {
        const int zone = static_cast<int>(std::floor((longitude + 1.5) / 3.0));
        return "EPSG:" + std::to_string(4534 + zone - 25);
    }
    const int zone = std::min(static_cast<int>(std::floor((longitude + 180.0) / 6.0)) + 1, 60);
    return "EPSG:" + std::to_string((latitude < 0.0 ? 32700 : 32600) + zone);
}

} // namespace tuban::geometry

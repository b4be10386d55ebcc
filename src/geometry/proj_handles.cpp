#include "geometry/proj_handles.h"

#include <cmath>
#include <numbers>
#include <regex>

namespace tuban::geometry {

namespace {

std::string orEmpty(const char* text) {
    return text == nullptr ? std::string() : std::string(text);
}

/// Whether a text says what it is; PROJ would take any other for the name of a system and guess.
bool looksLikeCrs(const std::string& definition) {
    static const std::regex kAuthorityCode(
        R"(\s*[A-Za-z]+[A-Za-z0-9_]*:[A-Za-z0-9.]+(\+[A-Za-z0-9.:]+)?\s*)");
    const bool wktOrJson = definition.find_first_of("[({") != std::string::npos;
    const bool projString = definition.find("proj=") != std::string::npos &&
                            definition.find("proj=pipeline") == std::string::npos;
    const bool ogcName = definition.starts_with("urn:ogc:def:crs") ||
                         definition.find("www.opengis.net/def/crs/") != std::string::npos;
    return wktOrJson || projString || ogcName || std::regex_match(definition, kAuthorityCode);
}

/// A PROJ string names a coordinate operation unless it says otherwise.
std::string asCrsDefinition(const std::string& definition) {
    const bool projString = definition.find_first_of("[({") == std::string::npos &&
                            definition.find("proj=") != std::string::npos;
    return projString && definition.find("type=crs") == std::string::npos
               ? definition + " +type=crs"
               : definition;
}

} // namespace

PjContext newPjContext() {
    PjContext context(proj_context_create());
    proj_context_set_enable_network(context.get(), 0);
    proj_log_level(context.get(), PJ_LOG_NONE);
    return context;
}

PJ_CONTEXT* threadPjContext() {
    thread_local const PjContext context = newPjContext();
    return context.get();
}

Result<PjObject> readCrs(PJ_CONTEXT* context, const std::string& definition) {
    const Error unknown{ErrorCode::UnknownCrs, definition};
    if (!looksLikeCrs(definition)) {
        return unknown;
    }
    PjObject crs(proj_create(context, asCrsDefinition(definition).c_str()));
    if (crs && proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS) {
        crs.reset(proj_crs_get_sub_crs(context, crs.get(), 0));
    }
    if (!crs || proj_is_crs(crs.get()) == 0) {
        return unknown;
    }
    return crs;
}

PjObject withoutBinding(PJ_CONTEXT* context, const PJ* crs) {
    return PjObject(proj_get_type(crs) == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(context, crs)
                                                            : proj_clone(context, crs));
}

std::optional<ConversionParameter>
conversionParameter(PJ_CONTEXT* context, const PJ* crs, int epsgCode) {
    const PjObject conversion(proj_crs_get_coordoperation(context, crs));
    if (!conversion) {
        return std::nullopt;
    }
    const int count = proj_coordoperation_get_param_count(context, conversion.get());
    for (int i = 0; i < count; ++i) {
        const char* code = nullptr;
        ConversionParameter found{0.0, 1.0};
        const int read = proj_coordoperation_get_param(context,
                                                       conversion.get(),
                                                       i,
                                                       nullptr,
                                                       nullptr,
                                                       &code,
                                                       &found.value,
                                                       nullptr,
                                                       &found.unit,
                                                       nullptr,
                                                       nullptr,
                                                       nullptr,
                                                       nullptr);
        if (read != 0 && orEmpty(code) == std::to_string(epsgCode)) {
            return found;
        }
    }
    return std::nullopt;
}

std::optional<double> longitudeOfOrigin(PJ_CONTEXT* context, const PJ* crs) {
    // Longitude of natural origin, of false origin, of projection centre, of origin.
    for (const int code : {8802, 8822, 8812, 8833}) {
        if (const auto longitude = conversionParameter(context, crs, code)) {
            constexpr double kDegree = std::numbers::pi / 180.0;
            // A longitude given in degrees stays as it is written.
            const bool inDegrees = std::abs(longitude->unit - kDegree) < 1e-12;
            return inDegrees ? longitude->value : longitude->value * longitude->unit / kDegree;
        }
    }
    return std::nullopt;
}

double axisUnit(PJ_CONTEXT* context, const PJ* crs) {
    const PjObject system(proj_crs_get_coordinate_system(context, crs));
    double unit = 1.0;
    if (system) {
        proj_cs_get_axis_info(
            context, system.get(), 0, nullptr, nullptr, nullptr, &unit, nullptr, nullptr, nullptr);
    }
    return unit;
}

std::string datumName(PJ_CONTEXT* context, const PJ* crs) {
    const PjObject geodetic(proj_crs_get_geodetic_crs(context, crs));
    if (!geodetic) {
        return {};
    }
    PjObject datum(proj_crs_get_datum(context, geodetic.get()));
    if (!datum) {
        datum.reset(proj_crs_get_datum_ensemble(context, geodetic.get()));
    }
    return datum ? orEmpty(proj_get_name(datum.get())) : std::string();
}

} // namespace tuban::geometry

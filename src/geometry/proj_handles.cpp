#include "geometry/proj_handles.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numbers>
#include <string_view>
#include <utility>

namespace tuban::geometry {

namespace {

std::string orEmpty(const char* text) {
    return text == nullptr ? std::string() : std::string(text);
}

// Longer than any system of a registry in WKT, with room to spare.
constexpr std::size_t kLongestDefinition = 65536;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool isWktOrJson(std::string_view definition) {
    return definition.find_first_of("[({") != std::string_view::npos;
}

/// "EPSG:4527", also "EPSG:4490+5737" for a compound system.
bool isAuthorityAndCode(std::string_view definition) {
    const auto allowed = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ':' || c == '+' ||
               c == '_' || c == '.';
    };
    return contains(definition, ":") && std::all_of(definition.begin(), definition.end(), allowed);
}

/// Whether a text says what it is; PROJ would take any other for the name of a system and guess.
bool looksLikeCrs(std::string_view definition) {
    const bool projString = contains(definition, "proj=") && !contains(definition, "proj=pipeline");
    const bool ogcName = definition.starts_with("urn:ogc:def:crs") ||
                         contains(definition, "www.opengis.net/def/crs/");
    return definition.size() <= kLongestDefinition &&
           (isWktOrJson(definition) || projString || ogcName || isAuthorityAndCode(definition));
}

/// The code at the end of a WKT1 definition, "EPSG:4527"; empty if it has none.
std::string codeOfWkt1(std::string_view definition) {
    constexpr std::string_view kStart = "AUTHORITY[\"";
    constexpr std::string_view kMiddle = "\",\"";
    constexpr std::string_view kEnd = "\"]]";
    const std::size_t start = definition.rfind(kStart);
    if (start == std::string_view::npos || !definition.ends_with(kEnd)) {
        return {};
    }
    std::string_view inside = definition.substr(start + kStart.size());
    inside.remove_suffix(kEnd.size());
    const std::size_t middle = inside.find(kMiddle);
    if (middle == std::string_view::npos) {
        return {};
    }
    return std::string(inside.substr(0, middle)) + ":" +
           std::string(inside.substr(middle + kMiddle.size()));
}

/// The registered system that a WKT1 definition was written from, with or without its axes; null
/// if it differs in a letter. Saves the search for every name of it, half of the time that the
/// CRS of a GeoPackage takes.
PjObject registeredFrom(PJ_CONTEXT* context, const std::string& wkt1) {
    const std::string code = codeOfWkt1(wkt1);
    PjObject crs(code.empty() ? nullptr : proj_create(context, code.c_str()));
    if (crs) {
        for (const char* axes : {"OUTPUT_AXIS=YES", "OUTPUT_AXIS=NO"}) {
            const char* const options[] = {"MULTILINE=NO", axes, nullptr};
            const char* text = proj_as_wkt(context, crs.get(), PJ_WKT1_GDAL, options);
            if (text != nullptr && wkt1 == text) {
                return crs;
            }
        }
    }
    return nullptr;
}

/// A PROJ string names a coordinate operation unless it says otherwise.
std::string asCrsDefinition(const std::string& definition) {
    const bool projString = !isWktOrJson(definition) && contains(definition, "proj=");
    return projString && !contains(definition, "type=crs") ? definition + " +type=crs" : definition;
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
    PjObject crs = registeredFrom(context, definition);
    if (!crs) {
        crs.reset(proj_create(context, asCrsDefinition(definition).c_str()));
    }
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

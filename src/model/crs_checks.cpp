#include "model/crs_checks.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

namespace tuban {

namespace {

using geometry::CrsInfo;

constexpr double kZoneFactor = 1e6; // metres of easting per zone number
constexpr double kOffset = 5e5;     // false easting without the zone

std::string number(double value, int decimals) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

bool within(double low, double high, double min, double max) {
    return low >= min && high <= max;
}

/// The zone that eastings begin with, 13 to 45; 0: none.
int prefixOf(double minX, double maxX) {
    const double zone = std::floor(minX / kZoneFactor);
    const bool oneZone = zone == std::floor(maxX / kZoneFactor);
    return oneZone && zone >= 13.0 && zone <= 45.0 ? static_cast<int>(zone) : 0;
}

bool isGaussKruger(const CrsInfo& crs) {
    return crs.centralMeridian && crs.falseEasting && crs.metresPerUnit == 1.0 &&
           std::fmod(*crs.falseEasting, kZoneFactor) == kOffset;
}

bool isNorthing(double low, double high) {
    return within(low, high, 2e6, 6e6);
}

/// Whether a range holds Gauss-Krüger eastings, with or without a zone.
bool isEasting(double low, double high) {
    return within(low, high, 1.5e5, 8.5e5) || prefixOf(low, high) != 0;
}

std::optional<Finding>
swappedAxes(const CrsInfo& crs, const StoredExtent& e, const std::string& layer) {
    const bool degrees = crs.kind == CrsInfo::Kind::Geographic && (e[1] < -90.0 || e[3] > 90.0) &&
                         within(e[0], e[2], -90.0, 90.0) && within(e[1], e[3], -180.0, 180.0);
    const bool metres = isGaussKruger(crs) && isNorthing(e[0], e[2]) && isEasting(e[1], e[3]) &&
                        !isNorthing(e[1], e[3]);
    if (!degrees && !metres) {
        return std::nullopt;
    }
    return Finding{.severity = Severity::Warning,
                   .code = FindingCode::AxesSwapped,
                   .layer = layer,
                   .values = {number(e[0], 1) + " … " + number(e[2], 1) + "; " + number(e[1], 1) +
                              " … " + number(e[3], 1)}};
}

std::optional<Finding>
otherPrefix(const CrsInfo& crs, const StoredExtent& e, const std::string& layer) {
    const int ofData = prefixOf(e[0], e[2]);
    const int ofCrs = static_cast<int>(std::floor(*crs.falseEasting / kZoneFactor));
    const bool bare = within(e[0], e[2], 0.0, kZoneFactor);
    if (ofData == ofCrs || (ofData == 0 && !(bare && ofCrs != 0))) {
        return std::nullopt;
    }
    const auto zone = [](int n) { return n == 0 ? std::string("–") : std::to_string(n); };
    return Finding{.severity = Severity::Warning,
                   .code = FindingCode::ZonePrefixMismatch,
                   .layer = layer,
                   .values = {zone(ofData), crs.name, zone(ofCrs)}};
}

/// How far, in degrees, the data of a zone may lie from its central meridian: half the zone and a
/// margin for what reaches over its edge. Nothing for systems that are no zone of a series.
std::optional<double> reachOf(const CrsInfo& crs) {
    if (crs.name.find("3-degree") != std::string::npos) {
        return 2.0;
    }
    const bool zone = crs.name.find("Gauss-Kruger") != std::string::npos ||
                      crs.name.find("UTM zone") != std::string::npos;
    return zone ? std::optional(3.5) : std::nullopt;
}

std::optional<Finding>
farFromMeridian(const CrsInfo& crs, const StoredExtent& e, const std::string& layer) {
    const auto reach = reachOf(crs);
    if (!reach || !crs.centralMeridian || !crs.falseEasting) {
        return std::nullopt;
    }
    const double west = std::abs(e[0] - *crs.falseEasting);
    const double east = std::abs(e[2] - *crs.falseEasting);
    const double farX = west > east ? e[0] : e[2];
    const auto place = geometry::longitudeLatitudeOf(crs, {farX, (e[1] + e[3]) / 2.0});
    if (place && std::abs((*place)[0] - *crs.centralMeridian) <= *reach) {
        return std::nullopt;
    }
    const double metres = std::max(west, east) * crs.metresPerUnit;
    constexpr double kEarthRadius = 6371000.0;
    // The scale of area on a transverse Mercator map is about 1 + y²/R² at distance y.
    const double tooLarge = metres * metres / (kEarthRadius * kEarthRadius) * 100.0;
    return Finding{.severity = Severity::Warning,
                   .code = FindingCode::CentralMeridianMismatch,
                   .layer = layer,
                   .values = {number(metres / 1000.0, 0), crs.name, number(tooLarge, 2)}};
}

} // namespace

std::vector<Finding>
crsDoubts(const CrsInfo& crs, const StoredExtent& extent, const std::string& layer) {
    std::vector<Finding> findings;
    const auto add = [&findings](std::optional<Finding> found) {
        if (found) {
            findings.push_back(std::move(*found));
        }
        return found.has_value();
    };
    // A swapped or shifted layer is far from the central meridian only because of that.
    if (add(swappedAxes(crs, extent, layer)) ||
        (isGaussKruger(crs) && add(otherPrefix(crs, extent, layer)))) {
        return findings;
    }
    add(farFromMeridian(crs, extent, layer));
    return findings;
}

std::string likelyCrs(const StoredExtent& e) {
    if (within(e[0], e[2], -180.0, 180.0) && within(e[1], e[3], -90.0, 90.0)) {
        return "degrees";
    }
    const int zone = prefixOf(e[0], e[2]);
    if (zone == 0 || !isNorthing(e[1], e[3])) {
        return {};
    }
    const int epsg = zone >= 25 ? 4513 + zone - 25 : 4491 + zone - 13;
    return "EPSG:" + std::to_string(epsg) + " (" + std::to_string(zone) + ")";
}

} // namespace tuban

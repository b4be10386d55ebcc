#pragma once

#include "base/result.h"
#include "base/units.h"

#include <array>
#include <optional>
#include <string>

namespace tuban::geometry {

/// What is known of a coordinate reference system.
struct CrsInfo {
    std::string wkt;       ///< WKT2:2019; empty: no CRS
    std::string authority; ///< "EPSG:4527", empty if PROJ finds no match
    std::string name;
    enum class Kind { Unknown, Geographic, Projected, WebMercator, Local } kind = Kind::Unknown;
    double metresPerUnit = 1.0; ///< of the horizontal axes, projected systems only
    std::string datum;
    /// West, south, east and north of the land that the system was made for, degrees; west is
    /// greater than east across the antimeridian.
    std::optional<std::array<double, 4>> areaOfUse = {};
    /// Transverse Mercator systems only:
    std::optional<double> centralMeridian = {}; ///< degrees east of Greenwich
    std::optional<double> falseEasting = {};    ///< in units of the CRS
};

/// Reads "EPSG:n", WKT or a PROJ string. Empty input gives an Unknown CRS, not an error.
/// Errors: UnknownCrs.
Result<CrsInfo> describeCrs(const std::string& definition);

/// The older text of a system, WKT 1 as GDAL writes it, which GeoPackage asks for.
/// Errors: UnknownCrs (also where WKT 1 cannot say it).
Result<std::string> crsAsWkt1(const std::string& definition);

/// The text of a system as ArcGIS writes it into .prj files: WKT 1 with ESRI's names, one line.
/// Errors: UnknownCrs (also where that text cannot say it).
Result<std::string> crsAsEsriWkt(const std::string& definition);

/// What PROJ would do between two systems.
struct OperationInfo {
    std::string name;
    std::optional<Length> accuracy = {}; ///< empty: PROJ states none
    bool ballpark =
        false; ///< a change of datum without parameters (Beijing 54, Xian 80 → CGCS2000)
};

/// Errors: UnknownCrs, NoTransformation.
Result<OperationInfo> describeOperation(const std::string& sourceCrs, const std::string& targetCrs);

/// Longitude and latitude, in degrees from Greenwich on the datum of the CRS itself, of a point
/// with east and north in units of the CRS. Nothing where the CRS is unknown or local, or has no
/// such point.
std::optional<std::array<double, 2>> longitudeLatitudeOf(const CrsInfo& crs,
                                                         std::array<double, 2> place);

/// A projected CRS in which planar areas near this place are sound: the 3-degree Gauss-Krüger
/// CGCS2000 zone without prefix (EPSG:4534 to 4554) inside China's longitudes and latitudes,
/// elsewhere the UTM zone of WGS 84. Longitude and latitude in degrees.
/// @source reference EPSG registry v10.076; GB/T 18314 zone rules (zone n has central meridian 3n).
std::string projectedCrsAt(double longitude, double latitude);

} // namespace tuban::geometry

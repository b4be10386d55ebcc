#pragma once

#include "base/result.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// A series of Gauss-Krüger zones; codes of the first, 0: the registry has none.
struct SurveyZones {
    int width = 3; ///< degrees
    int first = 0;
    int last = 0;
    int prefixed = 0; ///< EPSG, zone number before the eastings
    int bare = 0;     ///< EPSG, without

    bool has(int zone) const { return zone >= first && zone <= last; }
    /// Degrees east. @source GB/T 17798-2007: 3n, 6n − 3.
    int meridian(int zone) const { return width == 3 ? 3 * zone : 6 * zone - 3; }
};

/// A system of the national survey and the names that it goes by.
struct SurveySystem {
    std::string phrase;                  ///< as it is written
    std::vector<std::string> words = {}; ///< comparable; in its name
    std::vector<std::string> names = {}; ///< comparable; its whole name
    int geographic = 0;                  ///< EPSG
    std::string datum = {};              ///< of PROJ, for zones without codes
    std::vector<SurveyZones> zones = {};
};

/// What a coordinate file says of its system.
struct SurveyStatement {
    std::string phrase = {};
    std::optional<int> width = {}; ///< degrees of its zones
    std::optional<int> zone = {};
    std::optional<double> meridian = {}; ///< degrees east
    bool operator==(const SurveyStatement&) const = default;
};

/// `layers/exchange/survey_systems.toml` of the product.
std::filesystem::path surveySystemsFile();

/// Errors: TableNotFound, TableMalformed (where: the line).
Result<std::vector<SurveySystem>>
readSurveySystems(const std::filesystem::path& path = surveySystemsFile());

/// The system that a statement means, for coordinates of this extent (min east, min north, max
/// east, max north): "EPSG:n", a PROJ text for zones that have no code, a local system of that name
/// in WKT where the words mean none of the systems or do not say which zone. Empty: nothing was
/// said, or CGCS2000 without a zone, which is told from the place.
std::string crsOfStatement(const std::vector<SurveySystem>& systems,
                           const SurveyStatement& statement,
                           const std::array<double, 4>& extent);

/// How a coordinate file says "EPSG:n"; nothing: it has no words for it.
struct WrittenSystem {
    SurveyStatement statement;
    bool prefixed = false; ///< eastings begin with the zone
};
std::optional<WrittenSystem> statementOfCrs(const std::vector<SurveySystem>& systems,
                                            std::string_view authority);

} // namespace tuban::data

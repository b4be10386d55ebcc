#include "data/exchange/survey_systems.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"
#include "model/field_mapping.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-survey-systems";
constexpr int kVersion = 1;
constexpr double kZoneMetres = 1e6;

std::vector<std::string> comparable(const std::vector<std::string>& texts) {
    std::vector<std::string> all;
    std::transform(texts.begin(), texts.end(), std::back_inserter(all), comparableName);
    return all;
}

int wholeAt(const toml::table& table, const char* key) {
    return static_cast<int>(table[key].value_exact<std::int64_t>().value_or(0));
}

bool areSound(const SurveyZones& zones) {
    const auto isCode = [](int code) { return code == 0 || (code >= 1024 && code <= 32767); };
    return (zones.width == 3 || zones.width == 6) && zones.first >= 1 &&
           zones.first <= zones.last && zones.last <= 120 && isCode(zones.prefixed) &&
           isCode(zones.bare);
}

Result<SurveySystem> readSystem(const fs::path& path, const toml::table& entry) {
    SurveySystem system{.phrase = textAt(entry, "phrase"),
                        .words = comparable(textsAt(entry, "words")),
                        .names = comparable(textsAt(entry, "names")),
                        .geographic = wholeAt(entry, "geographic"),
                        .datum = textAt(entry, "datum")};
    const auto read = [&](const toml::table& one) -> Result<void> {
        const SurveyZones zones{.width = wholeAt(one, "width"),
                                .first = wholeAt(one, "first"),
                                .last = wholeAt(one, "last"),
                                .prefixed = wholeAt(one, "prefixed"),
                                .bare = wholeAt(one, "bare")};
        if (!areSound(zones)) {
            return malformedToml(path, one, "zones of " + system.phrase + " are none");
        }
        system.zones.push_back(zones);
        return {};
    };
    if (auto done = forEachEntry(path, entry, "zones", read); !done) {
        return done.error();
    }
    if (system.phrase.empty() || system.words.empty() || system.geographic == 0) {
        return malformedToml(path, entry, "a system needs phrase, words and geographic");
    }
    return system;
}

const SurveySystem* systemNamed(const std::vector<SurveySystem>& systems,
                                const std::string& phrase) {
    const std::string name = comparableName(phrase);
    for (const SurveySystem& system : systems) {
        const bool named =
            std::find(system.names.begin(), system.names.end(), name) != system.names.end();
        const bool holds =
            std::any_of(system.words.begin(), system.words.end(), [&](const auto& word) {
                return name.find(word) != std::string::npos;
            });
        if (named || holds) {
            return &system;
        }
    }
    return nullptr;
}

std::string localSystem(const std::string& name) {
    std::string quoted;
    for (const char c : name) {
        quoted += c;
        quoted += c == '"' ? "\"" : "";
    }
    return "ENGCRS[\"" + quoted +
           "\",EDATUM[\"unknown\"],CS[Cartesian,2],AXIS[\"easting (Y)\",east,ORDER[1]],"
           "AXIS[\"northing (X)\",north,ORDER[2]],LENGTHUNIT[\"metre\",1]]";
}

/// The zone that eastings begin with; 0: none, or several.
int prefixOf(const std::array<double, 4>& extent) {
    const double zone = std::floor(extent[0] / kZoneMetres);
    const bool one = zone == std::floor(extent[2] / kZoneMetres) && zone >= 1.0 && zone <= 120.0;
    return one ? static_cast<int>(zone) : 0;
}

bool areDegrees(const std::array<double, 4>& e) {
    return e[0] >= -180.0 && e[2] <= 180.0 && e[1] >= -90.0 && e[3] <= 90.0;
}

struct Zone {
    const SurveyZones* series = nullptr;
    int number = 0;
};

/// The zone that a statement means; the prefix of the eastings where it names none.
Zone zoneOf(const SurveySystem& system, const SurveyStatement& statement, int prefix) {
    for (const SurveyZones& series : system.zones) {
        if (statement.width && *statement.width != series.width) {
            continue;
        }
        if (statement.zone && series.has(*statement.zone)) {
            return {&series, *statement.zone};
        }
        if (!statement.zone && statement.meridian) {
            for (int zone = series.first; zone <= series.last; ++zone) {
                const bool prefixFits = prefix == 0 || prefix == zone;
                if (series.meridian(zone) == *statement.meridian && prefixFits) {
                    return {&series, zone};
                }
            }
        }
        if (!statement.zone && !statement.meridian && series.has(prefix)) {
            return {&series, prefix};
        }
    }
    return {};
}

std::string crsOfZone(const SurveySystem& system, const Zone& zone, bool prefixed) {
    const int first = prefixed ? zone.series->prefixed : zone.series->bare;
    if (first != 0) {
        return "EPSG:" + std::to_string(first + zone.number - zone.series->first);
    }
    const int easting = (prefixed ? zone.number * 1'000'000 : 0) + 500'000;
    return "+proj=tmerc +lat_0=0 +lon_0=" + std::to_string(zone.series->meridian(zone.number)) +
           " +k=1 +x_0=" + std::to_string(easting) + " +y_0=0 +datum=" + system.datum +
           " +units=m +no_defs +type=crs";
}

} // namespace

fs::path surveySystemsFile() {
    return productFolder() / "layers" / "exchange" / "survey_systems.toml";
}

Result<std::vector<SurveySystem>> readSurveySystems(const fs::path& path) {
    const auto root = readTomlFile(path, kFormat, kVersion);
    if (!root) {
        return root.error();
    }
    std::vector<SurveySystem> systems;
    const auto read = [&](const toml::table& entry) -> Result<void> {
        auto system = readSystem(path, entry);
        if (!system) {
            return system.error();
        }
        systems.push_back(std::move(*system));
        return {};
    };
    if (auto done = forEachEntry(path, *root, "system", read); !done) {
        return done.error();
    }
    if (systems.empty()) {
        return malformedToml(path, *root, "no systems");
    }
    return systems;
}

std::string crsOfStatement(const std::vector<SurveySystem>& systems,
                           const SurveyStatement& statement,
                           const std::array<double, 4>& extent) {
    if (statement.phrase.empty() || systems.empty()) {
        return {};
    }
    const SurveySystem* const system = systemNamed(systems, statement.phrase);
    if (system == nullptr) {
        return localSystem(statement.phrase);
    }
    if (areDegrees(extent)) {
        return "EPSG:" + std::to_string(system->geographic);
    }
    const int prefix = prefixOf(extent);
    const Zone zone = zoneOf(*system, statement, prefix);
    if (zone.series != nullptr && (zone.series->prefixed != 0 || !system->datum.empty())) {
        return crsOfZone(*system, zone, prefix != 0);
    }
    const bool usual = system == &systems.front();
    return usual && !statement.zone ? std::string() : localSystem(statement.phrase + " (?)");
}

std::optional<WrittenSystem> statementOfCrs(const std::vector<SurveySystem>& systems,
                                            std::string_view authority) {
    constexpr std::string_view kRegistry = "EPSG:";
    int code = 0;
    if (!authority.starts_with(kRegistry)) {
        return std::nullopt;
    }
    authority.remove_prefix(kRegistry.size());
    std::from_chars(authority.data(), authority.data() + authority.size(), code);
    for (const SurveySystem& system : systems) {
        if (code == system.geographic) {
            return WrittenSystem{{.phrase = system.phrase}};
        }
        for (const SurveyZones& series : system.zones) {
            for (const bool prefixed : {true, false}) {
                const int first = prefixed ? series.prefixed : series.bare;
                const int zone = series.first + code - first;
                if (first != 0 && series.has(zone)) {
                    return WrittenSystem{{.phrase = system.phrase,
                                          .width = series.width,
                                          .zone = zone,
                                          .meridian = series.meridian(zone)},
                                         prefixed};
                }
            }
        }
    }
    return std::nullopt;
}

} // namespace tuban::data

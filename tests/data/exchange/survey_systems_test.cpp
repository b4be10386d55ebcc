#include "data/exchange/survey_systems.h"
#include "geometry/crs.h"
#include "support/temporary_folder.h"

#include <fstream>
#include <gtest/gtest.h>

namespace tuban::data {

namespace {

constexpr std::array<double, 4> kPrefixed{39'489'582.9, 4'301'858.7, 39'489'682.9, 4'301'958.7};
constexpr std::array<double, 4> kBare{489'582.9, 4'301'858.7, 489'682.9, 4'301'958.7};
constexpr std::array<double, 4> kDegrees{116.8, 38.8, 116.9, 38.9};

std::vector<SurveySystem> product() {
    auto systems = readSurveySystems();
    EXPECT_TRUE(systems);
    return systems ? *systems : std::vector<SurveySystem>();
}

std::string crsOf(const SurveyStatement& statement, const std::array<double, 4>& extent) {
    return crsOfStatement(product(), statement, extent);
}

} // namespace

/// The registry says the same of each code: datum, central meridian, false easting.
TEST(SurveySystems, EveryCodeIsTheZoneThatItIsTakenFor) {
    const std::vector<std::string> datums{
        "China 2000", "Xian 1980", "Beijing 1954", "World Geodetic System 1984"};
    const auto systems = product();
    ASSERT_EQ(systems.size(), datums.size());
    int checked = 0;
    for (std::size_t i = 0; i < systems.size(); ++i) {
        const auto geographic =
            geometry::describeCrs("EPSG:" + std::to_string(systems[i].geographic));
        ASSERT_TRUE(geographic);
        EXPECT_EQ(geographic->kind, geometry::CrsInfo::Kind::Geographic);
        EXPECT_TRUE(geographic->datum.starts_with(datums[i])) << geographic->datum;
        for (const SurveyZones& zones : systems[i].zones) {
            for (int zone = zones.first; zone <= zones.last; ++zone) {
                for (const bool prefixed : {true, false}) {
                    std::array<double, 4> extent = kBare;
                    extent[0] += prefixed ? zone * 1e6 : 0.0;
                    extent[2] += prefixed ? zone * 1e6 : 0.0;
                    const std::string crs =
                        crsOfStatement(systems, {systems[i].phrase, zones.width, zone, {}}, extent);
                    const auto info = geometry::describeCrs(crs);
                    ASSERT_TRUE(info) << crs;
                    EXPECT_TRUE(info->datum.starts_with(datums[i])) << crs << " " << info->datum;
                    EXPECT_EQ(info->centralMeridian, zones.meridian(zone)) << crs;
                    EXPECT_EQ(info->falseEasting, 5e5 + (prefixed ? zone * 1e6 : 0.0)) << crs;
                    ++checked;
                }
            }
        }
    }
    EXPECT_EQ(checked, 4 * (21 + 11) * 2);
}

TEST(SurveySystems, PhrasesOfTheOfficesAreKnown) {
    const std::vector<std::pair<const char*, const char*>> known{
        {"2000国家大地坐标系", "EPSG:4527"},
        {"2000 国家大地坐标系", "EPSG:4527"},
        {"２０００国家大地坐标系", "EPSG:4527"},
        {"CGCS2000", "EPSG:4527"},
        {"cgcs_2000", "EPSG:4527"},
        {"国家2000坐标系", "EPSG:4527"},
        {"2000", "EPSG:4527"},
        {"1980西安坐标系", "EPSG:2363"},
        {"西安80", "EPSG:2363"},
        {"80国家大地坐标系", "EPSG:2363"},
        {"1954北京坐标系", "EPSG:2415"},
        {"北京54坐标系", "EPSG:2415"},
    };
    for (const auto& [phrase, crs] : known) {
        EXPECT_EQ(crsOf({phrase, 3, 39, {}}, kPrefixed), crs) << phrase;
    }
}

TEST(SurveySystems, TheZoneComesFromItsNumberTheMeridianOrThePrefix) {
    const std::string phrase = "2000国家大地坐标系";
    EXPECT_EQ(crsOf({phrase, 3, 39, {}}, kBare), "EPSG:4548");
    EXPECT_EQ(crsOf({phrase, {}, 39, {}}, kBare), "EPSG:4548");
    EXPECT_EQ(crsOf({phrase, 3, {}, 117.0}, kBare), "EPSG:4548");
    EXPECT_EQ(crsOf({phrase, 6, {}, 117.0}, kBare), "EPSG:4509");
    EXPECT_EQ(crsOf({phrase, {}, {}, {}}, kPrefixed), "EPSG:4527");
    EXPECT_EQ(crsOf({phrase, {}, {}, 117.0}, kPrefixed), "EPSG:4527");
    EXPECT_EQ(crsOf({phrase, {}, 20, {}}, kBare), "EPSG:4509");
    EXPECT_EQ(crsOf({phrase, {}, {}, {}}, kDegrees), "EPSG:4490");
    EXPECT_EQ(crsOf({"WGS84", {}, {}, {}}, kDegrees), "EPSG:4326");
}

TEST(SurveySystems, AnotherSystemIsNeverTakenForOneOfThese) {
    for (const char* phrase :
         {"上海2000", "天津90", "北京地方坐标系", "独立坐标系", "2000独立坐标系"}) {
        const auto info = geometry::describeCrs(crsOf({phrase, 3, 39, {}}, kPrefixed));
        ASSERT_TRUE(info) << phrase;
        EXPECT_EQ(info->kind, geometry::CrsInfo::Kind::Local) << phrase;
        EXPECT_EQ(info->name, phrase);
    }
    // Xian 80 without a zone must not be guessed to be CGCS2000.
    const auto open = geometry::describeCrs(crsOf({"1980西安坐标系", 3, {}, {}}, kBare));
    ASSERT_TRUE(open);
    EXPECT_EQ(open->kind, geometry::CrsInfo::Kind::Local);
    // A zone that does not exist is not replaced by another one.
    const auto wrong = geometry::describeCrs(crsOf({"2000国家大地坐标系", 3, 99, {}}, kPrefixed));
    ASSERT_TRUE(wrong);
    EXPECT_EQ(wrong->kind, geometry::CrsInfo::Kind::Local);
}

TEST(SurveySystems, NothingSaidIsNothingTaken) {
    EXPECT_EQ(crsOf({}, kPrefixed), "");
    EXPECT_EQ(crsOf({"2000国家大地坐标系", 3, {}, {}}, kBare), "");
}

TEST(SurveySystems, WhatIsWrittenIsReadAsTheSameSystem) {
    const auto systems = product();
    for (const int code : {4490,
                           4513,
                           4527,
                           4533,
                           4534,
                           4548,
                           4554,
                           4491,
                           4501,
                           4502,
                           4512,
                           2349,
                           2390,
                           2401,
                           2442,
                           21413,
                           21463,
                           4326}) {
        const std::string crs = "EPSG:" + std::to_string(code);
        const auto written = statementOfCrs(systems, crs);
        ASSERT_TRUE(written) << crs;
        std::array<double, 4> extent = kBare;
        if (!written->statement.zone) {
            extent = kDegrees;
        } else if (written->prefixed) {
            extent[0] += *written->statement.zone * 1e6;
            extent[2] += *written->statement.zone * 1e6;
        }
        EXPECT_EQ(crsOfStatement(systems, written->statement, extent), crs);
    }
    EXPECT_FALSE(statementOfCrs(systems, "EPSG:3857"));
    EXPECT_FALSE(statementOfCrs(systems, "EPSG:4555"));
    EXPECT_FALSE(statementOfCrs(systems, ""));
}

TEST(SurveySystems, MistakesInTheTableAreErrors) {
    const test::TemporaryFolder folder;
    const auto read = [&](const std::string& text) {
        const auto path = folder.path() / "systems.toml";
        std::ofstream(path) << "format = \"tuban-survey-systems\"\nversion = 1\n" << text;
        const auto systems = readSurveySystems(path);
        return systems ? ErrorCode::Cancelled : systems.error().code;
    };
    EXPECT_EQ(read(""), ErrorCode::TableMalformed);
    EXPECT_EQ(read("[[system]]\nphrase = \"x\"\n"), ErrorCode::TableMalformed);
    EXPECT_EQ(read("[[system]]\nphrase = \"x\"\nwords = [\"x\"]\ngeographic = 4490\n"
                   "zones = [{ width = 4, first = 1, last = 2 }]\n"),
              ErrorCode::TableMalformed);
    EXPECT_EQ(readSurveySystems(folder.path() / "none.toml").error().code,
              ErrorCode::TableNotFound);
}

} // namespace tuban::data

#pragma once

#include "base/result.h"
#include "data/exchange/survey_systems.h"
#include "model/classification.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tuban::data {

/// How coordinate files of one kind are written.
struct TxtDialect {
    using Values = std::vector<std::pair<std::string, std::string>>;
    std::string id;
    BilingualText title;
    std::string encoding = "UTF-8"; ///< "GBK" or "UTF-8"
    bool byteOrderMark = false;
    bool crlf = true;
    bool closed = true;        ///< rings repeat their first point
    bool countsClosing = true; ///< in the number of points
    bool hectares = true;      ///< else square metres
    int areaDecimals = 4;
    int decimals = 4; ///< of metres
    std::string prefix = "J";
    bool numbersByRing = false;
    bool holesClockwise = false;
    std::vector<std::string> header = {}; ///< names of the fields
    Values project = {};
    Values properties = {}; ///< with places such as "{zone}"
};

/// What is known of coordinate files: `layers/exchange/parcel_txt.toml` and survey_systems.toml.
struct TxtFormats {
    std::vector<std::string> fields = {}; ///< of a header line, in order
    std::string count = {};               ///< which of them holds what
    std::string area = {};
    std::string number = {};
    std::string geometry = {};
    std::vector<std::vector<std::string>> variants = {}; ///< longer header lines
    std::vector<std::string> systemKeys = {};
    std::vector<std::string> widthKeys = {};
    std::vector<std::string> zoneKeys = {};
    std::vector<std::string> meridianKeys = {};
    std::vector<TxtDialect> dialects = {};
    std::vector<SurveySystem> systems = {};

    /// The dialect of this id; null: none.
    const TxtDialect* dialect(const std::string& id) const;
};

/// `layers/exchange/parcel_txt.toml` of the product.
std::filesystem::path txtFormatsFile();

/// Errors: those of readSurveySystems; TableNotFound, TableMalformed (where: the line).
Result<TxtFormats> readTxtFormats(const std::filesystem::path& path = txtFormatsFile(),
                                  const std::filesystem::path& systems = surveySystemsFile());

} // namespace tuban::data

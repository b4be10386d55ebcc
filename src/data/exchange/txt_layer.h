#pragma once

#include "data/exchange/parcel_txt.h"
#include "data/exchange/txt_formats.h"
#include "data/foreign/foreign_reader.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tuban::data {

/// The layer that a coordinate file holds. Touches no file.
struct TxtLayer {
    ForeignLayer layer;
    std::vector<ForeignFeature> features = {};
    std::vector<Finding> findings = {};
};

/// One feature a parcel, numbered by the line of its header; a parcel that lost a point says so
/// (ForeignFeature::lostPoint) and is not to be taken for what its other points enclose. Rings by their numbers or where they
/// close; which are holes and which further parts is told by containment; coordinates bit by bit as
/// they were read. Areas become m²: their unit is the one that they are given with, else told from
/// the computed areas (UnitTaken); those that differ from the computed one by more than 0.1 %, 1 m²
/// and what their decimals leave open are findings. The system is the one that the words of the
/// file mean (see crsOfStatement).
TxtLayer foreignFromTxt(const ParsedTxt& parsed,
                        const TxtFormats& formats,
                        const std::filesystem::path& file);

/// The names of the fields of a header line.
std::vector<std::string> headerNames(const std::vector<std::string>& header,
                                     const TxtFormats& formats);

/// What the properties say of the system.
SurveyStatement statementOf(const ParcelTxt& txt, const TxtFormats& formats);

} // namespace tuban::data

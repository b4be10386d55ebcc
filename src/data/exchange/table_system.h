#pragma once

#include "data/exchange/survey_systems.h"
#include "data/exchange/table_geometry.h"
#include "data/exchange/txt_formats.h"

#include <string>

namespace tuban::data {

/// What the rows of a table that are no data say of the system of its coordinates, in titles,
/// headings or notes: "2000国家大地坐标系", "坐标系：1980西安坐标系", "中央子午线117°", "带号：39".
SurveyStatement statementIn(const TableScan& scan,
                            const TableLayout& layout,
                            const TableWords& words,
                            const TxtFormats& formats);

/// The system that a table says its coordinates are in: see crsOfStatement. Empty: it does not say.
std::string statedCrs(const TableScan& scan,
                      const TableLayout& layout,
                      const TableGeometry& geometry,
                      const TableWords& words,
                      const TxtFormats& formats);

} // namespace tuban::data

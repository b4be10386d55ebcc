#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "jobs/measuring_plane.h"
#include "landuse/land_balance.h"
#include "landuse/structure_check.h"
#include "model/classification.h"
#include "model/finding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// What is asked for, filled by arguments or by a form. Empty texts mean "find out".
struct RatioSettings {
    std::string parcels;        ///< FILE or FILE:LAYER
    std::string districts = {}; ///< empty: the whole layer is one district
    std::string nameField = {};
    std::string codeField = {};
    std::string areaField = {};      ///< of the registered area, in m²
    std::string classification = {}; ///< id; "none": codes are plain values
    std::optional<int> level = {};   ///< of the rows; empty: the deepest
    landuse::AreaBasis basis = landuse::AreaBasis::Planar;
    std::string crs = {};
    int threads = 0; ///< 0: all the machine has
};

/// The land-use balance of a layer with all that explains its numbers.
struct RatioResult {
    landuse::LandBalance balance;
    std::optional<Classification> classification = {};
    int level = 1;
    geometry::CrsInfo crs;
    geometry::Grid grid = geometry::Grid::tenthMillimetre(); ///< of the measurement
    std::string parcelLayer;
    std::string codeField;
    std::string districtLayer = {};
    std::vector<landuse::StructureCheck> structure = {};
    std::optional<BilingualText> notice = {}; ///< what a workspace wants to be said of its data
    std::vector<Finding> findings = {};
};

/// Reads the parcels once, on all threads, and sums them by class and district.
/// The same input gives the same result to the last bit for any number of threads.
/// Errors: those of openSource, chooseMeasuringPlane, findCodeField, readDistricts,
/// chooseClassification; FieldNotFound, NoRegisteredArea, UnknownLevel, Cancelled.
Result<RatioResult> computeRatios(const RatioSettings& settings, const Progress& progress);

/// One parcel behind a cell of the balance.
struct CellParcel {
    std::int64_t id;
    std::string number; ///< empty: the layer has no field for it
    std::string code;
    Area part;  ///< in the district
    Area whole; ///< of the parcel
};

/// The parcels behind a cell, largest part first.
struct CellExplanation {
    std::string district; ///< empty: the whole layer
    std::string code;
    BilingualText className = {};
    std::vector<CellParcel> parcels;
    Area sum; ///< of the parts: the cell
    RatioResult ratios;
};

/// The parcels behind cell "DISTRICT/CLASS" (or "CLASS" without districts). CLASS may be of any
/// level; "-" stands for parcels without code.
/// Errors: as computeRatios; CellNotFound (subject: `cell`, detail: what there is).
Result<CellExplanation>
explainCell(const RatioSettings& settings, const std::string& cell, const Progress& progress);

} // namespace tuban::jobs

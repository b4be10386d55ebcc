#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "base/units.h"
#include "data/feature_source.h"
#include "jobs/district_layer.h"
#include "jobs/measuring_plane.h"
#include "jobs/ratio_table_job.h"
#include "landuse/parcel_meter.h"
#include "model/classification.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tuban::jobs {

/// The field of the registered area and what a value of 1 means.
struct RegisteredField {
    std::size_t field;
    Area unit;
};

/// All that a balance needs before the parcels are read: layers opened, fields and CRS found,
/// districts indexed.
struct RatioInputs {
    RatioSettings settings;
    std::vector<Classification> tables;
    std::unique_ptr<data::FeatureSource> parcels;
    std::size_t codeField = 0;
    std::optional<std::size_t> numberField = {}; ///< by which people know a parcel
    std::optional<RegisteredField> registered = {};
    MeasuringPlane plane;
    geometry::Grid grid = geometry::Grid::tenthMillimetre();
    bool gridIsFine = false; ///< for coordinates that are not on 0.1 mm
    std::optional<DistrictLayer> districts = {};
    std::string districtLayer = {};
    std::vector<Finding> findings = {}; ///< of opening, CRS and districts

    landuse::DistrictGround ground() const;
    /// An area of the kernels on the ground.
    Area areaOf(geometry::FixedArea area) const;
};

/// Errors: as computeRatios. `fine`: do not try the 0.1 mm grid.
Result<RatioInputs>
prepareRatios(const RatioSettings& settings, bool fine, const Progress& progress);

/// A parcel as it passes by.
struct PassingParcel {
    const FeatureChunk& chunk; ///< its polygons are valid
    std::size_t row;
    std::string_view code; ///< without blanks around it; empty: none
    const landuse::MeasuredParcel& planar;
    const landuse::MeasuredParcel& measured; ///< by the basis asked for
    bool registeredMissing;                  ///< registered basis: measured is planar
};

/// What is done with parcels; one object per thread.
class ParcelVisitor {
public:
    virtual ~ParcelVisitor() = default;
    virtual void visit(const PassingParcel& parcel) = 0;
};

/// Columns of the chunks that pass; the number, where there is such a field, is the last one.
enum class PassColumn { Code, Registered };

/// Reads all parcels; visitor i sees those of thread i. The findings of the scan hold repaired
/// polygons too, by feature.
/// Errors: ReadFailed, Cancelled.
Result<data::ScanSummary> passParcels(RatioInputs& inputs,
                                      const std::vector<ParcelVisitor*>& visitors,
                                      bool withNumbers,
                                      const Progress& progress);

} // namespace tuban::jobs

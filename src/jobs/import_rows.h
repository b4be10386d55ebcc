#pragma once

#include "base/result.h"
#include "data/foreign/foreign_reader.h"
#include "data/import/wkb_lists.h"
#include "data/sources/polygon_decoder.h"
#include "geometry/crs.h"
#include "jobs/import_classes.h"
#include "model/change.h"
#include "model/field_mapping.h"
#include "model/valid_polygons.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace tuban::jobs {

/// How the features of a foreign layer become rows.
struct RowRules {
    LayerSchema target;
    std::vector<FieldMatch> fields = {};
    data::WkbShape shape = data::WkbShape::None; ///< what the target takes; others are refused
    std::set<data::WkbShape> elsewhere = {};     ///< what other layers take
    geometry::Placement placement = {};
    geometry::CrsInfo crs = {}; ///< of the workspace
    std::string layer = {};     ///< of the file, for findings
    std::string keyStem = {};   ///< what keys begin with that have to be made
    std::map<std::size_t, ClassReader> classes = {}; ///< by field of the target
    std::map<std::size_t, double> factors = {}; ///< of numbers whose unit is known, by field
};

/// Rows that are ready to be stored, and what became of the features they were made of.
struct RowBatch {
    std::vector<RowChange> rows = {};
    std::vector<std::int64_t> numbers = {}; ///< of the feature that each row was made of
    std::uint64_t features = 0;             ///< read, without those that go elsewhere
    std::uint64_t refused = 0;
    std::uint64_t keysMade = 0;
    std::uint64_t split = 0;              ///< features that became several rows
    geometry::DoubledArea areaBefore = 0; ///< square cells of the rows' polygons before repairing
    geometry::DoubledArea areaAfter = 0;  ///< and as they are stored
    /// By row: what its feature adds to both sums; of a split feature all of it at its first row.
    std::vector<std::pair<geometry::DoubledArea, geometry::DoubledArea>> areas = {};
    std::vector<Finding> findings = {};
};

/// Turns features into rows: values into the types of the fields, geometries into the CRS and onto
/// the grid of the workspace, invalid polygons repaired. Every feature becomes rows or is refused,
/// with a finding that says why. One thread.
class RowTaker {
public:
    /// Errors: those of geometry::Placer::create.
    static Result<RowTaker> create(RowRules rules);

    void add(data::ForeignFeature&& feature);
    /// How many features wait.
    std::size_t waiting() const { return m_waiting.size(); }
    /// The rows of all that wait.
    RowBatch take();
    const RowRules& rules() const { return m_rules; }

private:
    RowTaker(RowRules rules, data::PolygonDecoder decoder, geometry::Placer placer);

    void refuseUnreadable();
    void placePolygons();
    void placeLists();
    void findUnits();
    void takeFeature(std::size_t place);
    std::vector<FieldValue> valuesOf(const data::ForeignFeature& feature);
    bool completeKey(std::vector<FieldValue>& values, std::int64_t number);
    std::vector<GridGeometry> rowGeometries(GridGeometry&& geometry) const;
    void refuse(const data::ForeignFeature& feature, std::string reason);
    void note(Severity severity, FindingCode code, std::int64_t number, std::vector<std::string> values);

    RowRules m_rules;
    data::PolygonDecoder m_decoder;
    geometry::Placer m_placer;
    PolygonValidator m_validator;
    std::size_t m_validated = 0; ///< findings of the validator that were handed on
    std::vector<double> m_factors;
    bool m_unitsKnown = false;
    std::unordered_set<std::string> m_keys;
    std::vector<data::ForeignFeature> m_waiting;
    std::vector<std::optional<GridGeometry>> m_geometries; ///< none: refused
    std::vector<std::pair<geometry::DoubledArea, geometry::DoubledArea>> m_areas; ///< raw, valid
    RowBatch m_batch;
};

} // namespace tuban::jobs

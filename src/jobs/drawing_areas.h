#pragma once

#include "geometry/grid.h"
#include "jobs/drawing_labels.h"
#include "model/finding.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tuban::jobs {

/// What became of an entity of a drawing.
enum class EntityFate {
    Area,      ///< it bounds an area
    Label,     ///< a text that stands in an area
    Duplicate, ///< another entity has the same outline
    BoundsNothing,
    TextOutside, ///< of all areas
    Point,       ///< without a text
    PaperSpace,  ///< frame, title, legend
    NoGeometry,
    BadCoordinates,
    LayerLeftOut, ///< by the profile
};

/// The entities of one layer of a drawing; the fates add up to all of them.
struct DrawingTally {
    std::string layer;
    std::uint64_t entities = 0;
    std::map<EntityFate, std::uint64_t> fates = {};
};

/// An entity as a drawing has it, on a grid.
struct DrawingEntity {
    std::string layer;
    std::string colour = {}; ///< "#rrggbb"; empty: not known
    std::string handle = {};
    std::string text = {};                                    ///< of a point
    std::vector<std::vector<geometry::GridPoint>> lists = {}; ///< closed: first and last are equal
    EntityFate refused = EntityFate::Area;                    ///< Area: it is to be looked at
};

/// An area of a drawing.
struct DrawingArea {
    std::string layer;
    std::string colour = {};
    std::string handle = {}; ///< of the entity that is its outline; empty: several lines are
    /// Polygons: the outline, then holes; not closed.
    std::vector<std::vector<std::vector<geometry::GridPoint>>> parts = {};
    std::map<std::string, FieldValue> values = {}; ///< from labels, by field
};

struct DrawingAreas {
    std::vector<DrawingArea> areas = {};
    std::vector<DrawingTally> tallies = {}; ///< in the order in which layers occur
    std::vector<Finding> findings = {};     ///< places in units of the grid
};

/// How areas are made.
struct DrawingRules {
    geometry::Grid grid = geometry::Grid::tenthMillimetre();
    std::int64_t gap = 0;  ///< cells
    double metres = 1.0;   ///< of a unit of the drawing on the grid, for findings
    std::string name = {}; ///< of the drawing, for findings
    std::map<std::string, std::string> classes = {}; ///< drawing layer → class
    std::map<std::string, std::string> colours = {}; ///< colour → class
};

/// Makes areas of the entities of a drawing, layer by layer. A closed outline is an area; outlines
/// inside it are holes, inside those areas again, and a hole that has a label of its own is an area
/// as well. Lines that are not closed, with the outlines they touch, are a network: all of its
/// fields are areas. An area that occurs twice is taken once, with the labels of both. Texts fill
/// fields of the smallest area of each layer that they stand in; two values for one field leave it
/// empty, with a finding. Areas that bear the same number are parts of one: see joinParts.
DrawingAreas areasOf(const std::vector<DrawingEntity>& entities,
                     const DrawingRules& rules,
                     const DrawingLabels& labels);

} // namespace tuban::jobs

#pragma once

#include "base/uuid.h"
#include "geometry/path_chunk.h"
#include "geometry/polygon_chunk.h"
#include "model/feature_chunk.h"
#include "model/rule_choice.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace tuban::render {

/// Features of a layer that were read together, for drawing. All columns have a row for each.
struct MapChunk {
    /// Shared with whoever read them; never null.
    std::variant<std::shared_ptr<const geometry::PolygonChunk>,
                 std::shared_ptr<const geometry::PathChunk>>
        geometry;
    std::vector<std::int64_t> ids;      ///< as in FeatureChunk
    std::vector<Uuid> rows = {};        ///< of a workspace; none of other sources
    std::vector<std::uint16_t> classes; ///< places in MapLayerContent::classes
    std::vector<Column> fields = {};    ///< for labels, see MapLayerContent::fields

    std::size_t size() const { return ids.size(); }
    const geometry::GridBox& extent(std::size_t row) const;
};

enum class MapGeometry { Points, Lines, Polygons };

/// What a layer is made of.
struct MapLayerContent {
    MapGeometry kind = MapGeometry::Polygons;
    geometry::Grid grid = geometry::Grid::tenthMillimetre();
    bool coverage = false;                ///< polygons that tile: drawn without seams, in no order
    std::vector<RuleSet> classes = {};    ///< the sets of a RuleChoice
    std::vector<std::string> fields = {}; ///< names of MapChunk::fields
    std::vector<std::shared_ptr<const MapChunk>> chunks = {};
};

/// A feature of a layer: its chunk and its row there.
struct FeatureRef {
    std::uint32_t chunk = 0;
    std::uint32_t row = 0;
    bool operator==(const FeatureRef&) const = default;
};

/// A layer in memory as it is drawn: immutable, shared by all threads. Features stand in pieces of
/// about a thousand that lie near each other, along a Hilbert curve.
class MapLayer {
public:
    /// Time: n log n in the features; geometry is shared, not copied.
    static std::shared_ptr<const MapLayer> build(MapLayerContent content);

    MapGeometry kind() const { return m_content.kind; }
    const geometry::Grid& grid() const { return m_content.grid; }
    bool isCoverage() const { return m_content.coverage; }
    const std::vector<RuleSet>& classes() const { return m_content.classes; }
    const std::vector<std::string>& fields() const { return m_content.fields; }
    std::span<const std::shared_ptr<const MapChunk>> chunks() const { return m_content.chunks; }
    const MapChunk& chunk(FeatureRef feature) const { return *m_content.chunks[feature.chunk]; }

    /// Of all features that have a geometry; empty without any.
    const geometry::GridBox& extent() const { return m_extent; }
    std::size_t featureCount() const { return m_featureCount; }
    /// Side of a square with the mean area of the polygons, in cells; 0 without any.
    double meanSide() const { return m_meanSide; }

    std::int64_t id(FeatureRef feature) const { return chunk(feature).ids[feature.row]; }
    std::uint16_t classOf(FeatureRef feature) const { return chunk(feature).classes[feature.row]; }
    const geometry::GridBox& extent(FeatureRef feature) const {
        return chunk(feature).extent(feature.row);
    }
    /// The lines, rings or points of a feature, one after the other.
    template <typename Visit> void visitPaths(FeatureRef feature, const Visit& visit) const;

    /// Visits the features whose extents meet a window, in an order that depends on the layer and
    /// the window alone.
    template <typename Visit> void visit(const geometry::GridBox& window, const Visit& visit) const;

    /// The feature with this id, if there is one. Time: linear, a millisecond for a million.
    std::optional<FeatureRef> find(std::int64_t id) const;
    std::optional<FeatureRef> find(const Uuid& row) const;

    /// The layer after an edit: features with these ids are gone, those of `added` are there.
    /// What did not change is shared. `classes`: those that there are now, the ones so far first;
    /// empty: no new ones.
    std::shared_ptr<const MapLayer> edited(std::span<const std::int64_t> removed,
                                           std::shared_ptr<const MapChunk> added,
                                           std::vector<RuleSet> classes = {}) const;

    /// The same features in other classes: those of each chunk in the order of its rows.
    std::shared_ptr<const MapLayer>
    reclassified(std::vector<RuleSet> classes,
                 const std::vector<std::vector<std::uint16_t>>& ofChunks) const;

    /// The same features drawn by other rules: the chunks of `content` hold those of this layer in the
    /// same places, in other classes and with other fields for labels.
    std::shared_ptr<const MapLayer> restyled(MapLayerContent content) const;

private:
    struct Piece {
        geometry::GridBox extent;
        std::vector<FeatureRef> features;
        std::vector<geometry::GridBox> extents; ///< of the features, side by side
        void add(FeatureRef feature, const geometry::GridBox& box);
    };

    template <typename Key>
    std::optional<FeatureRef> findIn(std::vector<Key> MapChunk::*keys, const Key& wanted) const;
    /// The piece that a feature stands in; nothing: it is no longer part of the layer.
    std::optional<std::size_t> pieceOf(FeatureRef feature) const;
    void removeFeature(FeatureRef feature);
    void addFeature(FeatureRef feature);
    void addToTotals(FeatureRef feature, int sign);

    MapLayerContent m_content;
    std::vector<std::shared_ptr<const Piece>> m_pieces;
    geometry::GridBox m_extent;
    std::size_t m_featureCount = 0;
    double m_area = 0.0; ///< of polygons, in square cells
    double m_meanSide = 0.0;
};

template <typename Visit> void MapLayer::visitPaths(FeatureRef feature, const Visit& visit) const {
    const auto& geometry = chunk(feature).geometry;
    if (const auto* polygons = std::get_if<0>(&geometry)) {
        const auto rings = (*polygons)->featureRings(feature.row);
        for (std::uint32_t ring = rings.first; ring < rings.last; ++ring) {
            visit((*polygons)->ring(ring));
        }
    } else {
        const geometry::PathChunk& chunkOfPaths = *std::get<1>(geometry);
        const auto paths = chunkOfPaths.paths(feature.row);
        for (std::uint32_t path = paths.first; path < paths.last; ++path) {
            visit(chunkOfPaths.path(path));
        }
    }
}

template <typename Visit>
void MapLayer::visit(const geometry::GridBox& window, const Visit& visit) const {
    for (const std::shared_ptr<const Piece>& piece : m_pieces) {
        if (!piece->extent.meets(window)) {
            continue;
        }
        for (std::size_t i = 0; i < piece->features.size(); ++i) {
            if (piece->extents[i].meets(window)) {
                visit(piece->features[i]);
            }
        }
    }
}

} // namespace tuban::render

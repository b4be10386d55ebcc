#include "render/map_layer.h"

#include "geometry/hilbert_order.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace tuban::render {

namespace {

constexpr std::size_t kPieceSize = 1024;

/// Area of a polygon in square cells.
double areaOf(const MapChunk& chunk, std::uint32_t row) {
    const auto* polygons = std::get_if<0>(&chunk.geometry);
    return polygons == nullptr ? 0.0 : static_cast<double>((*polygons)->doubledArea(row)) / 2.0;
}

/// How much further the middle of a box lies outside another, in cells.
double distanceTo(const geometry::GridBox& box, const geometry::GridBox& other) {
    const auto gap = [](std::int64_t low, std::int64_t high, std::int64_t min, std::int64_t max) {
        const double middle = 0.5 * (static_cast<double>(low) + static_cast<double>(high));
        return std::max(
            {static_cast<double>(min) - middle, middle - static_cast<double>(max), 0.0});
    };
    return std::max(gap(box.min.x, box.max.x, other.min.x, other.max.x),
                    gap(box.min.y, box.max.y, other.min.y, other.max.y));
}

} // namespace

const geometry::GridBox& MapChunk::extent(std::size_t row) const {
    return std::visit(
        [row](const auto& chunk) -> const geometry::GridBox& { return chunk->extent(row); },
        geometry);
}

void MapLayer::Piece::add(FeatureRef feature, const geometry::GridBox& box) {
    features.push_back(feature);
    extents.push_back(box);
    extent.add(box.min);
    extent.add(box.max);
}

std::shared_ptr<const MapLayer> MapLayer::build(MapLayerContent content) {
    auto layer = std::make_shared<MapLayer>();
    layer->m_content = std::move(content);
    std::vector<FeatureRef> features;
    std::vector<geometry::GridBox> boxes;
    const auto& chunks = layer->m_content.chunks;
    for (std::uint32_t chunk = 0; chunk < chunks.size(); ++chunk) {
        assert(chunks[chunk]->classes.size() == chunks[chunk]->size());
        for (std::uint32_t row = 0; row < chunks[chunk]->size(); ++row) {
            if (const geometry::GridBox& box = chunks[chunk]->extent(row); !box.empty()) {
                features.push_back({chunk, row});
                boxes.push_back(box);
                layer->addToTotals(features.back(), 1);
            }
        }
    }
    Piece piece;
    for (const std::uint32_t place : geometry::hilbertOrder(boxes)) {
        piece.add(features[place], boxes[place]);
        if (piece.features.size() == kPieceSize) {
            layer->m_pieces.push_back(std::make_shared<Piece>(std::exchange(piece, Piece())));
        }
    }
    if (!piece.features.empty()) {
        layer->m_pieces.push_back(std::make_shared<Piece>(std::move(piece)));
    }
    return layer;
}

void MapLayer::addToTotals(FeatureRef feature, int sign) {
    m_area += sign * areaOf(chunk(feature), feature.row);
    m_featureCount += static_cast<std::size_t>(sign);
    m_meanSide = m_featureCount == 0
                     ? 0.0
                     : std::sqrt(std::max(0.0, m_area) / static_cast<double>(m_featureCount));
    if (sign > 0) {
        m_extent.add(extent(feature).min);
        m_extent.add(extent(feature).max);
    }
}

template <typename Key>
std::optional<FeatureRef> MapLayer::findIn(std::vector<Key> MapChunk::*column,
                                           const Key& wanted) const {
    // Rows that an edit replaced or took away still stand in their chunks, but in no piece.
    for (std::size_t chunk = m_content.chunks.size(); chunk-- > 0;) {
        const std::vector<Key>& keys = (*m_content.chunks[chunk]).*column;
        for (auto at = std::ranges::find(keys, wanted); at != keys.end();
             at = std::find(at + 1, keys.end(), wanted)) {
            const FeatureRef feature{static_cast<std::uint32_t>(chunk),
                                     static_cast<std::uint32_t>(at - keys.begin())};
            if (pieceOf(feature)) {
                return feature;
            }
        }
    }
    return std::nullopt;
}

std::optional<FeatureRef> MapLayer::find(std::int64_t wanted) const {
    return findIn(&MapChunk::ids, wanted);
}

std::optional<FeatureRef> MapLayer::find(const Uuid& row) const {
    return findIn(&MapChunk::rows, row);
}

std::optional<std::size_t> MapLayer::pieceOf(FeatureRef feature) const {
    const geometry::GridBox& box = extent(feature);
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        if (m_pieces[i]->extent.meets(box) &&
            std::ranges::find(m_pieces[i]->features, feature) != m_pieces[i]->features.end()) {
            return i;
        }
    }
    return std::nullopt;
}

std::shared_ptr<const MapLayer> MapLayer::edited(std::span<const std::int64_t> removed,
                                                 std::shared_ptr<const MapChunk> added,
                                                 std::vector<RuleSet> classes) const {
    auto layer = std::make_shared<MapLayer>(*this);
    if (!classes.empty()) {
        layer->m_content.classes = std::move(classes);
    }
    for (const std::int64_t id : removed) {
        if (const auto feature = layer->find(id)) {
            layer->removeFeature(*feature);
        }
    }
    assert(added->classes.size() == added->size());
    const auto chunk = static_cast<std::uint32_t>(layer->m_content.chunks.size());
    layer->m_content.chunks.push_back(std::move(added));
    for (std::uint32_t row = 0; row < layer->m_content.chunks.back()->size(); ++row) {
        layer->addFeature({chunk, row});
    }
    return layer;
}

void MapLayer::removeFeature(FeatureRef feature) {
    const std::size_t at = *pieceOf(feature);
    Piece piece;
    for (std::size_t i = 0; i < m_pieces[at]->features.size(); ++i) {
        if (m_pieces[at]->features[i] != feature) {
            piece.add(m_pieces[at]->features[i], m_pieces[at]->extents[i]);
        }
    }
    if (piece.features.empty()) {
        m_pieces.erase(m_pieces.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
        m_pieces[at] = std::make_shared<Piece>(std::move(piece));
    }
    addToTotals(feature, -1);
}

void MapLayer::addFeature(FeatureRef feature) {
    const geometry::GridBox& box = extent(feature);
    if (box.empty()) {
        return;
    }
    const auto nearest = std::ranges::min_element(
        m_pieces, {}, [&](const auto& piece) { return distanceTo(box, piece->extent); });
    Piece piece;
    if (nearest != m_pieces.end()) {
        piece = **nearest;
    }
    piece.add(feature, box);
    auto changed = std::make_shared<Piece>(std::move(piece));
    if (nearest != m_pieces.end()) {
        *nearest = std::move(changed);
    } else {
        m_pieces.push_back(std::move(changed));
    }
    addToTotals(feature, 1);
}

std::shared_ptr<const MapLayer>
MapLayer::reclassified(std::vector<RuleSet> classes,
                       const std::vector<std::vector<std::uint16_t>>& ofChunks) const {
    MapLayerContent content = m_content;
    content.classes = std::move(classes);
    for (std::size_t i = 0; i < ofChunks.size(); ++i) {
        auto chunk = std::make_shared<MapChunk>(*m_content.chunks[i]);
        assert(ofChunks[i].size() == chunk->size());
        chunk->classes = ofChunks[i];
        content.chunks[i] = std::move(chunk);
    }
    return restyled(std::move(content));
}

std::shared_ptr<const MapLayer> MapLayer::restyled(MapLayerContent content) const {
    assert(content.chunks.size() == m_content.chunks.size());
    auto layer = std::make_shared<MapLayer>(*this);
    layer->m_content = std::move(content);
    return layer;
}

} // namespace tuban::render

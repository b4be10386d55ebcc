#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "model/change.h"
#include "model/feature_chunk.h"
#include "model/layer_schema.h"
#include "model/rule_choice.h"
#include "render/map_layer.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace tuban::jobs {

/// Turns rows of a layer into what is drawn of them: decides the rules of a style for each row,
/// and keeps the fields that its labels show.
class MapRows {
public:
    /// `known`: classes that rows of the layer have already; new ones come behind them.
    /// Errors: those of RuleChoice::of.
    static Result<std::unique_ptr<MapRows>>
    create(const LayerSchema& schema, const Style& style, std::vector<RuleSet> known = {});

    /// The fields that are needed of each row, by their places in the schema, ascending.
    const std::vector<std::size_t>& fields() const { return m_fields; }

    /// Takes over a chunk of polygons. Its columns are those of fields() in their order, numbers
    /// where the schema says so, and where `withRows` one with the identifiers of rows behind them.
    /// From any thread.
    std::shared_ptr<const render::MapChunk> take(FeatureChunk&& chunk, bool withRows);

    /// Takes over a row of a layer of any kind; `id` as in MapChunk. One thread.
    void add(std::int64_t id, const Uuid& row, const LayerRow& content);
    /// The same with lines or points; only the values of fields() are looked at.
    void add(std::int64_t id,
             std::span<const std::vector<geometry::GridPoint>> paths,
             const std::vector<FieldValue>& values);
    /// How many rows have been added since the last chunk.
    std::size_t pending() const { return m_chunk.size(); }
    /// Those rows.
    std::shared_ptr<const render::MapChunk> finish();

    /// The features of a chunk again, decided by these values of theirs.
    std::shared_ptr<const render::MapChunk>
    restyle(const render::MapChunk& chunk,
            const std::function<std::vector<FieldValue>(std::int64_t)>& valuesOf);

    /// What the layer is made of, but for its chunks.
    render::MapLayerContent content(const geometry::Grid& grid) const;

private:
    MapRows(const LayerSchema& schema, RuleChoice choice, std::vector<RuleSet> known);

    std::uint16_t classOf(const std::vector<FieldValue>& values);
    void addValues(std::int64_t id, const std::vector<FieldValue>& values);
    void startChunk();

    LayerSchema m_schema;
    RuleChoice m_choice;
    std::vector<std::size_t> m_fields;
    std::vector<std::size_t> m_labelFields; ///< places in the schema
    std::mutex m_mutex;                     ///< of m_choice and m_classes
    std::vector<RuleSet> m_classes;
    std::vector<std::uint16_t> m_classOfSet; ///< place in m_classes of each set of m_choice
    render::MapChunk m_chunk;                ///< that rows are added to
    geometry::PolygonChunkBuilder m_polygons;
    geometry::PathChunk m_paths;
};

/// A layer in another style. `valuesOf` gives the values of a row, in the order of the schema, by the
/// id of its feature. Errors: those of MapRows::create, Cancelled. Time: n log n in the features;
/// geometry is shared.
Result<std::shared_ptr<const render::MapLayer>>
restyledMapLayer(const render::MapLayer& layer,
                 const LayerSchema& schema,
                 const Style& style,
                 const std::function<std::vector<FieldValue>(std::int64_t)>& valuesOf,
                 const Progress& progress);

/// A layer after an edit: rows `removed` are gone and `added` are there; a row that changed is in
/// both. Errors: those of MapRows::create.
Result<std::shared_ptr<const render::MapLayer>> editedMapLayer(const render::MapLayer& layer,
                                                               const LayerSchema& schema,
                                                               const Style& style,
                                                               std::span<const Uuid> removed,
                                                               std::span<const StoredRow> added);

} // namespace tuban::jobs

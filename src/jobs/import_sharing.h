#pragma once

#include "data/store/workspace_store.h"
#include "geometry/shared_vertices.h"
#include "model/change.h"
#include "model/finding.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tuban::jobs {

/// Gives the polygons of a layer that tiles the vertices that their neighbours have on their edges:
/// those that come in, and those that the layer has already, in both directions.
class VertexSharing {
public:
    explicit VertexSharing(LayerSchema schema) : m_schema(std::move(schema)) {}

    /// Rows that come in.
    void add(const std::vector<RowChange>& rows);
    /// Rows that are there, as far as they may touch those that came in; once, after all of these.
    /// Errors: those of WorkspaceStore::rows.
    Result<void> addStored(const data::WorkspaceStore& store, const Progress& progress);
    /// Looks for the vertices; once, after all were added.
    void find();

    /// The next changes, some thousand rows; none: no more. Rows that would become invalid stay as
    /// they are. Errors: those of WorkspaceStore::row.
    Result<FeatureChange> next(const data::WorkspaceStore& store);
    /// What next() did; before it was called, what it would do.
    std::vector<Finding> findings(const std::string& layer) const;

private:
    void addGeometry(const Uuid& id, const GridGeometry& geometry);

    LayerSchema m_schema;
    geometry::SharedVertices m_shared;
    geometry::GridBox m_extent;
    std::vector<Uuid> m_ids;
    std::vector<geometry::SharedVertices::Insertion> m_found;
    std::size_t m_done = 0; ///< of m_found
    std::uint64_t m_vertices = 0;
    std::uint64_t m_rows = 0;
    std::uint64_t m_invalid = 0;
    geometry::DoubledArea m_before = 0;
    geometry::DoubledArea m_after = 0;
};

} // namespace tuban::jobs

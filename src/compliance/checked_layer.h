#pragma once

#include "geometry/crs.h"
#include "geometry/grid.h"
#include "geometry/polygon_chunk.h"
#include "model/feature_chunk.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tuban::compliance {

/// A polygon layer held in memory to be checked: its features as they are stored and, where those
/// are invalid, what is measured instead. Rows are counted through all chunks.
class CheckedLayer {
public:
    /// Columns that checks know, by their place in FeatureChunk::columns.
    struct Columns {
        std::optional<std::size_t> code = {};
        std::optional<std::size_t> number = {};
        std::optional<std::size_t> registered = {}; ///< in units of `registeredUnit`
        std::optional<std::size_t> id = {};
        std::optional<std::size_t> version = {};
    };

    CheckedLayer() = default;
    /// `chunks` in the order of the layer.
    CheckedLayer(std::string name,
                 geometry::Grid grid,
                 geometry::CrsInfo crs,
                 std::vector<FeatureChunk> chunks);

    const std::string& name() const { return m_name; }
    const geometry::Grid& grid() const { return m_grid; }
    const geometry::CrsInfo& crs() const { return m_crs; }
    std::size_t rowCount() const { return m_firstRow.back(); }
    std::size_t chunkCount() const { return m_chunks.size(); }
    const FeatureChunk& chunk(std::size_t index) const { return m_chunks[index]; }
    std::uint32_t firstRow(std::size_t chunk) const { return m_firstRow[chunk]; }
    /// Chunk and place in it of a row.
    std::pair<std::size_t, std::size_t> locate(std::uint32_t row) const;

    /// Valid polygons of a chunk, row by row; those that cannot be repaired are empty.
    const geometry::PolygonChunk& valid(std::size_t chunk) const {
        return m_repaired[chunk] ? *m_repaired[chunk] : m_chunks[chunk].polygons;
    }
    /// Several threads may each set the chunks that are theirs.
    void setRepaired(std::size_t chunk, geometry::PolygonChunk polygons) {
        m_repaired[chunk] = std::move(polygons);
    }
    std::vector<const geometry::PolygonChunk*> allValid() const;

    /// Text of a column; empty: none, or null.
    std::string_view text(std::uint32_t row, std::optional<std::size_t> column) const;
    std::optional<double> number(std::uint32_t row, std::optional<std::size_t> column) const;

    Area areaOf(geometry::FixedArea area) const;
    /// A length in cells on the ground.
    Length lengthOf(double cells) const;
    /// A length on the ground in cells.
    double cellsOf(Length length) const;

    Columns columns = {};
    Area registeredUnit = Area::squareMetres(1);

private:
    std::string m_name;
    geometry::Grid m_grid = geometry::Grid::tenthMillimetre();
    geometry::CrsInfo m_crs;
    std::vector<FeatureChunk> m_chunks;
    std::vector<std::optional<geometry::PolygonChunk>> m_repaired;
    std::vector<std::uint32_t> m_firstRow{0};
};

} // namespace tuban::compliance

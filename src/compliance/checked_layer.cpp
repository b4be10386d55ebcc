#include "compliance/checked_layer.h"

#include "geometry/ellipsoid_area.h"

#include <algorithm>

namespace tuban::compliance {

CheckedLayer::CheckedLayer(std::string name,
                           geometry::Grid grid,
                           geometry::CrsInfo crs,
                           std::vector<FeatureChunk> chunks)
    : m_name(std::move(name)),
      m_grid(grid),
      m_crs(std::move(crs)),
      m_chunks(std::move(chunks)),
      m_repaired(m_chunks.size()) {
    for (const FeatureChunk& chunk : m_chunks) {
        m_firstRow.push_back(m_firstRow.back() + static_cast<std::uint32_t>(chunk.size()));
    }
}

std::pair<std::size_t, std::size_t> CheckedLayer::locate(std::uint32_t row) const {
    const auto next = std::upper_bound(m_firstRow.begin(), m_firstRow.end(), row);
    const auto chunk = static_cast<std::size_t>(next - m_firstRow.begin()) - 1;
    return {chunk, row - m_firstRow[chunk]};
}

std::vector<const geometry::PolygonChunk*> CheckedLayer::allValid() const {
    std::vector<const geometry::PolygonChunk*> all;
    for (std::size_t c = 0; c < m_chunks.size(); ++c) {
        all.push_back(&valid(c));
    }
    return all;
}

std::string_view CheckedLayer::text(std::uint32_t row, std::optional<std::size_t> column) const {
    if (!column) {
        return {};
    }
    const auto [chunk, place] = locate(row);
    const Column& values = m_chunks[chunk].columns[*column];
    return values.null[place] ? std::string_view() : values.text(place);
}

std::optional<double> CheckedLayer::number(std::uint32_t row,
                                           std::optional<std::size_t> column) const {
    if (!column) {
        return std::nullopt;
    }
    const auto [chunk, place] = locate(row);
    const Column& values = m_chunks[chunk].columns[*column];
    return values.null[place] ? std::nullopt : std::optional(values.number(place));
}

Area CheckedLayer::areaOf(geometry::FixedArea area) const {
    return geometry::areaOf(area, m_grid, m_crs);
}

Length CheckedLayer::lengthOf(double cells) const {
    return Length::metres(cells / m_grid.cellsPerUnit() * m_crs.metresPerUnit);
}

double CheckedLayer::cellsOf(Length length) const {
    return length.inMetres() / m_crs.metresPerUnit * m_grid.cellsPerUnit();
}

} // namespace tuban::compliance

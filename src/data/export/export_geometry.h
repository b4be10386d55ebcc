#pragma once

#include "geometry/transformer.h"
#include "model/layer_schema.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tuban::data {

/// A geometry on its way into a file: lists of vertices x0 y0 x1 y1 … in units of the CRS of the
/// file, east before north, in parts. Rings repeat their first vertex at the end; outer rings run
/// counter-clockwise, holes clockwise. Used again for one feature after the other.
class ExportGeometry {
public:
    /// Takes over a geometry of a workspace; coordinates are the doubles next to their cells.
    void assign(const GridGeometry& geometry, GeometryKind kind);
    /// False: a vertex has no place in the other system.
    bool transform(geometry::Transformer& transformer) { return transformer.transform(m_xy); }

    GeometryKind kind() const { return m_kind; }
    bool empty() const { return m_xy.empty(); }
    std::size_t partCount() const { return m_partLists.size() - 1; }
    std::size_t listCount() const { return m_listPoints.size() - 1; }
    std::size_t pointCount() const { return m_xy.size() / 2; }
    /// Lists [first, last) of a part; the first of a polygon's part is its outer ring.
    std::array<std::size_t, 2> lists(std::size_t part) const {
        return {m_partLists[part], m_partLists[part + 1]};
    }
    std::span<const double> list(std::size_t index) const {
        return std::span(m_xy).subspan(2 * m_listPoints[index],
                                       2 * (m_listPoints[index + 1] - m_listPoints[index]));
    }
    /// Min x, min y, max x, max y; of no use without vertices.
    std::array<double, 4> extent() const;

private:
    GeometryKind m_kind = GeometryKind::None;
    std::vector<double> m_xy = {};
    std::vector<std::size_t> m_listPoints{0};
    std::vector<std::size_t> m_partLists{0};
};

/// The planar area of a polygon of a workspace, holes taken off: exact in square cells, in m².
double planarSquareMetres(const GridGeometry& geometry);

/// Appends `value` with at most `decimals` places, without trailing zeros, in the C locale. At the
/// four places of the grid of a workspace the text reads back as the same double. Expected:
/// |value| · 10^decimals < 2^53.
void appendCoordinate(std::string& text, double value, int decimals);

/// Appends well-known text, such as POLYGON ((0 0, 1 0, 1 1, 0 0)); EMPTY where there is nothing.
/// @source OGC 06-103r4 (Simple Features 1.2.1), clause 7.
void appendWkt(std::string& text, const ExportGeometry& geometry, int decimals);

/// Appends little-endian ISO WKB. Expected: not empty. @source OGC 06-103r4, clause 8.
void appendWkb(std::string& bytes, const ExportGeometry& geometry);

/// Appends the last bytes of `value`, the lowest first.
template <typename T> void appendLittleEndian(std::string& bytes, T value) {
    static_assert(std::endian::native == std::endian::little);
    const auto raw = std::bit_cast<std::array<char, sizeof(T)>>(value);
    bytes.append(raw.data(), raw.size());
}

/// A point inside a part of a polygon for a label, on the horizontal line halfway up, in the middle
/// of the widest stretch of that line inside; the first vertex of other geometries.
std::array<double, 2> labelPoint(const ExportGeometry& geometry, std::size_t part);

} // namespace tuban::data

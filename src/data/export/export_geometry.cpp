#include "data/export/export_geometry.h"

#include "geometry/polygon_chunk.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tuban::data {

namespace {

constexpr std::array<double, 13> kPowers{
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

bool isPolygonal(GeometryKind kind) {
    return kind == GeometryKind::Polygon || kind == GeometryKind::MultiPolygon;
}

/// A ring without the vertex that closes it.
geometry::Ring openRing(const GridGeometry::Vertices& vertices) {
    const geometry::Ring ring(vertices);
    return ring.size() > 1 && ring.front() == ring.back() ? ring.first(ring.size() - 1) : ring;
}

void appendVertices(std::string& text, std::span<const double> xy, int decimals) {
    const char* separator = "(";
    for (std::size_t i = 0; i < xy.size(); i += 2) {
        text += separator;
        appendCoordinate(text, xy[i], decimals);
        text += ' ';
        appendCoordinate(text, xy[i + 1], decimals);
        separator = ", ";
    }
    text += ')';
}

void appendRings(std::string& text, const ExportGeometry& g, std::size_t part, int decimals) {
    const char* separator = "(";
    const auto [first, last] = g.lists(part);
    for (std::size_t ring = first; ring < last; ++ring) {
        text += separator;
        appendVertices(text, g.list(ring), decimals);
        separator = ", ";
    }
    text += ')';
}

void appendWkbHead(std::string& bytes, std::uint32_t type) {
    bytes += '\1';
    appendLittleEndian(bytes, type);
}

void appendWkbList(std::string& bytes, std::span<const double> xy) {
    appendLittleEndian(bytes, static_cast<std::uint32_t>(xy.size() / 2));
    for (const double v : xy) {
        appendLittleEndian(bytes, v);
    }
}

void appendWkbPolygon(std::string& bytes, const ExportGeometry& g, std::size_t part) {
    constexpr std::uint32_t kPolygon = 3;
    const auto [first, last] = g.lists(part);
    appendWkbHead(bytes, kPolygon);
    appendLittleEndian(bytes, static_cast<std::uint32_t>(last - first));
    for (std::size_t ring = first; ring < last; ++ring) {
        appendWkbList(bytes, g.list(ring));
    }
}

/// Where the rings of a part cross the horizontal line at `y`, in order.
std::vector<double> crossings(const ExportGeometry& g, std::size_t part, double y) {
    std::vector<double> found;
    const auto [first, last] = g.lists(part);
    for (std::size_t ring = first; ring < last; ++ring) {
        const auto xy = g.list(ring);
        for (std::size_t i = 0; i + 3 < xy.size(); i += 2) {
            if ((xy[i + 1] > y) != (xy[i + 3] > y)) {
                const double t = (y - xy[i + 1]) / (xy[i + 3] - xy[i + 1]);
                found.push_back(xy[i] + t * (xy[i + 2] - xy[i]));
            }
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::array<double, 4> extentOf(std::span<const double> xy) {
    std::array<double, 4> box{xy[0], xy[1], xy[0], xy[1]};
    for (std::size_t i = 0; i < xy.size(); i += 2) {
        box = {std::min(box[0], xy[i]),
               std::min(box[1], xy[i + 1]),
               std::max(box[2], xy[i]),
               std::max(box[3], xy[i + 1])};
    }
    return box;
}

} // namespace

void ExportGeometry::assign(const GridGeometry& geometry, GeometryKind kind) {
    constexpr geometry::Grid kGrid = geometry::Grid::tenthMillimetre();
    m_kind = kind;
    m_xy.clear();
    m_listPoints.assign(1, 0);
    m_partLists.assign(1, 0);
    for (const GridGeometry::Part& part : geometry.parts) {
        bool outer = true;
        for (const GridGeometry::Vertices& list : part) {
            const bool turned =
                isPolygonal(kind) && (doubledSignedArea(openRing(list)) < 0) == outer;
            const auto put = [&](geometry::GridPoint p) {
                m_xy.push_back(kGrid.toUnits(p.x));
                m_xy.push_back(kGrid.toUnits(p.y));
            };
            if (turned) {
                std::for_each(list.rbegin(), list.rend(), put);
            } else {
                std::for_each(list.begin(), list.end(), put);
            }
            m_listPoints.push_back(m_xy.size() / 2);
            outer = false;
        }
        m_partLists.push_back(m_listPoints.size() - 1);
    }
}

std::array<double, 4> ExportGeometry::extent() const {
    return extentOf(m_xy);
}

double planarSquareMetres(const GridGeometry& geometry) {
    geometry::DoubledArea doubled = 0;
    for (const GridGeometry::Part& part : geometry.parts) {
        for (std::size_t ring = 0; ring < part.size(); ++ring) {
            const geometry::DoubledArea area = doubledSignedArea(openRing(part[ring]));
            const geometry::DoubledArea size = area < 0 ? -area : area;
            doubled += ring == 0 ? size : -size;
        }
    }
    constexpr double kCells = geometry::Grid::tenthMillimetre().cellsPerUnit();
    return static_cast<double>(doubled) / 2.0 / (kCells * kCells);
}

void appendCoordinate(std::string& text, double value, int decimals) {
    const auto scaled = std::llround(value * kPowers[static_cast<std::size_t>(decimals)]);
    char digits[24];
    char* const begin = digits + 1;
    const auto magnitude = static_cast<std::uint64_t>(scaled < 0 ? -scaled : scaled);
    const auto power = static_cast<std::uint64_t>(kPowers[static_cast<std::size_t>(decimals)]);
    if (scaled < 0) {
        text += '-';
    }
    text.append(begin, std::to_chars(begin, std::end(digits), magnitude / power).ptr);
    std::uint64_t rest = magnitude % power;
    if (rest == 0) {
        return;
    }
    text += '.';
    for (std::uint64_t place = power / 10; rest != 0; place /= 10) {
        text += static_cast<char>('0' + rest / place);
        rest %= place;
    }
}

void appendWkt(std::string& text, const ExportGeometry& g, int decimals) {
    if (g.empty()) {
        text += "GEOMETRYCOLLECTION EMPTY";
        return;
    }
    switch (g.kind()) {
    case GeometryKind::Point:
        text += "POINT ";
        appendVertices(text, g.list(0), decimals);
        return;
    case GeometryKind::LineString:
        text += "LINESTRING ";
        appendVertices(text, g.list(0), decimals);
        return;
    case GeometryKind::Polygon:
        text += "POLYGON ";
        appendRings(text, g, 0, decimals);
        return;
    case GeometryKind::MultiPolygon:
        text += "MULTIPOLYGON ";
        for (std::size_t part = 0; part < g.partCount(); ++part) {
            text += part == 0 ? "(" : ", ";
            appendRings(text, g, part, decimals);
        }
        text += ')';
        return;
    case GeometryKind::None:
        return;
    }
}

void appendWkb(std::string& bytes, const ExportGeometry& g) {
    constexpr std::uint32_t kPoint = 1;
    constexpr std::uint32_t kLine = 2;
    constexpr std::uint32_t kMultiPolygon = 6;
    switch (g.kind()) {
    case GeometryKind::Point:
        appendWkbHead(bytes, kPoint);
        appendLittleEndian(bytes, g.list(0)[0]);
        appendLittleEndian(bytes, g.list(0)[1]);
        return;
    case GeometryKind::LineString:
        appendWkbHead(bytes, kLine);
        appendWkbList(bytes, g.list(0));
        return;
    case GeometryKind::Polygon:
        appendWkbPolygon(bytes, g, 0);
        return;
    case GeometryKind::MultiPolygon:
        appendWkbHead(bytes, kMultiPolygon);
        appendLittleEndian(bytes, static_cast<std::uint32_t>(g.partCount()));
        for (std::size_t part = 0; part < g.partCount(); ++part) {
            appendWkbPolygon(bytes, g, part);
        }
        return;
    case GeometryKind::None:
        return;
    }
}

std::array<double, 2> labelPoint(const ExportGeometry& g, std::size_t part) {
    const auto first = g.list(g.lists(part)[0]);
    if (!isPolygonal(g.kind())) {
        return {first[0], first[1]};
    }
    const auto box = extentOf(g.list(g.lists(part)[0]));
    const double y = box[1] + (box[3] - box[1]) / 2.0;
    const std::vector<double> xs = crossings(g, part, y);
    std::array<double, 2> best{first[0], first[1]};
    double widest = -1.0;
    for (std::size_t i = 0; i + 1 < xs.size(); i += 2) {
        if (xs[i + 1] - xs[i] > widest) {
            widest = xs[i + 1] - xs[i];
            best = {xs[i] + widest / 2.0, y};
        }
    }
    return best;
}

} // namespace tuban::data

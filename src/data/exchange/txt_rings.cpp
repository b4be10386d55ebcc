#include "data/exchange/txt_rings.h"

#include "geometry/ring_parts.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace tuban::data {

namespace {

using geometry::Grid;
using geometry::GridPoint;

static_assert(std::endian::native == std::endian::little, "WKB is written as it lies in memory");

constexpr std::uint32_t kPoint = 1;
constexpr std::uint32_t kLine = 2;
constexpr std::uint32_t kPolygon = 3;
constexpr std::uint32_t kMultiPoint = 4;
constexpr std::uint32_t kMultiLine = 5;
constexpr std::uint32_t kMultiPolygon = 6;

class WkbText {
public:
    void head(std::uint32_t type) {
        m_bytes += '\1';
        put(type);
    }
    void count(std::size_t number) { put(static_cast<std::uint32_t>(number)); }
    void vertex(const PlainVertex& v) {
        put(v.first);
        put(v.second);
    }
    std::string take() { return std::move(m_bytes); }

private:
    template <typename T> void put(T value) {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        m_bytes.append(raw, sizeof raw);
    }
    std::string m_bytes;
};

PlainVertex vertexOf(const TxtPoint& point) {
    return {point.east, point.north};
}

/// Runs of points with one ring number, as they are.
std::vector<PlainRing> runsOf(const std::vector<TxtPoint>& points) {
    std::vector<PlainRing> runs;
    const TxtPoint* before = nullptr;
    for (const TxtPoint& point : points) {
        if (before == nullptr || before->ring != point.ring) {
            runs.emplace_back();
        }
        if (runs.back().empty() || runs.back().back() != vertexOf(point)) {
            runs.back().push_back(vertexOf(point));
        }
        before = &point;
    }
    return runs;
}

struct NumberedRing {
    PlainRing vertices = {};
    int number = 1;
};

/// Rings without their closing points.
std::vector<NumberedRing> ringsOf(const std::vector<TxtPoint>& points) {
    std::vector<NumberedRing> rings;
    bool open = false;
    for (const TxtPoint& point : points) {
        const PlainVertex vertex = vertexOf(point);
        if (!open || rings.back().number != point.ring) {
            rings.push_back({{vertex}, point.ring});
            open = true;
            continue;
        }
        PlainRing& ring = rings.back().vertices;
        if (vertex == ring.back()) {
            continue;
        }
        if (vertex == ring.front()) {
            open = false; // what follows is another ring
            continue;
        }
        ring.push_back(vertex);
    }
    return rings;
}

bool areDegrees(const std::vector<TxtPoint>& points) {
    return std::all_of(points.begin(), points.end(), [](const TxtPoint& p) {
        return std::abs(p.north) <= 1000.0 && std::abs(p.east) <= 1000.0;
    });
}

/// On the grid, neighbours unlike.
std::vector<GridPoint> snapped(const PlainRing& ring, Grid grid) {
    std::vector<GridPoint> points;
    for (const auto& [east, north] : ring) {
        const GridPoint point = grid.snap(east, north);
        if (points.empty() || points.back() != point) {
            points.push_back(point);
        }
    }
    while (points.size() > 1 && points.front() == points.back()) {
        points.pop_back();
    }
    return points;
}

} // namespace

PlainPolygons polygonsOf(const std::vector<TxtPoint>& points) {
    const Grid grid =
        areDegrees(points) ? Grid::withDecimals(Grid::kMaxDecimals) : Grid::tenthMillimetre();
    PlainPolygons made;
    std::vector<PlainRing> rings;
    std::vector<std::vector<GridPoint>> onGrid;
    for (NumberedRing& ring : ringsOf(points)) {
        auto cells = snapped(ring.vertices, grid);
        if (cells.size() < 3) {
            made.tooShort.push_back(ring.number);
            continue;
        }
        rings.push_back(std::move(ring.vertices));
        onGrid.push_back(std::move(cells));
    }
    const std::vector<geometry::Ring> spans(onGrid.begin(), onGrid.end());
    geometry::DoubledArea doubled = 0;
    for (const auto& part : geometry::partsOfRings(spans)) {
        made.parts.emplace_back();
        for (const std::size_t ring : part) {
            const auto area = geometry::doubledSignedArea(spans[ring]);
            const auto size = area < 0 ? -area : area;
            doubled += ring == part.front() ? size : -size;
            made.parts.back().push_back(std::move(rings[ring]));
        }
    }
    const double cells = grid.cellsPerUnit();
    made.squareMetres = static_cast<double>(doubled) / 2.0 / (cells * cells);
    return made;
}

std::string wkbOf(const PlainPolygons& polygons) {
    if (polygons.parts.empty()) {
        return {};
    }
    WkbText wkb;
    if (polygons.parts.size() > 1) {
        wkb.head(kMultiPolygon);
        wkb.count(polygons.parts.size());
    }
    for (const auto& part : polygons.parts) {
        wkb.head(kPolygon);
        wkb.count(part.size());
        for (const PlainRing& ring : part) {
            wkb.count(ring.size() + 1);
            std::for_each(ring.begin(), ring.end(), [&](const auto& v) { wkb.vertex(v); });
            wkb.vertex(ring.front());
        }
    }
    return wkb.take();
}

std::string wkbOfLines(const std::vector<TxtPoint>& points) {
    std::vector<PlainRing> runs = runsOf(points);
    std::erase_if(runs, [](const PlainRing& run) { return run.size() < 2; });
    if (runs.empty()) {
        return {};
    }
    WkbText wkb;
    if (runs.size() > 1) {
        wkb.head(kMultiLine);
        wkb.count(runs.size());
    }
    for (const PlainRing& run : runs) {
        wkb.head(kLine);
        wkb.count(run.size());
        std::for_each(run.begin(), run.end(), [&](const auto& v) { wkb.vertex(v); });
    }
    return wkb.take();
}

std::string wkbOfPoints(const std::vector<TxtPoint>& points) {
    WkbText wkb;
    if (points.size() > 1) {
        wkb.head(kMultiPoint);
        wkb.count(points.size());
    }
    for (const TxtPoint& point : points) {
        wkb.head(kPoint);
        wkb.vertex(vertexOf(point));
    }
    return wkb.take();
}

} // namespace tuban::data

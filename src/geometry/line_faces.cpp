#include "geometry/line_faces.h"

#include "geometry/box_tree.h"
#include "geometry/geos_handle.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace tuban::geometry {

namespace {

using Line = std::vector<GridPoint>;

struct Segment {
    GridPoint a;
    GridPoint b;
};

double squared(double v) {
    return v * v;
}

double distance(GridPoint a, GridPoint b) {
    return std::hypot(static_cast<double>(a.x - b.x), static_cast<double>(a.y - b.y));
}

GridPoint nearestOn(const Segment& s, GridPoint p) {
    const auto dx = static_cast<double>(s.b.x - s.a.x);
    const auto dy = static_cast<double>(s.b.y - s.a.y);
    const double length = squared(dx) + squared(dy);
    const double along =
        static_cast<double>(p.x - s.a.x) * dx + static_cast<double>(p.y - s.a.y) * dy;
    const double t = length > 0.0 ? std::clamp(along / length, 0.0, 1.0) : 0.0;
    return {s.a.x + std::llround(t * dx), s.a.y + std::llround(t * dy)};
}

GridBox boxOf(const Segment& s) {
    GridBox box;
    box.add(s.a);
    box.add(s.b);
    return box;
}

GridBox around(GridPoint p, std::int64_t reach) {
    return {{p.x - reach, p.y - reach}, {p.x + reach, p.y + reach}};
}

GeosGeometry toGeos(const std::vector<Line>& lines, GridPoint origin) {
    std::vector<GEOSGeometry*> members;
    for (const Line& line : lines) {
        std::vector<double> xy;
        for (const GridPoint p : line) {
            xy.push_back(static_cast<double>(p.x - origin.x));
            xy.push_back(static_cast<double>(p.y - origin.y));
        }
        GEOSCoordSequence* const sequence = GEOSCoordSeq_copyFromBuffer_r(
            geosContext(), xy.data(), static_cast<unsigned>(line.size()), 0, 0);
        if (GEOSGeometry* const made = GEOSGeom_createLineString_r(geosContext(), sequence)) {
            members.push_back(made);
        }
    }
    return GeosGeometry(GEOSGeom_createCollection_r(geosContext(),
                                                    GEOS_MULTILINESTRING,
                                                    members.data(),
                                                    static_cast<unsigned>(members.size())));
}

Line verticesOf(const GEOSGeometry* line, GridPoint origin) {
    const GEOSCoordSequence* const sequence = GEOSGeom_getCoordSeq_r(geosContext(), line);
    unsigned size = 0;
    if (sequence == nullptr || GEOSCoordSeq_getSize_r(geosContext(), sequence, &size) == 0) {
        return {};
    }
    std::vector<double> xy(2 * static_cast<std::size_t>(size));
    GEOSCoordSeq_copyToBuffer_r(geosContext(), sequence, xy.data(), 0, 0);
    Line out;
    for (std::size_t i = 0; i < xy.size(); i += 2) {
        out.push_back({origin.x + std::llround(xy[i]), origin.y + std::llround(xy[i + 1])});
    }
    return out;
}

std::vector<Line> linesOf(const GEOSGeometry* collection, GridPoint origin) {
    std::vector<Line> lines;
    const int count = collection == nullptr ? 0 : GEOSGetNumGeometries_r(geosContext(), collection);
    for (int i = 0; i < count; ++i) {
        Line line = verticesOf(GEOSGetGeometryN_r(geosContext(), collection, i), origin);
        if (line.size() > 1) {
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

/// A ring without its last vertex, begun at its smallest one.
Line openRing(Line ring) {
    if (!ring.empty()) {
        ring.pop_back();
        std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end()), ring.end());
    }
    return ring;
}

LineFaces::Rings ringsOf(const GEOSGeometry* polygon, GridPoint origin) {
    LineFaces::Rings rings;
    rings.push_back(openRing(verticesOf(GEOSGetExteriorRing_r(geosContext(), polygon), origin)));
    const int holes = GEOSGetNumInteriorRings_r(geosContext(), polygon);
    for (int i = 0; i < holes; ++i) {
        rings.push_back(
            openRing(verticesOf(GEOSGetInteriorRingN_r(geosContext(), polygon, i), origin)));
    }
    std::sort(rings.begin() + 1, rings.end());
    return rings;
}

/// One run over a network.
class Network {
public:
    Network(const std::vector<Line>& lines, std::int64_t gap) : m_lines(lines), m_gap(gap) {
        GridBox box;
        for (const Line& line : lines) {
            for (const GridPoint p : line) {
                box.add(p);
            }
        }
        m_origin = box.empty() ? GridPoint{} : box.min;
    }

    std::optional<LineFaces> faces() {
        m_found.used.assign(m_lines.size(), false);
        if (m_lines.empty()) {
            return std::move(m_found);
        }
        GeosGeometry noded = node(m_lines);
        if (noded && m_gap > 0 && bridge(linesOf(noded.get(), m_origin))) {
            std::vector<Line> all = m_lines;
            for (const LineFaces::Gap& gap : m_found.closed) {
                all.push_back({gap.from, gap.to});
            }
            noded = node(all);
        }
        if (!noded || !polygonise(*noded)) {
            return {};
        }
        markUsed();
        return std::move(m_found);
    }

private:
    GeosGeometry node(const std::vector<Line>& lines) const {
        const GeosGeometry all = toGeos(lines, m_origin);
        return all ? GeosGeometry(GEOSUnaryUnionPrec_r(geosContext(), all.get(), 1.0)) : nullptr;
    }

    static std::vector<GridPoint> looseEnds(const std::vector<Line>& edges) {
        std::map<GridPoint, int> degrees;
        for (const Line& edge : edges) {
            ++degrees[edge.front()];
            ++degrees[edge.back()];
        }
        std::vector<GridPoint> ends;
        for (const auto& [point, degree] : degrees) {
            if (degree == 1) {
                ends.push_back(point);
            }
        }
        return ends;
    }

    /// Joins loose ends to what is near; whether there was anything to join.
    bool bridge(const std::vector<Line>& edges) {
        const std::vector<GridPoint> ends = looseEnds(edges);
        std::vector<Segment> segments;
        for (const Line& edge : edges) {
            for (std::size_t i = 0; i + 1 < edge.size(); ++i) {
                segments.push_back({edge[i], edge[i + 1]});
            }
        }
        std::vector<GridBox> endBoxes;
        std::vector<GridBox> segmentBoxes;
        for (const GridPoint end : ends) {
            endBoxes.push_back({end, end});
        }
        for (const Segment& segment : segments) {
            segmentBoxes.push_back(boxOf(segment));
        }
        const BoxTree endTree(endBoxes);
        const BoxTree segmentTree(segmentBoxes);
        std::vector<bool> joined(ends.size());
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (joined[i]) {
                continue;
            }
            const auto other = nearestEnd(ends, i, joined, endTree, segments, segmentTree);
            const auto target =
                other ? std::optional(ends[*other]) : nearestLine(ends[i], segments, segmentTree);
            if (target) {
                joined[i] = true;
                joined[other.value_or(i)] = true;
                m_found.closed.push_back({ends[i], *target});
            }
        }
        return !m_found.closed.empty();
    }

    std::optional<std::size_t> nearestEnd(const std::vector<GridPoint>& ends,
                                          std::size_t from,
                                          const std::vector<bool>& joined,
                                          const BoxTree& tree,
                                          const std::vector<Segment>& segments,
                                          const BoxTree& segmentTree) const {
        std::optional<std::size_t> best;
        const GridPoint p = ends[from];
        tree.visitBox(around(p, m_gap), [&](std::size_t other) {
            const double far = distance(p, ends[other]);
            if (other == from || joined[other] || far > static_cast<double>(m_gap)) {
                return;
            }
            const double most = best ? distance(p, ends[*best]) : std::numeric_limits<double>::infinity();
            if ((far < most || (far == most && ends[other] < ends[*best])) &&
                !areJoined(p, ends[other], segments, segmentTree)) {
                best = other;
            }
        });
        return best;
    }

    /// Whether a line runs straight from one point to the other.
    static bool
    areJoined(GridPoint p, GridPoint q, const std::vector<Segment>& segments, const BoxTree& tree) {
        bool found = false;
        tree.visitBox({p, p}, [&](std::size_t i) {
            const Segment& s = segments[i];
            found = found || (s.a == p && s.b == q) || (s.a == q && s.b == p);
        });
        return found;
    }

    std::optional<GridPoint>
    nearestLine(GridPoint p, const std::vector<Segment>& segments, const BoxTree& tree) const {
        std::optional<GridPoint> best;
        tree.visitBox(around(p, m_gap), [&](std::size_t i) {
            const Segment& s = segments[i];
            if (s.a == p || s.b == p) {
                return; // its own
            }
            const GridPoint near = nearestOn(s, p);
            const double far = distance(p, near);
            const double most = best ? distance(p, *best) : static_cast<double>(m_gap);
            if (far < most || (far == most && (!best || near < *best))) {
                best = near;
            }
        });
        return best;
    }

    bool polygonise(const GEOSGeometry& noded) {
        GEOSGeometry* cuts = nullptr;
        GEOSGeometry* dangles = nullptr;
        GEOSGeometry* invalid = nullptr;
        const GeosGeometry faces(
            GEOSPolygonize_full_r(geosContext(), &noded, &cuts, &dangles, &invalid));
        const GeosGeometry ownedCuts(cuts);
        const GeosGeometry ownedDangles(dangles);
        const GeosGeometry ownedInvalid(invalid);
        if (!faces) {
            return false;
        }
        const int count = GEOSGetNumGeometries_r(geosContext(), faces.get());
        for (int i = 0; i < count; ++i) {
            m_found.faces.push_back(
                ringsOf(GEOSGetGeometryN_r(geosContext(), faces.get(), i), m_origin));
        }
        std::sort(m_found.faces.begin(), m_found.faces.end());
        m_found.dangling = looseEnds(linesOf(dangles, m_origin));
        const std::vector<GridPoint> all = looseEnds(linesOf(&noded, m_origin));
        std::erase_if(m_found.dangling, [&](GridPoint p) { // where it joins a face
            return !std::binary_search(all.begin(), all.end(), p);
        });
        for (const Line& cut : linesOf(cuts, m_origin)) {
            m_found.cuts.push_back(cut[cut.size() / 2]);
        }
        std::sort(m_found.cuts.begin(), m_found.cuts.end());
        return true;
    }

    void markUsed() {
        std::vector<Segment> segments;
        std::vector<std::size_t> owners;
        std::vector<GridBox> boxes;
        for (std::size_t line = 0; line < m_lines.size(); ++line) {
            for (std::size_t i = 0; i + 1 < m_lines[line].size(); ++i) {
                segments.push_back({m_lines[line][i], m_lines[line][i + 1]});
                boxes.push_back(boxOf(segments.back()));
                owners.push_back(line);
            }
        }
        const BoxTree tree(boxes);
        constexpr double kMoved = 2.0; // cells that snap rounding may have moved an edge
        for (const LineFaces::Rings& rings : m_found.faces) {
            for (const Line& ring : rings) {
                for (std::size_t i = 0; i < ring.size(); ++i) {
                    const Segment edge{ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]};
                    tree.visitBox(around(edge.a, 2), [&](std::size_t s) {
                        const bool along =
                            distance(edge.a, nearestOn(segments[s], edge.a)) <= kMoved &&
                            distance(edge.b, nearestOn(segments[s], edge.b)) <= kMoved;
                        m_found.used[owners[s]] = m_found.used[owners[s]] || along;
                    });
                }
            }
        }
    }

    const std::vector<Line>& m_lines;
    std::int64_t m_gap;
    GridPoint m_origin;
    LineFaces m_found;
};

} // namespace

std::optional<LineFaces> facesOfLines(const std::vector<std::vector<GridPoint>>& lines,
                                      std::int64_t gap) {
    return Network(lines, gap).faces();
}

} // namespace tuban::geometry

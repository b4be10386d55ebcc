#include "exact_overlay_oracle.h"

#include <algorithm>
#include <array>

namespace tuban::geometry::testing {

namespace {

/// An edge from west to east.
struct Segment {
    Rational x0, y0, x1, y1;
    int layer;
    int step; // change of the winding number from below the edge to above it

    Rational heightAt(const Rational& x) const { return y0 + (y1 - y0) * (x - x0) / (x1 - x0); }
};

void addSegments(const Shape& shape, int layer, std::vector<Segment>& segments) {
    const PolygonChunk chunk = chunkOf({shape});
    for (std::size_t r = 0; r < chunk.ringCount(); ++r) {
        const Ring ring = chunk.ring(r);
        GridPoint a = ring.back();
        for (const GridPoint b : ring) {
            const GridPoint west = a.x < b.x ? a : b;
            const GridPoint east = a.x < b.x ? b : a;
            if (a.x != b.x) {
                segments.push_back({west.x, west.y, east.x, east.y, layer, a.x < b.x ? 1 : -1});
            }
            a = b;
        }
    }
}

/// Where two edges cross between both of their ends, if they do.
void addCrossing(const Segment& s, const Segment& t, std::vector<Rational>& xs) {
    const Rational slopeS = (s.y1 - s.y0) / (s.x1 - s.x0);
    const Rational slopeT = (t.y1 - t.y0) / (t.x1 - t.x0);
    if (slopeS == slopeT) {
        return;
    }
    const Rational x = (t.y0 - slopeT * t.x0 - s.y0 + slopeS * s.x0) / (slopeS - slopeT);
    if (x > s.x0 && x < s.x1 && x > t.x0 && x < t.x1) {
        xs.push_back(x);
    }
}

/// Σ w_a·w_b·height over the vertical line through the middle of a slab.
Rational weightedHeight(const std::vector<Segment>& segments, const Rational& x) {
    std::vector<std::pair<Rational, const Segment*>> above;
    for (const Segment& s : segments) {
        if (s.x0 < x && x < s.x1) {
            above.emplace_back(s.heightAt(x), &s);
        }
    }
    std::ranges::sort(above, {}, [](const auto& entry) { return entry.first; });
    Rational sum = 0;
    std::array<int, 2> winding{0, 0};
    for (std::size_t i = 0; i < above.size(); ++i) {
        winding[static_cast<std::size_t>(above[i].second->layer)] += above[i].second->step;
        if (winding[0] != 0 && winding[1] != 0) {
            sum += (above[i + 1].first - above[i].first) * (winding[0] * winding[1]);
        }
    }
    return sum;
}

} // namespace

Rational exactDoubledOverlap(const Shape& a, const Shape& b) {
    std::vector<Segment> segments;
    addSegments(a, 0, segments);
    addSegments(b, 1, segments);
    std::vector<Rational> xs;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        xs.push_back(segments[i].x0);
        xs.push_back(segments[i].x1);
        for (std::size_t j = 0; j < i; ++j) {
            addCrossing(segments[i], segments[j], xs);
        }
    }
    std::ranges::sort(xs);
    Rational doubled = 0;
    for (std::size_t i = 1; i < xs.size(); ++i) {
        if (xs[i - 1] != xs[i]) {
            doubled += 2 * (xs[i] - xs[i - 1]) * weightedHeight(segments, (xs[i - 1] + xs[i]) / 2);
        }
    }
    return doubled;
}

Rational inFixedCells(const Rational& doubled) {
    return doubled * (std::int64_t{1} << kFixedAreaBits);
}

Rational toRational(Int128 v) {
    return Rational(toString(v));
}

} // namespace tuban::geometry::testing

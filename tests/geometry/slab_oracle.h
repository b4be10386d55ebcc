#pragma once

#include "geometry/polygon_chunk.h"

#include <algorithm>
#include <vector>

namespace tuban::geometry::samples {

/// Slow second opinion on coverage: cuts the plane at every x where something happens and adds up
/// trapezoids. Number = a rational type makes it exact.
template <typename Number> class SlabOracle {
public:
    /// Edges of all features of `parcels`, against feature `district` of `districts`.
    SlabOracle(const PolygonChunk& parcels, const PolygonChunk& districts, std::size_t district) {
        for (std::size_t f = 0; f < parcels.size(); ++f) {
            take(parcels, f, false);
        }
        take(districts, district, true);
        measure();
    }

    Number overlap{0};           ///< doubled area: Σ max(depth − 1, 0) in the district
    Number uncovered{0};         ///< doubled area of the district where depth < 1
    Number overlapEverywhere{0}; ///< doubled area: Σ max(depth − 1, 0)

private:
    struct Edge {
        GridPoint left;
        GridPoint right;
        int winding; // above less below
        bool district;
        Number at(const Number& x) const {
            return Number(left.y) +
                   Number(right.y - left.y) * (x - Number(left.x)) / Number(right.x - left.x);
        }
    };

    void take(const PolygonChunk& chunk, std::size_t feature, bool district) {
        const auto rings = chunk.featureRings(feature);
        for (std::uint32_t r = rings.first; r < rings.last; ++r) {
            const Ring ring = chunk.ring(r);
            GridPoint from = ring.back();
            for (const GridPoint& to : ring) {
                if (from.x != to.x) {
                    m_edges.push_back(from.x < to.x ? Edge{from, to, 1, district}
                                                    : Edge{to, from, -1, district});
                }
                m_xs.push_back(Number(to.x));
                from = to;
            }
        }
    }

    void addCrossings() {
        for (std::size_t i = 0; i < m_edges.size(); ++i) {
            for (std::size_t j = i + 1; j < m_edges.size(); ++j) {
                const Edge& e = m_edges[i];
                const Edge& f = m_edges[j];
                const auto low = std::max(e.left.x, f.left.x);
                const auto high = std::min(e.right.x, f.right.x);
                if (low >= high) {
                    continue;
                }
                const Number atLow = e.at(Number(low)) - f.at(Number(low));
                const Number atHigh = e.at(Number(high)) - f.at(Number(high));
                if ((atLow < 0 && atHigh > 0) || (atLow > 0 && atHigh < 0)) {
                    m_xs.push_back(Number(low) + Number(high - low) * atLow / (atLow - atHigh));
                }
            }
        }
    }

    void measure() {
        addCrossings();
        std::sort(m_xs.begin(), m_xs.end());
        m_xs.erase(std::unique(m_xs.begin(), m_xs.end()), m_xs.end());
        for (std::size_t i = 0; i + 1 < m_xs.size(); ++i) {
            measureSlab(m_xs[i], m_xs[i + 1]);
        }
    }

    void measureSlab(const Number& x0, const Number& x1) {
        const Number middle = (x0 + x1) / 2;
        std::vector<std::pair<Number, const Edge*>> stack;
        for (const Edge& edge : m_edges) {
            if (Number(edge.left.x) <= x0 && Number(edge.right.x) >= x1) {
                stack.emplace_back(edge.at(middle), &edge);
            }
        }
        std::sort(stack.begin(), stack.end(), [](const auto& s, const auto& t) {
            return s.first < t.first;
        });
        int depth = 0;
        int inside = 0;
        for (std::size_t i = 0; i + 1 < stack.size(); ++i) {
            (stack[i].second->district ? inside : depth) += stack[i].second->winding;
            const Number area = 2 * (x1 - x0) * (stack[i + 1].first - stack[i].first);
            const int extra = std::max(depth - 1, 0);
            overlapEverywhere += extra * area;
            overlap += extra * inside * area;
            uncovered += depth < 1 ? Number(inside * area) : Number(0);
        }
    }

    std::vector<Edge> m_edges;
    std::vector<Number> m_xs;
};

} // namespace tuban::geometry::samples

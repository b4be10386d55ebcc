#pragma once

#include "compliance/checked_layer.h"
#include "data/tables_reader/check_rules_reader.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace tuban::compliance::test {

using geometry::GridPoint;
using Points = std::vector<GridPoint>;
using Rings = std::vector<Points>; // shell and holes

inline constexpr std::int64_t kMetre = 10000; // cells

inline Points rectangle(std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1) {
    return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
}

/// The rules of the product.
inline CheckRules productRules() {
    auto rules = data::loadCheckRules();
    EXPECT_TRUE(rules) << rules.error().detail;
    return *rules;
}

/// A layer of one polygon for each list of rings, in chunks of `perChunk`.
inline CheckedLayer layerOf(const std::vector<Rings>& polygons, std::size_t perChunk = 7) {
    geometry::CrsInfo crs;
    crs.kind = geometry::CrsInfo::Kind::Projected;
    std::vector<FeatureChunk> chunks;
    for (std::size_t first = 0; first < polygons.size(); first += perChunk) {
        FeatureChunk chunk;
        geometry::PolygonChunkBuilder builder;
        for (std::size_t i = first; i < std::min(first + perChunk, polygons.size()); ++i) {
            for (const Points& ring : polygons[i]) {
                builder.addRing(ring);
            }
            builder.endPart();
            builder.endFeature();
            chunk.ids.push_back(static_cast<std::int64_t>(i));
        }
        chunk.polygons = builder.take();
        chunk.sequence = chunks.size();
        chunks.push_back(std::move(chunk));
    }
    return {"parcel", geometry::Grid::tenthMillimetre(), crs, std::move(chunks)};
}

/// columns × rows quadrangles that share their jittered corners; sides of about `side` cells.
class Mesh {
public:
    Mesh(std::size_t columns,
         std::size_t rows,
         std::uint64_t seed,
         std::int64_t side = 100 * kMetre)
        : m_columns(columns), m_rows(rows) {
        std::mt19937_64 random(seed);
        std::uniform_int_distribution<std::int64_t> jitter(-side / 5, side / 5);
        for (std::size_t r = 0; r <= rows; ++r) {
            for (std::size_t c = 0; c <= columns; ++c) {
                m_corners.push_back(
                    {static_cast<std::int64_t>(c) * side + jitter(random) + 484000 * kMetre,
                     static_cast<std::int64_t>(r) * side + jitter(random) + 4299000 * kMetre});
            }
        }
    }

    GridPoint corner(std::size_t column, std::size_t row) const {
        return m_corners[row * (m_columns + 1) + column];
    }
    std::vector<Rings> parcels() const {
        std::vector<Rings> all;
        for (std::size_t r = 0; r < m_rows; ++r) {
            for (std::size_t c = 0; c < m_columns; ++c) {
                all.push_back(
                    {{corner(c, r), corner(c + 1, r), corner(c + 1, r + 1), corner(c, r + 1)}});
            }
        }
        return all;
    }
    std::size_t indexOf(std::size_t column, std::size_t row) const {
        return row * m_columns + column;
    }

private:
    std::size_t m_columns;
    std::size_t m_rows;
    std::vector<GridPoint> m_corners;
};

} // namespace tuban::compliance::test

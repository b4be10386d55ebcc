#include "check_fixtures.h"
#include "compliance/coverage_check.h"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <memory>

using namespace tuban;
using namespace tuban::compliance;
using namespace tuban::compliance::test;

namespace {

CoverageReport check(const CheckedLayer& layer, int threads = 2) {
    auto report = checkCoverage(productRules(), layer, threads, Progress());
    EXPECT_TRUE(report);
    return std::move(*report);
}

std::vector<CheckFinding> ofKind(const CoverageReport& report, CheckKind kind) {
    std::vector<CheckFinding> found;
    std::copy_if(report.findings.begin(),
                 report.findings.end(),
                 std::back_inserter(found),
                 [&](const CheckFinding& f) { return f.kind == kind; });
    return found;
}

/// What GEOS says: areas of the places covered twice and of the holes of the union, in m².
class GeosOracle {
public:
    GeosOracle() : m_context(GEOS_init_r()) {}
    ~GeosOracle() { GEOS_finish_r(m_context); }
    GeosOracle(const GeosOracle&) = delete;
    GeosOracle& operator=(const GeosOracle&) = delete;

    struct Answer {
        std::vector<double> overlaps; ///< by pair of polygons
        double gaps = 0;
        double extra = 0; ///< Σ areas − area of the union
    };
    Answer ask(const std::vector<Rings>& polygons) {
        std::vector<Geometry> all;
        const GridPoint origin = polygons.front().front().front();
        for (const Rings& rings : polygons) {
            all.push_back(polygon(rings.front(), origin));
        }
        Answer answer;
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t j = i + 1; j < all.size(); ++j) {
                const double area =
                    areaOf(wrap(GEOSIntersection_r(m_context, all[i].get(), all[j].get())));
                if (area > 0) {
                    answer.overlaps.push_back(area);
                }
            }
        }
        for (const Geometry& g : all) {
            answer.extra += areaOf(g);
        }
        std::vector<GEOSGeometry*> members;
        for (Geometry& g : all) {
            members.push_back(g.release());
        }
        const Geometry many = wrap(GEOSGeom_createCollection_r(
            m_context, GEOS_MULTIPOLYGON, members.data(), static_cast<unsigned>(members.size())));
        const Geometry whole = wrap(GEOSUnaryUnion_r(m_context, many.get()));
        answer.extra -= areaOf(whole);
        answer.gaps = enclosedArea(whole);
        return answer;
    }

private:
    using Geometry = std::unique_ptr<GEOSGeometry, std::function<void(GEOSGeometry*)>>;
    Geometry wrap(GEOSGeometry* g) {
        return {g, [this](GEOSGeometry* one) { GEOSGeom_destroy_r(m_context, one); }};
    }
    Geometry polygon(const Points& ring, GridPoint origin) {
        std::vector<double> xy;
        for (std::size_t i = 0; i <= ring.size(); ++i) {
            const GridPoint p = ring[i % ring.size()];
            xy.push_back(static_cast<double>(p.x - origin.x) / static_cast<double>(kMetre));
            xy.push_back(static_cast<double>(p.y - origin.y) / static_cast<double>(kMetre));
        }
        GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(
            m_context, xy.data(), static_cast<unsigned>(ring.size() + 1), 0, 0);
        return wrap(GEOSGeom_createPolygon_r(
            m_context, GEOSGeom_createLinearRing_r(m_context, sequence), nullptr, 0));
    }
    double areaOf(const Geometry& g) {
        double area = 0;
        GEOSArea_r(m_context, g.get(), &area);
        return area;
    }
    /// Ground that the lines of the border enclose, but that is not part of the polygons.
    double enclosedArea(const Geometry& whole) {
        const Geometry border = wrap(GEOSBoundary_r(m_context, whole.get()));
        const Geometry noded = wrap(GEOSUnaryUnion_r(m_context, border.get()));
        const GEOSGeometry* lines = noded.get();
        const Geometry faces = wrap(GEOSPolygonize_r(m_context, &lines, 1));
        double sum = 0;
        for (int i = 0; i < GEOSGetNumGeometries_r(m_context, faces.get()); ++i) {
            const GEOSGeometry* face = GEOSGetGeometryN_r(m_context, faces.get(), i);
            const Geometry inside = wrap(GEOSPointOnSurface_r(m_context, face));
            double area = 0;
            GEOSArea_r(m_context, face, &area);
            sum += GEOSIntersects_r(m_context, whole.get(), inside.get()) == 1 ? 0.0 : area;
        }
        return sum;
    }

    GEOSContextHandle_t m_context;
};

double sumOf(const std::vector<CheckFinding>& findings) {
    double sum = 0;
    for (const CheckFinding& f : findings) {
        sum += f.area->inSquareMetres();
    }
    return sum;
}

} // namespace

TEST(CoverageCheck, ProvesThatAMeshHasNeitherGapNorOverlap) {
    const CoverageReport report = check(layerOf(Mesh(9, 8, 1).parcels()));
    EXPECT_TRUE(report.proved);
    EXPECT_TRUE(report.findings.empty());
    EXPECT_EQ(report.border.rings, 1U);
    EXPECT_EQ(report.border.edges, 2U * (9 + 8));
    EXPECT_TRUE(report.border.simple);
}

TEST(CoverageCheck, ProvesNothingOfALayerWhosePartsTouchInAPoint) {
    const CoverageReport report =
        check(layerOf({{rectangle(0, 0, 10 * kMetre, 10 * kMetre)},
                       {rectangle(10 * kMetre, 10 * kMetre, 20 * kMetre, 20 * kMetre)}}));
    EXPECT_EQ(report.overlaps, 0U);
    EXPECT_EQ(report.gaps, 0U);
    EXPECT_FALSE(report.border.simple);
    EXPECT_EQ(report.border.sharedVertices, 1U);
    EXPECT_FALSE(report.proved);
}

TEST(CoverageCheck, CountsTheRingsOfIslandsAndHoles) {
    const Points hole = rectangle(3 * kMetre, 3 * kMetre, 5 * kMetre, 5 * kMetre);
    const Rings ring{rectangle(0, 0, 10 * kMetre, 10 * kMetre), hole};
    const Rings island{rectangle(20 * kMetre, 0, 30 * kMetre, 10 * kMetre)};
    CoverageReport report = check(layerOf({ring, island}));
    ASSERT_EQ(report.findings.size(), 1U); // the hole is a gap of 4 m²
    EXPECT_DOUBLE_EQ(report.findings.front().area->inSquareMetres(), 4.0);
    EXPECT_EQ(report.border.rings, 3U);
    report = check(layerOf({ring, island, {hole}}));
    EXPECT_TRUE(report.proved);
    EXPECT_EQ(report.border.rings, 2U);
    EXPECT_DOUBLE_EQ(geometry::Grid::tenthMillimetre().toSquareUnits(report.border.covered), 200.0);
}

// One corner of one parcel is moved along the line to the opposite corner: inwards a gap of known
// area opens, outwards an overlap with others. Parcels of 1 m give faults of 1e-4 m², those of
// 100 m such of thousands of m².
TEST(CoverageCheck, FindsSeededGapsWithTheirExactSizeAsGeosDoes) {
    GeosOracle geos;
    const Mesh mesh(4, 4, 7);
    for (const std::int64_t step : {1, 3, 20, 150, 1000, 30000, 200000, 500000}) {
        std::vector<Rings> parcels = mesh.parcels();
        const std::size_t victim = mesh.indexOf(1, 1);
        const GridPoint corner = mesh.corner(2, 2);
        const GridPoint moved{corner.x - step, corner.y - step};
        parcels[victim].front()[2] = moved;
        const CoverageReport report = check(layerOf(parcels));
        const auto gaps = ofKind(report, CheckKind::Gap);
        ASSERT_EQ(gaps.size(), 1U) << step;
        // Quadrangle before less quadrangle after, by the shoelace formula in whole cells.
        const auto doubled = [](const Points& ring) { return geometry::doubledSignedArea(ring); };
        Points before = parcels[victim].front();
        before[2] = corner;
        const double expected =
            static_cast<double>(doubled(before) - doubled(parcels[victim].front())) / 2e8;
        EXPECT_DOUBLE_EQ(gaps.front().area->inSquareMetres(), expected) << step;
        EXPECT_NEAR(geos.ask(parcels).gaps, expected, 1e-7) << step;
        EXPECT_FALSE(report.proved);
        EXPECT_EQ(ofKind(report, CheckKind::Overlap).size(), 0U);
        EXPECT_TRUE(std::ranges::find(gaps.front().rows, victim) != gaps.front().rows.end());
        EXPECT_EQ(gaps.front().rows.size(), 3U); // the parcel and the two along its edges
    }
}

TEST(CoverageCheck, FindsSeededOverlapsWithTheSizesThatGeosFinds) {
    GeosOracle geos;
    const Mesh mesh(4, 4, 11);
    for (const std::int64_t step : {1, 4, 30, 170, 900, 40000, 300000, 700000}) {
        std::vector<Rings> parcels = mesh.parcels();
        const std::size_t victim = mesh.indexOf(1, 1);
        const GridPoint corner = mesh.corner(2, 2);
        parcels[victim].front()[2] = {corner.x + step, corner.y + step};
        const CoverageReport report = check(layerOf(parcels));
        const auto overlaps = ofKind(report, CheckKind::Overlap);
        ASSERT_FALSE(overlaps.empty()) << step;
        const GeosOracle::Answer answer = geos.ask(parcels);
        double expected = 0;
        for (const double area : answer.overlaps) {
            expected += area;
        }
        EXPECT_NEAR(sumOf(overlaps), expected, 1e-7 + 1e-12 * expected) << step;
        for (const CheckFinding& overlap : overlaps) {
            EXPECT_EQ(overlap.values[2], "2") << step;
            EXPECT_TRUE(std::ranges::find(overlap.rows, victim) != overlap.rows.end()) << step;
        }
    }
}

TEST(CoverageCheck, FindsFaultsOfOneTenThousandthOfASquareMetre) {
    GeosOracle geos;
    const Mesh mesh(4, 4, 13, kMetre);
    for (const std::int64_t step : {-3, -1, 1, 3}) {
        std::vector<Rings> parcels = mesh.parcels();
        const std::size_t victim = mesh.indexOf(1, 1);
        const GridPoint corner = mesh.corner(2, 2);
        parcels[victim].front()[2] = {corner.x + step, corner.y + step};
        const CoverageReport report = check(layerOf(parcels));
        const double overlap = sumOf(ofKind(report, CheckKind::Overlap));
        const double gap = sumOf(ofKind(report, CheckKind::Gap));
        const GeosOracle::Answer answer = geos.ask(parcels);
        EXPECT_NEAR(overlap, answer.extra, 1e-9) << step;
        EXPECT_NEAR(gap, answer.gaps, 1e-9) << step;
        EXPECT_GT(overlap + gap, 5e-5) << step;
        EXPECT_LT(overlap + gap, 6e-4) << step;
    }
}

TEST(CoverageCheck, FindsFaultsOfAHectare) {
    GeosOracle geos;
    const Mesh mesh(4, 4, 17);
    const std::size_t victim = mesh.indexOf(1, 2);
    std::vector<Rings> without = mesh.parcels();
    const double whole =
        static_cast<double>(geometry::doubledSignedArea(without[victim].front())) / 2e8;
    EXPECT_GT(whole, 6e3);
    std::vector<Rings> twice = without;
    twice.push_back(without[victim]);
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(victim));
    EXPECT_DOUBLE_EQ(sumOf(ofKind(check(layerOf(twice)), CheckKind::Overlap)), whole);
    EXPECT_NEAR(geos.ask(twice).extra, whole, 1e-7);
    CheckRules rules = productRules();
    rules.rules[static_cast<std::size_t>(CheckKind::Gap)].maxArea = Area::hectares(2);
    const auto report = checkCoverage(rules, layerOf(without), 2, Progress());
    ASSERT_TRUE(report);
    EXPECT_DOUBLE_EQ(sumOf(ofKind(*report, CheckKind::Gap)), whole);
    EXPECT_NEAR(geos.ask(without).gaps, whole, 1e-7);
}

TEST(CoverageCheck, AgreesWithGeosOnMeshesWithManyFaults) {
    GeosOracle geos;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        std::vector<Rings> parcels = Mesh(4, 3, seed).parcels();
        std::mt19937_64 random(seed + 1000);
        for (int fault = 0; fault < 3; ++fault) {
            Points& ring = parcels[random() % parcels.size()].front();
            GridPoint& p = ring[random() % ring.size()];
            const auto reach = static_cast<std::int64_t>(std::pow(10.0, double(random() % 5)) * 2);
            p.x += static_cast<std::int64_t>(random() % 3) * reach - reach;
            p.y += static_cast<std::int64_t>(random() % 3) * reach - reach;
        }
        const CoverageReport report = check(layerOf(parcels));
        const GeosOracle::Answer answer = geos.ask(parcels);
        // Every polygon but the first counts: Σ areas − area of the union.
        double extra = 0;
        for (const CheckFinding& overlap : ofKind(report, CheckKind::Overlap)) {
            extra += overlap.area->inSquareMetres() * (std::stod(overlap.values[2]) - 1);
        }
        EXPECT_NEAR(extra, answer.extra, 1e-6) << seed;
        EXPECT_NEAR(sumOf(ofKind(report, CheckKind::Gap)), answer.gaps, 1e-6) << seed;
    }
}

TEST(CoverageCheck, NamesNeighboursThatCoverAnOverlapSideBySide) {
    const Mesh mesh(4, 4, 11);
    std::vector<Rings> parcels = mesh.parcels();
    GridPoint& corner = parcels[mesh.indexOf(1, 1)].front()[2];
    corner = {corner.x + 20 * kMetre, corner.y + 20 * kMetre};
    const auto overlaps = ofKind(check(layerOf(parcels)), CheckKind::Overlap);
    ASSERT_EQ(overlaps.size(), 1U); // over three neighbours, the middle one without an edge there
    EXPECT_EQ(overlaps.front().rows, (std::vector<std::uint32_t>{5, 6, 9, 10}));
}

TEST(CoverageCheck, NamesAllPolygonsThatCoverAnOverlapAlsoThoseWithoutAnEdgeThere) {
    const Rings big{rectangle(0, 0, 100 * kMetre, 100 * kMetre)};
    const Rings inside{rectangle(40 * kMetre, 40 * kMetre, 50 * kMetre, 50 * kMetre)};
    const CoverageReport report = check(layerOf({inside, big, inside}));
    const auto overlaps = ofKind(report, CheckKind::Overlap);
    ASSERT_EQ(overlaps.size(), 1U);
    EXPECT_EQ(overlaps.front().rows, (std::vector<std::uint32_t>{0, 1, 2}));
    EXPECT_DOUBLE_EQ(overlaps.front().area->inSquareMetres(), 100.0);
    EXPECT_DOUBLE_EQ(overlaps.front().width->inMetres(), 5.0); // 2 · 100 / 40
}

TEST(CoverageCheck, FindsAVertexThatOneNeighbourLacksThoughNothingGapes) {
    const Rings west{rectangle(0, 0, 10 * kMetre, 20 * kMetre)};
    const Rings southEast{rectangle(10 * kMetre, 0, 20 * kMetre, 10 * kMetre)};
    const Rings northEast{rectangle(10 * kMetre, 10 * kMetre, 20 * kMetre, 20 * kMetre)};
    const CoverageReport report = check(layerOf({west, southEast, northEast}));
    ASSERT_EQ(report.findings.size(), 1U);
    const CheckFinding& finding = report.findings.front();
    EXPECT_EQ(finding.kind, CheckKind::MissingVertex);
    EXPECT_EQ(finding.rows, (std::vector<std::uint32_t>{0, 1, 2}));
    EXPECT_EQ(*finding.place, (GridPoint{10 * kMetre, 10 * kMetre}));
    EXPECT_EQ(report.overlaps, 0U);
    EXPECT_EQ(report.gaps, 0U);
    EXPECT_TRUE(report.proved);
}

TEST(CoverageCheck, FindsEdgesThatRunSideBySideAndEncloseNothing) {
    const Rings west{rectangle(0, 0, 10 * kMetre, 20 * kMetre)};
    const Rings east{rectangle(10 * kMetre + 200, 0, 20 * kMetre, 20 * kMetre)}; // 2 cm apart
    const Rings far{rectangle(21 * kMetre, 0, 30 * kMetre, 20 * kMetre)};        // 1 m apart
    const CoverageReport report = check(layerOf({west, east, far}));
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings.front().kind, CheckKind::UnmatchedEdge);
    EXPECT_EQ(report.findings.front().rows, (std::vector<std::uint32_t>{0, 1}));
    EXPECT_EQ(report.findings.front().values, (std::vector<std::string>{"2", "40.00"}));
}

TEST(CoverageCheck, LeavesOutGapsLargerThanTheRuleSays) {
    const Rings ring{rectangle(0, 0, 300 * kMetre, 300 * kMetre),
                     rectangle(100 * kMetre, 100 * kMetre, 201 * kMetre, 200 * kMetre)};
    const CoverageReport report = check(layerOf({ring}));
    EXPECT_EQ(report.gaps, 1U); // 10 100 m²: counted, but meant
    EXPECT_TRUE(report.findings.empty());
    EXPECT_FALSE(report.proved);
}

TEST(CoverageCheck, SaysTheSameForAnyNumberOfThreadsAndChunks) {
    std::vector<Rings> parcels = Mesh(12, 12, 3).parcels();
    std::mt19937_64 random(5);
    for (int i = 0; i < 20; ++i) {
        parcels[random() % parcels.size()].front()[random() % 4].x += 777;
    }
    const auto printed = [&](int threads, std::size_t perChunk) {
        std::string all;
        for (const CheckFinding& f : check(layerOf(parcels, perChunk), threads).findings) {
            all += std::string(nameOf(f.kind)) + std::to_string(f.place->x) + "," +
                   std::to_string(f.place->y);
            for (const std::uint32_t row : f.rows) {
                all += " " + std::to_string(row);
            }
            for (const std::string& value : f.values) {
                all += " " + value;
            }
            all += "\n";
        }
        return all;
    };
    const std::string once = printed(1, 1000);
    EXPECT_GT(once.size(), 100U);
    for (const int threads : {2, 3, 7}) {
        EXPECT_EQ(printed(threads, 5), once);
    }
}

// Row G5 of the reliability programme: geometries as no file should have them.

#include "data/store/workspace_store.h"
#include "geometry/polygon_chunk.h"
#include "jobs/import_job.h"
#include "jobs/new_workspace_job.h"
#include "memory_reader.h"
#include "support/temporary_folder.h"
#include "support/wkb.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <set>

namespace tuban::jobs {

namespace {

using Ring = test::Vertices;
using Rings = std::vector<Ring>;
const auto head = test::wkbHead;
const auto collection = test::wkbCollection;
const auto square = test::squareRing;

constexpr double kEast = 39'490'000.0;
constexpr double kNorth = 4'300'000.0;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Ring placed(Ring ring) {
    for (auto& [x, y] : ring) {
        x += kEast;
        y += kNorth;
    }
    return ring;
}

/// `type`: 3 a polygon, 1003 with Z, 2003 with M.
std::string polygon(Rings rings, std::uint32_t type = 3) {
    std::transform(rings.begin(), rings.end(), rings.begin(), placed);
    return test::wkbPolygon(rings, type);
}

std::string line(std::uint32_t type, const Ring& vertices) {
    return test::wkbLine(placed(vertices), type);
}

Ring with(Ring ring, std::size_t at, double x, double y) {
    ring[at] = {x, y};
    return ring;
}

Ring open(Ring ring) {
    ring.pop_back();
    return ring;
}

Ring reversed(Ring ring) {
    std::reverse(ring.begin(), ring.end());
    return ring;
}

struct Beast {
    std::string name;
    std::string wkb;
    double area = kNan; ///< m² if nothing is to be said of it; NaN: it is refused or named
};

void addNumbers(std::vector<Beast>& zoo) {
    const Ring base = square(0, 0, 100);
    for (const double bad : {kNan, kInfinity, -kInfinity, 1e300, -1e300, 1e17, 5e11}) {
        const std::string name = std::to_string(bad);
        zoo.push_back({"x " + name, polygon({with(base, 1, bad, 0)})});
        zoo.push_back({"y " + name, polygon({with(base, 2, 100, bad)})});
        zoo.push_back({"in a hole " + name, polygon({base, with(square(20, 20, 10), 1, bad, 20)})});
        zoo.push_back(
            {"first and last " + name, polygon({with(with(base, 0, bad, 0), 4, bad, 0)})});
    }
    zoo.push_back(
        {"minus zero", polygon({with(with(base, 0, -0.0, -0.0), 4, 0.0, 0.0)}), 10'000.0});
    zoo.push_back({"denormal", polygon({with(base, 0, 5e-324, 5e-324)}), 10'000.0});
    zoo.push_back(
        {"17 digits", polygon({with(base, 2, 100.00000000001, 99.99999999999)}), 10'000.0});
}

void addRings(std::vector<Beast>& zoo) {
    const Ring base = square(0, 0, 100);
    zoo.push_back({"plain", polygon({base}), 10'000.0});
    zoo.push_back({"clockwise", polygon({reversed(base)}), 10'000.0});
    zoo.push_back({"with hole", polygon({base, square(20, 20, 10)}), 9'900.0});
    zoo.push_back(
        {"hole turned like its shell", polygon({base, reversed(square(20, 20, 10))}), 9'900.0});
    zoo.push_back({"not closed", polygon({open(base)}), 10'000.0});
    zoo.push_back(
        {"repeated vertices",
         polygon({{{0, 0}, {0, 0}, {100, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 100}, {0, 0}}}),
         10'000.0});
    zoo.push_back({"bow-tie", polygon({{{0, 0}, {100, 100}, {100, 0}, {0, 100}, {0, 0}}})});
    zoo.push_back(
        {"eight touching at a vertex",
         polygon({{{0, 0}, {50, 50}, {100, 0}, {100, 100}, {50, 50}, {0, 100}, {0, 0}}})});
    zoo.push_back(
        {"spike",
         polygon({{{0, 0}, {100, 0}, {100, 100}, {150, 100}, {100, 100}, {0, 100}, {0, 0}}})});
    zoo.push_back(
        {"spike inwards",
         polygon({{{0, 0}, {100, 0}, {100, 100}, {50, 50}, {100, 100}, {0, 100}, {0, 0}}})});
    zoo.push_back({"twice around",
                   polygon({{{0, 0},
                             {100, 0},
                             {100, 100},
                             {0, 100},
                             {0, 0},
                             {100, 0},
                             {100, 100},
                             {0, 100},
                             {0, 0}}})});
    zoo.push_back({"hole outside", polygon({base, square(200, 0, 10)})});
    zoo.push_back({"hole across the border", polygon({base, square(95, 20, 10)})});
    zoo.push_back({"hole as large as the shell", polygon({base, base})});
    zoo.push_back({"hole that touches in a line", polygon({base, square(0, 20, 10)})});
    zoo.push_back({"nested holes", polygon({base, square(20, 20, 50), square(30, 30, 10)})});
    zoo.push_back({"holes that cross", polygon({base, square(20, 20, 20), square(30, 30, 20)})});
    zoo.push_back({"the same hole twice", polygon({base, square(20, 20, 20), square(20, 20, 20)})});
    zoo.push_back({"zero area", polygon({{{0, 0}, {100, 0}, {0, 0}, {0, 0}}})});
    zoo.push_back({"all on a line", polygon({{{0, 0}, {50, 50}, {100, 100}, {0, 0}}})});
    zoo.push_back({"all vertices the same", polygon({{{5, 5}, {5, 5}, {5, 5}, {5, 5}}})});
    zoo.push_back({"smaller than the grid", polygon({square(0, 0, 0.00001)})});
    zoo.push_back({"of two vertices", polygon({{{0, 0}, {100, 0}}})});
    zoo.push_back({"of one vertex", polygon({{{0, 0}}})});
    zoo.push_back({"of an empty ring", polygon({{}})});
    zoo.push_back({"empty hole", polygon({base, {}})});
    zoo.push_back({"empty shell, real hole", polygon({{}, square(20, 20, 10)})});
    zoo.push_back({"no rings", polygon({})});
    Ring comb;
    for (int i = 0; i < 2000; ++i) {
        comb.emplace_back(0.05 * i, i % 2 == 0 ? 0.0 : 100.0);
    }
    comb.emplace_back(100.0, -1.0);
    comb.emplace_back(0.0, -1.0);
    comb.push_back(comb.front());
    zoo.push_back({"comb", polygon({comb}), 5099.975}); // the shoelace formula
}

void addOthers(std::vector<Beast>& zoo) {
    const Ring base = square(0, 0, 100);
    zoo.push_back({"with Z", polygon({base}, 1003), 10'000.0});
    zoo.push_back({"with M", polygon({base}, 2003), 10'000.0});
    zoo.push_back(
        {"parts", collection(6, {polygon({base}), polygon({square(200, 0, 10)})}), 10'100.0});
    zoo.push_back(
        {"parts that overlap", collection(6, {polygon({base}), polygon({square(50, 50, 100)})})});
    zoo.push_back({"parts that share a side",
                   collection(6, {polygon({base}), polygon({square(100, 0, 100)})})});
    zoo.push_back({"the same part twice", collection(6, {polygon({base}), polygon({base})})});
    zoo.push_back({"no parts", collection(6, {})});
    zoo.push_back({"empty collection", collection(7, {})});
    zoo.push_back({"collection of areas", collection(7, {polygon({base})}), 10'000.0});
    zoo.push_back({"area and line", collection(7, {polygon({base}), line(2, base)})});
    zoo.push_back({"line", line(2, base)});
    zoo.push_back({"point", test::wkbPoint(kEast, kNorth)});
    zoo.push_back({"circle as arcs", collection(10, {line(8, {{0, 0}, {100, 0}, {0, 0}})})});
    zoo.push_back({"curve polygon of lines", collection(10, {line(2, base)}), 10'000.0});
    zoo.push_back({"surface of triangles", collection(15, {polygon({base})}), 10'000.0});
    zoo.push_back({"no geometry", {}});
    zoo.push_back({"one byte", "\1"});
    zoo.push_back({"unknown order of bytes", "\7" + polygon({base}).substr(1)});
    zoo.push_back({"unknown type", "\1\x63" + polygon({base}).substr(2)});
    zoo.push_back({"count of rings too large", head(3, 0xFFFFFFFFU)});
    zoo.push_back({"cut off", polygon({base}).substr(0, 60)});
    std::string deep = polygon({base});
    for (int i = 0; i < 5000; ++i) {
        deep = head(7, 1) + deep;
    }
    zoo.push_back({"nested 5000 deep", deep});
}

std::vector<Beast> zoo() {
    std::vector<Beast> all;
    addNumbers(all);
    addRings(all);
    addOthers(all);
    return all;
}

class Cage final : public test::MemoryReader {
public:
    explicit Cage(const std::vector<Beast>& beasts) {
        list.push_back(
            {.name = "zoo", .file = "zoo.shp", .format = "ESRI Shapefile", .hasGeometry = true});
        list[0].fields = {{"parcel_no"}};
        features.resize(1);
        for (const Beast& beast : beasts) {
            const auto number = static_cast<std::int64_t>(features[0].size());
            features[0].push_back(
                {.number = number, .wkb = beast.wkb, .values = {std::to_string(number)}});
        }
    }
};

double areaOf(const GridGeometry& geometry) {
    double area = 0.0;
    for (const GridGeometry::Part& part : geometry.parts) {
        for (const GridGeometry::Vertices& ring : part) {
            area +=
                static_cast<double>(geometry::doubledSignedArea({ring.data(), ring.size() - 1}));
        }
    }
    return area / 2.0 / 1e8;
}

} // namespace

TEST(GeometryZoo, EveryBeastIsTakenAsItIsOrNamed) {
    const std::vector<Beast> beasts = zoo();
    ASSERT_GE(beasts.size(), 60U);
    const test::TemporaryFolder folder;
    const auto path = folder.file("zoo.gpkg");
    ASSERT_TRUE(NewWorkspaceJob({.path = path, .crs = "EPSG:4527", .user = "test"}).run({}));
    const auto opener =
        [&](const auto&, const auto&, const auto&) -> Result<std::unique_ptr<data::ForeignReader>> {
        return std::unique_ptr<data::ForeignReader>(std::make_unique<Cage>(beasts));
    };
    // They lie on each other: vertices of one are of no use to another.
    const auto done = ImportJob({.workspace = path,
                                 .sources = {"zoo.shp"},
                                 .user = "test",
                                 .layer = "parcel",
                                 .crs = "EPSG:4527",
                                 .shareVertices = false},
                                opener)
                          .run({});
    ASSERT_TRUE(done) << done.error().detail;
    const ImportedLayer& layer = done->layers[0];
    EXPECT_EQ(layer.read, beasts.size());
    EXPECT_EQ(layer.taken + layer.refused, layer.read);

    std::set<std::size_t> named;
    std::set<std::size_t> refused;
    for (const Finding& finding : done->findings) {
        if (finding.feature) {
            named.insert(static_cast<std::size_t>(*finding.feature));
            if (finding.code == FindingCode::RowRefused) {
                refused.insert(static_cast<std::size_t>(*finding.feature));
            }
        }
    }
    EXPECT_EQ(refused.size(), layer.refused);
    const auto store = data::openWorkspace(path, data::OpenMode::ReadOnly, {});
    ASSERT_TRUE(store);
    for (std::size_t i = 0; i < beasts.size(); ++i) {
        double stored = 0.0;
        const auto rows = (*store)->rowsWhere("parcel", "parcel_no", std::to_string(i));
        ASSERT_TRUE(rows);
        for (const StoredRow& row : *rows) {
            stored += areaOf(row.content.geometry);
        }
        EXPECT_EQ(rows->empty(), refused.contains(i)) << beasts[i].name;
        if (std::isnan(beasts[i].area)) {
            EXPECT_TRUE(named.contains(i))
                << beasts[i].name << " was taken over in silence, " << stored << " m²";
        } else {
            EXPECT_NEAR(stored, beasts[i].area, 0.01) << beasts[i].name;
            EXPECT_FALSE(refused.contains(i)) << beasts[i].name;
        }
    }
    const auto report = (*store)->verify({});
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->isSound());
}

} // namespace tuban::jobs

#include "zone_check.h"

#include "edge_matching.h"
#include "planar.h"
#include "zone.h"
#include "zone_file.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <utility>

namespace tuban::bench {

namespace {

constexpr std::int64_t kParcelsToValidate = 20000;

using Feature = std::function<void(const OGRFeature&, const OGRMultiPolygon&)>;

void forEachFeature(GDALDataset& dataset, const char* layerName, const Feature& visit) {
    OGRLayer* layer = dataset.GetLayerByName(layerName);
    if (layer == nullptr) {
        fail(std::string("no layer ") + layerName);
    }
    while (const OGRFeatureUniquePtr feature{layer->GetNextFeature()}) {
        const OGRGeometry* shape = feature->GetGeometryRef();
        if (shape == nullptr || wkbFlatten(shape->getGeometryType()) != wkbMultiPolygon) {
            fail(std::string("not a multipolygon in ") + layerName);
        }
        visit(*feature, *shape->toMultiPolygon());
    }
}

// Calls visit(ring on the grid) for each ring; returns whether all vertices lie on the grid.
bool forEachRing(const OGRMultiPolygon& shape, const std::function<void(const Ring&)>& visit) {
    const geometry::Grid grid = geometry::Grid::tenthMillimetre();
    bool onGrid = true;
    for (const OGRPolygon* polygon : shape) {
        for (const OGRLinearRing* line : *polygon) {
            Ring ring;
            for (int k = 0; k < line->getNumPoints(); ++k) {
                const GridPoint p = grid.snap(line->getX(k), line->getY(k));
                onGrid = onGrid && grid.toUnits(p.x) == line->getX(k) &&
                         grid.toUnits(p.y) == line->getY(k);
                ring.push_back(p);
            }
            visit(ring);
        }
    }
    return onGrid;
}

class Checker {
public:
    explicit Checker(const std::string& path) : m_path(path) {}

    ZoneReport run() {
        GDALAllRegister();
        m_dataset.reset(GDALDataset::Open(m_path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
        if (m_dataset == nullptr) {
            fail("cannot open " + m_path);
        }
        parcels();
        edges();
        districts();
        return std::move(m_report);
    }

private:
    void problem(const std::string& text) { m_report.problems.push_back(text); }
    void validate(const OGRFeature& feature, const OGRGeometry& shape);
    void parcels();
    void edges();
    void districts();
    std::map<std::string, Int128> truthByDistrict() const;

    std::string m_path;
    GDALDatasetUniquePtr m_dataset;
    EdgeMatching m_matching;
    ZoneReport m_report;
};

void Checker::validate(const OGRFeature& feature, const OGRGeometry& shape) {
    ++m_report.validated;
    if (!shape.IsValid()) {
        problem("invalid geometry: " + std::string(feature.GetDefnRef()->GetName()) + " " +
                std::to_string(feature.GetFID()));
    }
}

void Checker::parcels() {
    const std::int64_t count = m_dataset->GetLayerByName(kParcelLayer)->GetFeatureCount();
    const std::int64_t stride = std::max<std::int64_t>(1, count / kParcelsToValidate);
    bool onGrid = true;
    forEachFeature(
        *m_dataset, kParcelLayer, [&](const OGRFeature& feature, const OGRMultiPolygon& shape) {
            std::int64_t vertices = 0;
            std::int64_t rings = 0;
            onGrid &= forEachRing(shape, [&](const Ring& ring) {
                vertices += static_cast<std::int64_t>(ring.size());
                ++rings;
                m_report.doubledArea += doubledArea(ring);
                m_matching.add(ring);
            });
            m_report.parcels.add(vertices);
            m_report.withHoles += rings > shape.getNumGeometries() ? 1 : 0;
            m_report.multipolygons += shape.getNumGeometries() > 1 ? 1 : 0;
            if (feature.GetFID() % stride == 0) {
                validate(feature, shape);
            }
        });
    if (!onGrid) {
        problem("vertices off the grid of 0.1 mm");
    }
}

void Checker::edges() {
    m_matching.match();
    m_report.matchedEdges = m_matching.matched();
    m_report.borderEdges = static_cast<std::int64_t>(m_matching.residual().size());
    if (m_matching.repeated() != 0) {
        problem("parcels overlap: " + std::to_string(m_matching.repeated()) +
                " edges twice in one direction");
    }
    const std::vector<Ring> rings = m_matching.residualRings();
    if (rings.size() != 1) {
        problem("not seamless: the outer border has " + std::to_string(rings.size()) + " rings");
        return;
    }
    OGRPolygon outline;
    auto* line = new OGRLinearRing; // owned by the polygon
    for (const GridPoint p : rings.front()) {
        line->addPoint(static_cast<double>(p.x), static_cast<double>(p.y));
    }
    outline.addRingDirectly(line);
    if (!outline.IsValid()) {
        problem("not seamless: the outer border crosses itself");
    }
}

std::map<std::string, Int128> Checker::truthByDistrict() const {
    std::map<std::string, Int128> areas;
    std::ifstream in(truthPathOf(m_path));
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream cells(line);
        std::string district;
        std::string landUse;
        std::int64_t doubled = 0;
        std::getline(cells, district, ',');
        std::getline(cells, landUse, ',');
        cells >> doubled;
        areas[district] += doubled;
    }
    return areas;
}

void Checker::districts() {
    forEachFeature(
        *m_dataset, kNaturalLayer, [&](const OGRFeature& feature, const OGRMultiPolygon& shape) {
            std::int64_t vertices = 0;
            forEachRing(shape, [&](const Ring& ring) {
                vertices += static_cast<std::int64_t>(ring.size());
            });
            m_report.natural.add(vertices);
            validate(feature, shape);
        });
    const std::map<std::string, Int128> truth = truthByDistrict();
    forEachFeature(
        *m_dataset, kAlignedLayer, [&](const OGRFeature& feature, const OGRMultiPolygon& shape) {
            std::int64_t vertices = 0;
            Int128 area = 0;
            forEachRing(shape, [&](const Ring& ring) {
                vertices += static_cast<std::int64_t>(ring.size());
                area += doubledArea(ring);
            });
            m_report.aligned.add(vertices);
            validate(feature, shape);
            const std::string name = feature.GetFieldAsString("name");
            if (const auto found = truth.find(name);
                found == truth.end() || found->second != area) {
                problem("aligned district " + name + " differs from the sum of its parcels");
            }
        });
    if (static_cast<std::int64_t>(truth.size()) != m_report.aligned.features) {
        problem("the truth names other districts than the layer");
    }
}

} // namespace

void VertexCounts::add(std::int64_t count) {
    ++features;
    vertices += count;
    fewest = std::min(fewest, count);
    most = std::max(most, count);
}

std::string ZoneReport::text() const {
    std::ostringstream out;
    const auto line = [&](const char* name, const VertexCounts& counts) {
        out << name << ": " << counts.features << ", vertices " << counts.vertices << " ("
            << counts.fewest << " to " << counts.most << ", mean " << counts.mean() << ")\n";
    };
    line("parcels", parcels);
    out << "with holes: " << withHoles << ", multipolygons: " << multipolygons << "\n";
    out << "area: " << static_cast<double>(doubledArea) * 5e-9 / 1e6 << " km2\n";
    out << "edges matched: " << matchedEdges << " pairs, outer border: " << borderEdges
        << " edges\n";
    line("districts", natural);
    line("aligned districts", aligned);
    out << "validated with GEOS: " << validated << "\n";
    for (const std::string& text : problems) {
        out << "PROBLEM " << text << "\n";
    }
    out << (ok() ? "seamless\n" : "NOT as claimed\n");
    return out.str();
}

ZoneReport checkZone(const std::string& path) {
    return Checker(path).run();
}

} // namespace tuban::bench

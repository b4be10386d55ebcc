#include "zone.h"

#include "attributes.h"
#include "base/int128.h"
#include "districts.h"
#include "planar.h"
#include "zone_file.h"

#include <fstream>
#include <map>
#include <utility>

namespace tuban::bench {

namespace {

using Truth = std::map<std::pair<int, std::string>, Int128>;

Int128 doubledAreaOf(const ParcelShape& shape) {
    Int128 sum = doubledArea(shape.hole);
    for (const Ring& ring : shape.outers) {
        sum += doubledArea(ring);
    }
    return sum;
}

std::int64_t vertexCount(const std::vector<District>& districts) {
    std::size_t count = 0;
    for (const District& district : districts) {
        for (const PolygonRings& polygon : district.polygons) {
            count += polygon.outer.size();
            for (const Ring& hole : polygon.holes) {
                count += hole.size();
            }
        }
    }
    return static_cast<std::int64_t>(count);
}

// One doubled cell is 5e-9 m², so nine decimals say it exactly.
std::string exactSquareMetres(Int128 doubled) {
    std::string digits = toString(doubled * 5);
    digits.insert(0, digits.size() < 10 ? 10 - digits.size() : 0, '0');
    digits.insert(digits.size() - 9, ".");
    return digits;
}

void writeTruth(const std::string& path, const Truth& truth, const AlignedDistricts& districts) {
    std::ofstream out(path, std::ios::binary);
    out << "district,class,doubled_area,area_m2\n";
    for (const auto& [key, doubled] : truth) {
        out << districts.nameOf(key.first) << ',' << key.second << ',' << toString(doubled) << ','
            << exactSquareMetres(doubled) << '\n';
    }
    if (!out.flush()) {
        fail("cannot write " + path);
    }
}

} // namespace

std::string truthPathOf(const std::string& path) {
    const std::size_t dot = path.rfind(".gpkg");
    return path.substr(0, dot) + ".aligned.csv";
}

ZoneTotals writeZone(const std::string& path, const ZoneOptions& options) {
    const ParcelPlan plan(options.seed, options.parcels);
    const DistrictGrid grid = DistrictGrid::forParcels(options.parcels);
    const AlignedDistricts aligned(options.seed, plan, grid);
    ZoneFile file(path, options.spatialIndex);
    ZoneTotals totals;
    Truth truth;
    plan.forEach([&](const Parcel& parcel) {
        const ParcelShape shape = plan.shapeOf(parcel);
        const Int128 doubled = doubledAreaOf(shape);
        const Attributes attributes =
            attributesOf(options.seed, parcel, totals.parcels, static_cast<double>(doubled) * 5e-9);
        file.addParcel(attributes, shape);
        if (const int district = aligned.districtOf(parcel); district != AlignedDistricts::kNone) {
            truth[{district, attributes.code}] += doubled;
        }
        ++totals.parcels;
        totals.vertices += static_cast<std::int64_t>(shape.hole.size());
        for (const Ring& ring : shape.outers) {
            totals.vertices += static_cast<std::int64_t>(ring.size());
        }
    });
    const std::vector<District> natural = naturalDistricts(options.seed, plan, grid);
    const std::vector<District> unions = aligned.shapes();
    file.addDistricts(kNaturalLayer, natural);
    file.addDistricts(kAlignedLayer, unions);
    file.close();
    writeTruth(truthPathOf(path), truth, aligned);
    totals.naturalDistricts = static_cast<std::int64_t>(natural.size());
    totals.naturalVertices = vertexCount(natural);
    totals.alignedDistricts = static_cast<std::int64_t>(unions.size());
    totals.alignedVertices = vertexCount(unions);
    return totals;
}

} // namespace tuban::bench

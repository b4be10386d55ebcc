#include "mesh.h"

#include "noise.h"

#include <algorithm>
#include <utility>

namespace tuban::bench {

namespace {

constexpr PlanePoint kCentre{39489600.0, 4302000.0}; // 116.88 E 38.85 N in EPSG:4527

// Share of the narrower neighbouring width that a node may be displaced by, and a border may
// deviate by. With a lens slope of 0.22 (12°) two borders that start at one node keep apart: their
// chords enclose at least 45°.
constexpr double kNodeJitter = 0.12;
constexpr double kBorderRoom = 0.14;
constexpr double kLensSlope = 0.22;
constexpr double kStepJitter = 0.35;

std::uint64_t seedOf(std::uint64_t seed, const MeshEdge& edge) {
    return hashOf(seed + (edge.north ? 11U : 7U), edge.i, edge.j);
}

double fractal(std::uint64_t seed, double t, int octaves) {
    double sum = 0.0;
    double weight = 0.5;
    double frequency = 4.0;
    for (int k = 0; k < octaves; ++k, weight *= 0.5, frequency *= 2.0) {
        sum += weight * smoothNoise(seed + static_cast<std::uint64_t>(k), t * frequency);
    }
    return sum;
}

} // namespace

Terrain::Terrain(std::uint64_t seed, PlanePoint size)
    : m_seed(seed), m_centre{size.u / 2.0, size.v / 2.0} {}

GridPoint Terrain::at(PlanePoint p) const {
    // Slopes: 180 m · 3.75 / 3000 m + 22 m · 3.75 / 700 m < 0.35, so the map folds nowhere.
    const auto bend = [&](std::uint64_t axis) {
        return 180.0 * smoothNoise(m_seed + axis, p.u / 3000.0, p.v / 3000.0) +
               22.0 * smoothNoise(m_seed + axis + 2, p.u / 700.0, p.v / 700.0);
    };
    const double u = p.u - m_centre.u;
    const double v = p.v - m_centre.v;
    return geometry::Grid::tenthMillimetre().snap(kCentre.u + u + 0.14 * v + bend(0),
                                                  kCentre.v + v - 0.06 * u + bend(1));
}

Mesh::Mesh(const Terrain& terrain,
           std::uint64_t seed,
           std::vector<double> us,
           std::vector<double> vs)
    : m_terrain(terrain), m_seed(seed), m_us(std::move(us)), m_vs(std::move(vs)) {}

double Mesh::room(const std::vector<double>& lines, std::int64_t at) const {
    const auto i = static_cast<std::size_t>(at);
    const double before = i > 0 ? lines[i] - lines[i - 1] : lines[i + 1] - lines[i];
    const double after = i + 1 < lines.size() ? lines[i + 1] - lines[i] : before;
    return std::min(before, after);
}

PlanePoint Mesh::node(std::int64_t i, std::int64_t j) const {
    const std::uint64_t hash = hashOf(m_seed, i, j);
    return {m_us[static_cast<std::size_t>(i)] + kNodeJitter * room(m_us, i) * signedFrom(hash),
            m_vs[static_cast<std::size_t>(j)] +
                kNodeJitter * room(m_vs, j) * signedFrom(mixed(hash))};
}

PlanePoint
Mesh::pointOn(const MeshEdge& edge, const Chord& chord, const BorderStyle& style, int index) const {
    const std::uint64_t seed = seedOf(m_seed, edge);
    const double jitter = kStepJitter * signedFrom(hashOf(seed, index, 1));
    const double t = (index + 1 + jitter) / (style.points + 1);
    const double du = chord.b.u - chord.a.u;
    const double dv = chord.b.v - chord.a.v;
    const double length = std::sqrt(du * du + dv * dv);
    const double limit =
        std::min(kLensSlope * length * std::min(t, 1.0 - t), kBorderRoom * chord.room);
    const double shape = style.octaves > 0 ? fractal(seed, t, style.octaves)
                                           : 0.65 * signedFrom(mixed(seed)) +
                                                 0.35 * signedFrom(hashOf(seed, index, 2));
    const double offset = style.amplitude * limit * shape / length;
    return {chord.a.u + t * du - offset * dv, chord.a.v + t * dv + offset * du};
}

void Mesh::append(const MeshEdge& edge, bool forward, const BorderStyle& style, Ring& out) const {
    const Chord chord{node(edge.i, edge.j),
                      edge.north ? node(edge.i, edge.j + 1) : node(edge.i + 1, edge.j),
                      edge.north ? room(m_us, edge.i) : room(m_vs, edge.j)};
    out.push_back(m_terrain.at(forward ? chord.a : chord.b));
    for (int k = 0; k < style.points; ++k) {
        const int index = forward ? k : style.points - 1 - k;
        out.push_back(m_terrain.at(pointOn(edge, chord, style, index)));
    }
}

} // namespace tuban::bench

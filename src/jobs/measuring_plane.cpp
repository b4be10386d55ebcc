#include "jobs/measuring_plane.h"

#include "jobs/sentence.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace tuban::jobs {

using geometry::CrsInfo;

namespace {

bool isFitForAreas(const CrsInfo& crs) {
    return crs.kind == CrsInfo::Kind::Projected || crs.kind == CrsInfo::Kind::Local;
}

std::string shortName(const CrsInfo& crs) {
    return crs.authority.empty() ? crs.name : crs.authority;
}

/// Puts the plane together for layers whose CRS have been read.
class PlaneChooser {
public:
    PlaneChooser(const std::vector<LayerPlace>& layers,
                 std::vector<CrsInfo> known,
                 landuse::AreaBasis basis)
        : m_layers(layers), m_known(std::move(known)) {
        m_plane.basis = basis;
    }

    Result<MeasuringPlane> choose(const std::string& wanted) {
        m_wanted = !wanted.empty();
        const Result<CrsInfo> target = targetFor(wanted);
        if (!target) {
            return target.error();
        }
        m_plane.crs = *target;
        if (m_plane.basis == landuse::AreaBasis::Ellipsoidal &&
            m_plane.crs.kind == CrsInfo::Kind::Unknown) {
            return Error{ErrorCode::UnknownCrs, m_layers.front().name};
        }
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            if (auto placed = place(i); !placed) {
                return placed.error();
            }
        }
        return std::move(m_plane);
    }

private:
    Result<CrsInfo> targetFor(const std::string& wanted) const {
        if (!wanted.empty()) {
            Result<CrsInfo> crs = geometry::describeCrs(wanted);
            if (crs && crs->kind != CrsInfo::Kind::Projected) {
                return Error{ErrorCode::BadArgument,
                             "--crs",
                             sentence(QT_TRANSLATE_NOOP("tuban",
                                                        "areas need a projected system, and %1 "
                                                        "is none"),
                                      {crs->name})};
            }
            return crs;
        }
        const auto fit = std::find_if(m_known.begin(), m_known.end(), isFitForAreas);
        return fit != m_known.end() ? Result<CrsInfo>(*fit) : zoneOfData();
    }

    /// The zone at the middle of the first layer that has a place on the globe.
    Result<CrsInfo> zoneOfData() const {
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            const auto& extent = m_layers[i].extent;
            if (!extent) {
                continue;
            }
            const auto& e = *extent;
            const auto middle = geometry::longitudeLatitudeOf(
                m_known[i], {(e[0] + e[2]) / 2.0, (e[1] + e[3]) / 2.0});
            if (middle) {
                const std::string zone = geometry::projectedCrsAt((*middle)[0], (*middle)[1]);
                return geometry::describeCrs(zone);
            }
        }
        return CrsInfo();
    }

    Result<void> place(std::size_t i) {
        const LayerPlace& layer = m_layers[i];
        const CrsInfo& own = m_known[i];
        if (own.kind == CrsInfo::Kind::Unknown) {
            m_plane.layerCrs.push_back(m_plane.crs.wkt);
            note(layer, Severity::Warning, FindingCode::NoCrs, noCrsValues(layer));
            return {};
        }
        m_plane.layerCrs.push_back(own.wkt);
        if (layer.extent) {
            const auto doubts = crsDoubts(own, *layer.extent, layer.name);
            m_plane.findings.insert(m_plane.findings.end(), doubts.begin(), doubts.end());
        }
        if (own.wkt == m_plane.crs.wkt) {
            return {};
        }
        const auto operation = geometry::describeOperation(own.wkt, m_plane.crs.wkt);
        if (!operation) {
            return operation.error();
        }
        if (operation->ballpark) {
            return Error{ErrorCode::BallparkTransformation,
                         shortName(own) + " → " + shortName(m_plane.crs),
                         operation->name};
        }
        noteChange(layer, own, *operation);
        return {};
    }

    std::vector<std::string> noCrsValues(const LayerPlace& layer) const {
        const bool plain = m_plane.crs.kind == CrsInfo::Kind::Unknown;
        return {plain ? sentence(QT_TRANSLATE_NOOP("tuban", "plain metres"), {})
                      : shortName(m_plane.crs),
                layer.extent ? likelyCrs(*layer.extent) : std::string()};
    }

    void noteChange(const LayerPlace& layer,
                    const CrsInfo& own,
                    const geometry::OperationInfo& operation) {
        const std::string from = shortName(own);
        const std::string to = shortName(m_plane.crs);
        std::string accuracy;
        if (operation.accuracy) {
            accuracy = QString::number(operation.accuracy->inMetres()).toStdString();
        }
        note(layer, Severity::Note, changeCode(own), {from, to, accuracy});
    }

    /// Why the data is transformed; the last one where that was asked for.
    FindingCode changeCode(const CrsInfo& own) const {
        if (!m_wanted && own.kind == CrsInfo::Kind::Geographic) {
            return FindingCode::GeographicForPlanar;
        }
        if (!m_wanted && own.kind == CrsInfo::Kind::WebMercator) {
            return FindingCode::WebMercatorForPlanar;
        }
        return FindingCode::CrsChanged;
    }

    void note(const LayerPlace& layer,
              Severity severity,
              FindingCode code,
              std::vector<std::string> values) {
        m_plane.findings.push_back(
            {.severity = severity, .code = code, .layer = layer.name, .values = std::move(values)});
    }

    const std::vector<LayerPlace>& m_layers;
    std::vector<CrsInfo> m_known;
    MeasuringPlane m_plane;
    bool m_wanted = false; ///< the user named the system
};

/// How far a layer reaches in the plane, in its units.
struct Reach {
    double width = 0.0;
    double farthest = 0.0; ///< largest coordinate
};

Reach wider(const Reach& a, const Reach& b) {
    return {std::max(a.width, b.width), std::max(a.farthest, b.farthest)};
}

/// Roughly, upwards; unknown extents count as those of a zone.
Reach reachOf(const MeasuringPlane& plane, const LayerPlace& layer, std::size_t index) {
    constexpr double kMetresPerDegree = 111320.0;
    constexpr double kZoneWidth = 1e6;
    constexpr double kFarthest = 4.1e7; // the Earth's girth, and eastings with a zone prefix
    const bool stays =
        plane.layerCrs[index] == plane.crs.wkt && plane.basis != landuse::AreaBasis::Ellipsoidal;
    if (!layer.extent) {
        return {kZoneWidth, kFarthest};
    }
    const StoredExtent& e = *layer.extent;
    const double least = layer.extentIsWhole ? 0.0 : kZoneWidth;
    const double width = std::max(e[2] - e[0], e[3] - e[1]);
    if (stays) {
        return {std::max(width, least),
                std::max({std::abs(e[0]), std::abs(e[1]), std::abs(e[2]), std::abs(e[3])})};
    }
    const bool degrees =
        std::all_of(e.begin(), e.end(), [](double v) { return std::abs(v) <= 360.0; });
    const double metres = 2.0 * width * (degrees ? kMetresPerDegree : 1.0);
    const double metresPerUnit = plane.units().metresPerUnit;
    return {std::max(metres, least) / metresPerUnit, kFarthest / metresPerUnit};
}

} // namespace

geometry::Placement MeasuringPlane::placementOf(std::size_t index,
                                                const geometry::Grid& grid) const {
    return {grid, layerCrs[index], crs.wkt, basis == landuse::AreaBasis::Ellipsoidal};
}

CrsInfo MeasuringPlane::units() const {
    CrsInfo units = crs;
    if (basis == landuse::AreaBasis::Ellipsoidal) {
        units.metresPerUnit = 1.0;
    }
    return units;
}

Result<MeasuringPlane> chooseMeasuringPlane(const std::vector<LayerPlace>& layers,
                                            landuse::AreaBasis basis,
                                            const std::string& wanted) {
    std::vector<CrsInfo> known;
    for (const LayerPlace& layer : layers) {
        const Result<CrsInfo> crs = geometry::describeCrs(layer.crs);
        known.push_back(crs ? *crs : CrsInfo());
    }
    return PlaneChooser(layers, std::move(known), basis).choose(wanted);
}

geometry::Grid fineGrid(const MeasuringPlane& plane, const std::vector<LayerPlace>& layers) {
    constexpr double kWidestCells = 35184372088832.0;     // 2^45: areas stay below 2^123
    constexpr double kFarthestCells = 4503599627370496.0; // 2^52
    constexpr double kSmallUnits = 1000.0; // narrower than a kilometre: units may be anything
    Reach all;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        all = wider(all, reachOf(plane, layers[i], i));
    }
    const int finest = all.width < kSmallUnits ? geometry::Grid::kMaxDecimals : 7;
    for (int decimals = finest; decimals > 4; --decimals) {
        const geometry::Grid grid = geometry::Grid::withDecimals(decimals);
        if (all.width * grid.cellsPerUnit() < kWidestCells &&
            all.farthest * grid.cellsPerUnit() < kFarthestCells) {
            return grid;
        }
    }
    return geometry::Grid::tenthMillimetre();
}

} // namespace tuban::jobs

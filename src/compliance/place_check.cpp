#include "compliance/place_check.h"

#include "base/parallel.h"
#include "compliance/number_text.h"
#include "geometry/overlay_scanner.h"

#include <cmath>
#include <functional>
#include <iterator>
#include <memory>
#include <span>
#include <utility>

namespace tuban::compliance {

using geometry::FixedArea;
using geometry::OverlayPart;
using geometry::PolygonChunk;

namespace {

constexpr Int128 kOne = static_cast<Int128>(1) << geometry::kFixedAreaBits;

/// A parcel and its parts in one ground.
struct Measured {
    std::uint32_t row;
    FixedArea whole;
    std::span<const OverlayPart> parts;
    geometry::GridPoint place;
};
using Visit = std::function<void(const Measured&, std::vector<CheckFinding>& findings)>;

/// Calls `visit` for all parcels with their parts in `ground`; findings come by row. `sums`: by
/// feature of the ground.
std::vector<CheckFinding> pass(const CheckedLayer& layer,
                               const Ground& ground,
                               int threads,
                               const Progress& progress,
                               std::vector<FixedArea>& sums,
                               const Visit& visit) {
    const auto workers = static_cast<std::size_t>(threads);
    std::vector<std::unique_ptr<geometry::OverlayScanner>> scanners(workers);
    std::vector<std::vector<FixedArea>> sumsOf(workers,
                                               std::vector<FixedArea>(ground.names.size()));
    std::vector<std::vector<CheckFinding>> found(layer.chunkCount());
    parallelForBlocks(layer.chunkCount(), threads, [&](int worker, std::size_t c) {
        auto& scanner = scanners[static_cast<std::size_t>(worker)];
        if (!scanner) {
            scanner = std::make_unique<geometry::OverlayScanner>(ground.index);
        }
        const PolygonChunk& polygons = layer.valid(c);
        for (std::uint32_t f = 0; f < polygons.size() && !progress.cancelled(); ++f) {
            if (polygons.parts(f).count() == 0) {
                continue;
            }
            const Measured measured{layer.firstRow(c) + f,
                                    polygons.doubledArea(f) * kOne,
                                    scanner->partsOf(polygons, f),
                                    polygons.ring(polygons.featureRings(f).first).front()};
            for (const OverlayPart& part : measured.parts) {
                sumsOf[static_cast<std::size_t>(worker)][part.district] += part.area;
            }
            visit(measured, found[c]);
        }
    });
    sums.assign(ground.names.size(), 0);
    for (const std::vector<FixedArea>& one : sumsOf) {
        for (std::size_t i = 0; i < sums.size(); ++i) {
            sums[i] += one[i];
        }
    }
    std::vector<CheckFinding> all;
    for (std::vector<CheckFinding>& part : found) {
        all.insert(
            all.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
    }
    return all;
}

CheckFinding
findingOf(CheckKind kind, const Measured& parcel, Area area, std::vector<std::string> values) {
    return {.kind = kind,
            .rows = {parcel.row},
            .place = parcel.place,
            .area = area,
            .values = std::move(values)};
}

class PlaceCheck {
public:
    PlaceCheck(const CheckRules& rules,
               const CheckedLayer& layer,
               const Grounds& grounds,
               int threads,
               const Progress& progress)
        : m_rules(rules),
          m_layer(layer),
          m_grounds(grounds),
          m_threads(threads),
          m_progress(progress) {}

    std::vector<CheckFinding> run() {
        if (m_grounds.planArea && m_rules.on(CheckKind::OutsidePlanArea)) {
            checkPlanArea(m_rules.rule(CheckKind::OutsidePlanArea));
        }
        if (m_grounds.districts) {
            checkDistricts();
        }
        if (m_grounds.controlLines && m_rules.on(CheckKind::ControlLine)) {
            checkControlLines(m_rules.rule(CheckKind::ControlLine));
        }
        return std::move(m_findings);
    }

private:
    void passOver(const Ground& ground, const Visit& visit) {
        auto more = pass(m_layer, ground, m_threads, m_progress, m_sums, visit);
        m_findings.insert(m_findings.end(),
                          std::make_move_iterator(more.begin()),
                          std::make_move_iterator(more.end()));
    }

    void checkPlanArea(const CheckRule& rule) {
        passOver(*m_grounds.planArea,
                 [&](const Measured& parcel, std::vector<CheckFinding>& findings) {
                     FixedArea outside = parcel.whole;
                     for (const OverlayPart& part : parcel.parts) {
                         outside -= part.area;
                     }
                     if (const Area area = m_layer.areaOf(outside); area > *rule.minArea) {
                         findings.push_back(
                             findingOf(CheckKind::OutsidePlanArea, parcel, area, {areaText(area)}));
                     }
                 });
    }

    void checkDistricts() {
        const CheckRule& across = m_rules.rule(CheckKind::AcrossDistricts);
        const Ground& districts = *m_grounds.districts;
        passOver(districts, [&](const Measured& parcel, std::vector<CheckFinding>& findings) {
            for (const OverlayPart& part : parcel.parts) {
                const Area inside = m_layer.areaOf(part.area);
                const Area outside = m_layer.areaOf(parcel.whole - part.area);
                if (across.on && inside > *across.minArea && outside > *across.minArea) {
                    findings.push_back(findingOf(
                        CheckKind::AcrossDistricts,
                        parcel,
                        std::min(inside, outside),
                        {districts.names[part.district], areaText(inside), areaText(outside)}));
                }
            }
        });
        if (m_rules.on(CheckKind::ControlArea)) {
            checkControlAreas(m_rules.rule(CheckKind::ControlArea));
        }
    }

    void checkControlAreas(const CheckRule& rule) {
        const Ground& districts = *m_grounds.districts;
        for (std::size_t d = 0; d < districts.control.size(); ++d) {
            if (!districts.control[d]) {
                continue;
            }
            const Area sum = m_layer.areaOf(m_sums[d]);
            const Area difference = sum - *districts.control[d];
            const double off = std::abs(difference.inSquareMetres());
            const double allowed =
                districts.control[d]->inSquareMetres() * rule.share->inFraction();
            if (off > rule.minArea->inSquareMetres() && off > allowed) {
                m_findings.push_back({.kind = CheckKind::ControlArea,
                                      .rows = {},
                                      .area = Area::squareMetres(off),
                                      .values = {districts.names[d],
                                                 areaText(sum),
                                                 areaText(*districts.control[d]),
                                                 areaText(difference)}});
            }
        }
    }

    void checkControlLines(const CheckRule& rule) {
        const Ground& lines = *m_grounds.controlLines;
        passOver(lines, [&](const Measured& parcel, std::vector<CheckFinding>& findings) {
            if (parcel.row >= m_grounds.construction.size() ||
                !m_grounds.construction[parcel.row]) {
                return;
            }
            for (const OverlayPart& part : parcel.parts) {
                if (const Area area = m_layer.areaOf(part.area); area > *rule.minArea) {
                    findings.push_back(findingOf(CheckKind::ControlLine,
                                                 parcel,
                                                 area,
                                                 {lines.names[part.district], areaText(area)}));
                }
            }
        });
    }

    const CheckRules& m_rules;
    const CheckedLayer& m_layer;
    const Grounds& m_grounds;
    int m_threads;
    const Progress& m_progress;
    std::vector<FixedArea> m_sums; ///< of the last pass, by feature of the ground
    std::vector<CheckFinding> m_findings;
};

} // namespace

Result<std::vector<CheckFinding>> checkPlaces(const CheckRules& rules,
                                              const CheckedLayer& layer,
                                              const Grounds& grounds,
                                              int threads,
                                              const Progress& progress) {
    auto findings = PlaceCheck(rules, layer, grounds, threads, progress).run();
    if (progress.cancelled()) {
        return Error{ErrorCode::Cancelled, {}};
    }
    return findings;
}

} // namespace tuban::compliance

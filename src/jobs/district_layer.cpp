#include "jobs/district_layer.h"

#include "base/parallel.h"
#include "jobs/overlap_finding.h"
#include "model/valid_polygons.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace tuban::jobs {

using geometry::FixedArea;

namespace {

/// A layer read and repaired: its chunks in file order, and what is left when their edges cancel.
struct ValidChunks {
    std::vector<FeatureChunk> chunks;
    geometry::EdgeResidual residual;
};

/// What one thread does with the chunks it reads.
struct ReadWorker {
    PolygonValidator validator;
    geometry::EdgeResidual residual = {};

    void take(FeatureChunk& chunk) {
        chunk.polygons = validator.validated(std::move(chunk.polygons), chunk.ids);
        for (std::size_t row = 0; row < chunk.size(); ++row) {
            residual.add(chunk.polygons, row);
        }
    }
};

std::vector<ReadWorker> makeWorkers(const std::string& layer, const DistrictRequest& request) {
    std::vector<ReadWorker> workers;
    for (int i = 0; i < threadCount(request.threads); ++i) {
        workers.push_back({PolygonValidator(layer, request.plane.units(), request.placement.grid)});
    }
    return workers;
}

Result<ValidChunks> readAll(data::FeatureSource& source,
                            const DistrictRequest& request,
                            const Progress& progress,
                            DistrictLayer& layer) {
    data::ScanRequest scan;
    if (request.named) {
        scan.columns.push_back({request.nameField, data::ColumnType::Text});
    }
    scan.placement = request.placement;
    scan.threads = request.threads;
    std::vector<ReadWorker> workers = makeWorkers(source.info().layer, request);
    std::map<std::uint64_t, FeatureChunk> chunks;
    std::mutex mutex;
    const auto sink = [&](int worker, FeatureChunk&& chunk) {
        workers[static_cast<std::size_t>(worker)].take(chunk);
        const std::lock_guard lock(mutex);
        chunks.emplace(chunk.sequence, std::move(chunk));
        return true;
    };
    auto summary = source.scan(scan, sink, progress);
    if (!summary) {
        return summary.error();
    }
    ValidChunks read;
    layer.offGridVertices = summary->offGridVertices;
    layer.findings = std::move(summary->findings);
    for (const ReadWorker& worker : workers) {
        const std::vector<Finding>& findings = worker.validator.findings();
        layer.findings.insert(layer.findings.end(), findings.begin(), findings.end());
        read.residual.merge(worker.residual);
    }
    std::ranges::stable_sort(layer.findings, {}, &Finding::feature);
    for (auto& [sequence, chunk] : chunks) {
        read.chunks.push_back(std::move(chunk));
    }
    return read;
}

std::string nameOf(const FeatureChunk& chunk, std::size_t row, bool named) {
    if (named && !chunk.columns[0].null[row] && !chunk.columns[0].text(row).empty()) {
        return std::string(chunk.columns[0].text(row));
    }
    return "#" + std::to_string(chunk.ids[row]);
}

/// Joins features of one name, in the order in which names first occur.
class NameGroups {
public:
    explicit NameGroups(DistrictLayer& layer) : m_layer(layer) {}

    void add(const std::string& name, geometry::DoubledArea area) {
        const auto next = static_cast<std::uint32_t>(m_layer.names.size());
        const auto [at, fresh] = m_byName.try_emplace(name, next);
        if (fresh) {
            m_layer.names.push_back(name);
            m_layer.areas.push_back(0);
            m_features.push_back(0);
        }
        m_layer.districtOf.push_back(at->second);
        m_layer.areas[at->second] += area * (FixedArea(1) << geometry::kFixedAreaBits);
        ++m_features[at->second];
    }

    void noteShared(const std::string& layerName) {
        for (std::size_t i = 0; i < m_features.size(); ++i) {
            if (m_features[i] > 1) {
                m_layer.findings.push_back(
                    {.severity = Severity::Note,
                     .code = FindingCode::DistrictsShareName,
                     .layer = layerName,
                     .values = {m_layer.names[i], std::to_string(m_features[i])}});
            }
        }
    }

private:
    DistrictLayer& m_layer;
    std::unordered_map<std::string, std::uint32_t> m_byName;
    std::vector<std::uint64_t> m_features;
};

/// Indexes the districts and looks where they overlap, side by side.
Result<void> indexDistricts(DistrictLayer& layer,
                            geometry::PolygonChunk districts,
                            const geometry::EdgeResidual& residual,
                            const DistrictRequest& request,
                            const Progress& progress) {
    std::optional<Result<geometry::OverlayIndex>> index;
    std::optional<Result<geometry::CoverageMap>> map;
    parallelFor(2, std::min(2, threadCount(request.threads)), [&](int, std::size_t task) {
        if (task == 0) {
            map = geometry::CoverageMap::build(residual, progress.part(0.0, 0.5));
        } else {
            index = geometry::OverlayIndex::build(
                std::move(districts), request.threads, progress.part(0.5, 1.0));
        }
    });
    if (!*index) {
        return index->error();
    }
    if (!*map) {
        return map->error();
    }
    layer.index = std::move(**index);
    if ((*map)->hasOverlap()) {
        layer.overlap = std::move(**map);
    }
    return {};
}

} // namespace

Result<DistrictLayer> readDistricts(data::FeatureSource& source,
                                    const DistrictRequest& request,
                                    const Progress& progress) {
    DistrictLayer layer;
    const std::string& name = source.info().layer;
    const auto read = readAll(source, request, progress.part(0.0, 0.5), layer);
    if (!read) {
        return read.error();
    }
    geometry::PolygonChunkBuilder polygons;
    NameGroups groups(layer);
    for (const FeatureChunk& chunk : read->chunks) {
        for (std::size_t row = 0; row < chunk.size(); ++row) {
            polygons.addFeature(chunk.polygons, row);
            groups.add(nameOf(chunk, row, request.named), chunk.polygons.doubledArea(row));
        }
    }
    groups.noteShared(name);
    if (auto done = indexDistricts(
            layer, polygons.take(), read->residual, request, progress.part(0.5, 1.0));
        !done) {
        return done.error();
    }
    if (layer.overlap) {
        layer.findings.push_back(overlapFinding(*layer.overlap,
                                                FindingCode::DistrictsOverlap,
                                                name,
                                                request.placement.grid,
                                                request.plane));
    }
    return layer;
}

} // namespace tuban::jobs

#include "jobs/import_sharing.h"

#include "geometry/ring_checks.h"

#include <QString>

#include <algorithm>
#include <set>

namespace tuban::jobs {

using geometry::GridPoint;

namespace {

constexpr std::size_t kRowsOfChange = 2000;

geometry::PolygonChunk chunkOf(const GridGeometry& geometry) {
    geometry::PolygonChunkBuilder builder;
    for (const GridGeometry::Part& part : geometry.parts) {
        for (const GridGeometry::Vertices& ring : part) {
            builder.addRing(ring);
        }
        builder.endPart();
    }
    builder.endFeature();
    return builder.take();
}

/// Also where parts of a feature touch each other, which the quick check does not tell.
bool isValid(const geometry::PolygonChunk& chunk) {
    geometry::RingChecker checker;
    return checker.isClearlyValid(chunk, 0) || !geometry::invalidity(chunk, 0);
}

std::string squareMetres(geometry::DoubledArea doubled) {
    constexpr double kCells = geometry::Grid::tenthMillimetre().cellsPerUnit();
    return QString::number(static_cast<double>(doubled) / 2.0 / (kCells * kCells), 'f', 4)
        .toStdString();
}

} // namespace

void VertexSharing::addGeometry(const Uuid& id, const GridGeometry& geometry) {
    const auto feature = static_cast<std::uint32_t>(m_ids.size());
    m_ids.push_back(id);
    std::uint32_t number = 0;
    for (const GridGeometry::Part& part : geometry.parts) {
        for (const GridGeometry::Vertices& ring : part) {
            m_shared.add(feature, number++, geometry::Ring(ring.data(), ring.size() - 1));
        }
    }
}

void VertexSharing::add(const std::vector<RowChange>& rows) {
    for (const RowChange& row : rows) {
        if (row.geometry && !row.geometry->after.parts.empty()) {
            addGeometry(row.id, row.geometry->after);
            const geometry::GridBox box = row.geometry->after.extent();
            m_extent.add(box.min);
            m_extent.add(box.max);
        }
    }
}

Result<void> VertexSharing::addStored(const data::WorkspaceStore& store, const Progress& progress) {
    if (m_extent.empty()) {
        return {};
    }
    std::vector<Uuid> incoming = m_ids;
    std::sort(incoming.begin(), incoming.end());
    std::vector<Finding> damaged; // told when the workspace was opened
    const auto take = [&](StoredRow&& row) {
        const GridGeometry& geometry = row.content.geometry;
        if (!geometry.parts.empty() && geometry.extent().meets(m_extent) &&
            !std::binary_search(incoming.begin(), incoming.end(), row.id)) {
            addGeometry(row.id, geometry);
        }
        return true;
    };
    return store.rows(m_schema.name, take, damaged, progress);
}

void VertexSharing::find() {
    m_found = m_shared.find();
    m_shared = {};
}

Result<FeatureChange> VertexSharing::next(const data::WorkspaceStore& store) {
    FeatureChange change;
    while (m_done < m_found.size() && change.rows.size() < kRowsOfChange) {
        const std::uint32_t feature = m_found[m_done].feature;
        std::size_t end = m_done;
        while (end < m_found.size() && m_found[end].feature == feature) {
            ++end;
        }
        auto row = store.row(m_schema.name, m_ids[feature]);
        if (!row) {
            return row.error();
        }
        LayerRow content = row->content;
        for (std::size_t i = end; i-- > m_done;) { // from behind, so that edges keep their numbers
            std::uint32_t ring = m_found[i].ring;
            std::size_t part = 0;
            while (ring >= content.geometry.parts[part].size()) {
                ring -= static_cast<std::uint32_t>(content.geometry.parts[part++].size());
            }
            auto& vertices = content.geometry.parts[part][ring];
            vertices.insert(vertices.begin() + m_found[i].edge + 1, m_found[i].vertex);
        }
        const auto before = chunkOf(row->content.geometry);
        const auto after = chunkOf(content.geometry);
        if (isValid(after) || !isValid(before)) {
            m_vertices += end - m_done;
            ++m_rows;
            m_before += before.doubledArea(0);
            m_after += after.doubledArea(0);
            change.rows.push_back(update(m_schema, *row, content));
        } else {
            ++m_invalid;
        }
        m_done = end;
    }
    return change;
}

std::vector<Finding> VertexSharing::findings(const std::string& layer) const {
    std::vector<Finding> all;
    if (m_done == 0 && !m_found.empty()) {
        std::set<std::uint32_t> features;
        for (const geometry::SharedVertices::Insertion& insertion : m_found) {
            features.insert(insertion.feature);
        }
        all.push_back(
            {.severity = Severity::Note,
             .code = FindingCode::VerticesToShare,
             .layer = layer,
             .values = {std::to_string(m_found.size()), std::to_string(features.size())}});
    }
    if (m_rows > 0) {
        all.push_back({.severity = Severity::Note,
                       .code = FindingCode::VerticesShared,
                       .layer = layer,
                       .values = {std::to_string(m_vertices),
                                  std::to_string(m_rows),
                                  squareMetres(m_before),
                                  squareMetres(m_after)}});
    }
    if (m_invalid > 0) {
        all.push_back({.severity = Severity::Warning,
                       .code = FindingCode::VertexNotShared,
                       .layer = layer,
                       .values = {std::to_string(m_invalid)}});
    }
    return all;
}

} // namespace tuban::jobs

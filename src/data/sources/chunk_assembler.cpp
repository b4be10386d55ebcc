#include "data/sources/chunk_assembler.h"

#include "data/sources/wkb_kind.h"

#include <algorithm>
#include <utility>

namespace tuban::data {

Result<ChunkAssembler> ChunkAssembler::create(const std::string& layer,
                                              const ScanRequest& request) {
    auto decoder = PolygonDecoder::create(request.placement);
    if (!decoder) {
        return decoder.error();
    }
    return ChunkAssembler(layer, std::move(*decoder), request);
}

ChunkAssembler::ChunkAssembler(std::string layer,
                               PolygonDecoder decoder,
                               const ScanRequest& request)
    : m_layer(std::move(layer)), m_decoder(std::move(decoder)) {
    for (const ScanRequest::Wanted& wanted : request.columns) {
        m_columns.emplace_back(wanted.type);
    }
}

void ChunkAssembler::addWkb(std::span<const std::byte> wkb) {
    const DecodedGeometry met = m_decoder.append(wkb, m_polygons);
    m_tally.vertices += met.vertices;
    m_tally.offGridVertices += met.offGridVertices;
    noteFault(met.fault);
    if (met.ringsDropped > 0) {
        note(FindingCode::RingDropped, Severity::Warning, {std::to_string(met.ringsDropped)});
    }
    if (met.othersLeftOut && met.fault == GeometryFault::None) {
        note(FindingCode::NotPolygon, Severity::Warning, {"points or lines beside polygons"});
    }
    if (met.linearised) {
        note(FindingCode::ReaderWarning, Severity::Note, {"arcs replaced by chords", "1"});
    }
    if (met.ringOpen) {
        note(FindingCode::ReaderWarning, Severity::Warning, {"ring not closed", "1"});
    }
}

void ChunkAssembler::addGeoPackageBlob(std::span<const std::byte> blob) {
    if (isEmptyGeoPackageBlob(blob)) {
        addNoGeometry();
    } else {
        addWkb(geoPackageWkb(blob));
    }
}

void ChunkAssembler::addNoGeometry() {
    m_polygons.endFeature();
    noteFault(GeometryFault::Absent);
}

void ChunkAssembler::noteFault(GeometryFault fault) {
    switch (fault) {
    case GeometryFault::None:
        break;
    case GeometryFault::Absent:
        note(FindingCode::NoGeometry, Severity::Warning);
        break;
    case GeometryFault::NotPolygon:
        note(FindingCode::NotPolygon, Severity::Fault);
        break;
    case GeometryFault::NotFinite:
        note(FindingCode::CoordinatesNotFinite, Severity::Fault);
        break;
    case GeometryFault::Unplaceable:
        note(FindingCode::CoordinatesNotFinite, Severity::Fault, {"out of range"});
        break;
    case GeometryFault::Damaged:
        note(FindingCode::NoGeometry, Severity::Fault, {"damaged"});
        break;
    }
}

void ChunkAssembler::note(FindingCode code, Severity severity, std::vector<std::string> values) {
    m_findings.push_back({.severity = severity,
                          .code = code,
                          .layer = m_layer,
                          .feature = m_ids.back(),
                          .values = std::move(values)});
}

FeatureChunk ChunkAssembler::take(std::uint64_t sequence) {
    FeatureChunk chunk;
    chunk.sequence = sequence;
    chunk.ids = std::exchange(m_ids, {});
    chunk.polygons = m_polygons.take();
    chunk.columns.reserve(m_columns.size());
    for (ColumnWriter& column : m_columns) {
        chunk.columns.push_back(column.take());
    }
    m_tally.features += chunk.size();
    m_tally.findings = m_findings.size();
    m_tally.repaired = m_repair.repaired();
    m_taken = m_tally;
    return chunk;
}

void ChunkAssembler::discard() {
    m_ids.clear();
    m_polygons.take();
    for (ColumnWriter& column : m_columns) {
        column.take();
    }
    m_findings.resize(m_taken.findings, Finding{});
    m_repair.restore(m_taken.repaired);
    m_tally = m_taken;
}

ScanSummary ChunkAssembler::summary(const std::vector<const ChunkAssembler*>& assemblers,
                                    std::map<std::string, std::uint64_t> alsoRepaired) {
    ScanSummary summary;
    std::map<std::string, std::uint64_t> repaired = std::move(alsoRepaired);
    for (const ChunkAssembler* one : assemblers) {
        summary.features += one->m_taken.features;
        summary.vertices += one->m_taken.vertices;
        summary.offGridVertices += one->m_taken.offGridVertices;
        const auto last =
            one->m_findings.begin() + static_cast<std::ptrdiff_t>(one->m_taken.findings);
        summary.findings.insert(summary.findings.end(), one->m_findings.begin(), last);
        for (const auto& [encoding, texts] : one->m_taken.repaired) {
            repaired[encoding] += texts;
        }
    }
    const auto earlier = [](const Finding& a, const Finding& b) { return a.feature < b.feature; };
    std::stable_sort(summary.findings.begin(), summary.findings.end(), earlier);
    for (const auto& [encoding, texts] : repaired) {
        summary.findings.push_back({.severity = Severity::Warning,
                                    .code = FindingCode::EncodingDetected,
                                    .layer = assemblers.front()->m_layer,
                                    .values = {encoding, {}, std::to_string(texts)}});
    }
    return summary;
}

} // namespace tuban::data

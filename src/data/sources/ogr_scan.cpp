#include "data/sources/ogr_scan.h"

#include "base/parallel.h"
#include "data/sources/cpl_messages.h"

#include <ogrsf_frmts.h>

#include <utility>

namespace tuban::data {

OgrScan::OgrScan(const Source& source,
                 const ScanRequest& request,
                 const ChunkSink& sink,
                 const Progress& progress)
    : m_source(source),
      m_request(request),
      m_sink(sink),
      m_progress(progress),
      m_queue(static_cast<std::size_t>(threadCount(request.threads))) {
    for (const ScanRequest::Wanted& wanted : request.columns) {
        m_columns.emplace_back(wanted.type);
    }
}

Result<ScanSummary> OgrScan::run() {
    const int threads = threadCount(m_request.threads);
    if (auto prepared = prepareWorkers(threads); !prepared) {
        return prepared.error();
    }
    m_alone = threads == 1;
    {
        std::vector<std::jthread> workers;
        for (int i = 1; i < threads; ++i) {
            workers.emplace_back([this, i] {
                while (std::optional<RowBatch> batch = m_queue.take()) {
                    process(std::move(*batch), i);
                }
            });
        }
        readFeatures();
        m_queue.close();
    }
    if (m_error) {
        return *m_error;
    }
    if (m_progress.cancelled()) {
        return Error{ErrorCode::Cancelled, m_source.info.path};
    }
    std::vector<const ChunkAssembler*> assemblers;
    for (const auto& assembler : m_assemblers) {
        assemblers.push_back(assembler.get());
    }
    ScanSummary summary = ChunkAssembler::summary(assemblers, m_repair.repaired());
    summary.findings.insert(summary.findings.end(), m_findings.begin(), m_findings.end());
    m_progress.report(1.0);
    return summary;
}

Result<void> OgrScan::prepareWorkers(int threads) {
    // Attributes are read by the calling thread already: the workers add geometries only.
    const ScanRequest geometryOnly{.placement = m_request.placement};
    for (int i = 0; i < threads; ++i) {
        auto assembler = ChunkAssembler::create(m_source.info.layer, geometryOnly);
        if (!assembler) {
            return assembler.error();
        }
        m_assemblers.push_back(std::make_unique<ChunkAssembler>(std::move(*assembler)));
    }
    return {};
}

void OgrScan::readFeatures() {
    const CplMessages messages;
    m_source.layer->ResetReading();
    while (!stopping()) {
        const std::uint64_t failures = messages.failures();
        const OGRFeatureUniquePtr feature(m_source.layer->GetNextFeature());
        if (!feature) {
            if (messages.failures() > failures) { // not the end of the file but a fault in it
                m_error = Error{ErrorCode::ReadFailed, m_source.info.path, messages.worst()};
            }
            break;
        }
        add(*feature);
    }
    handOn();
    m_findings = messages.findings(m_source.info.layer);
}

bool OgrScan::stopping() const {
    return m_stop || m_progress.cancelled() || (m_request.limit && m_features >= *m_request.limit);
}

void OgrScan::add(OGRFeature& feature) {
    m_batch.ids.push_back(feature.GetFID());
    OGRGeometry* const geometry = feature.GetGeometryRef();
    if (geometry != nullptr && m_source.swapAxes) {
        geometry->swapXY();
    }
    addGeometry(geometry);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        addValue(feature, i);
    }
    ++m_features;
    if (m_batch.full()) {
        handOn();
    }
}

void OgrScan::addGeometry(const OGRGeometry* geometry) {
    if (geometry != nullptr) {
        const std::size_t start = m_batch.wkb.size();
        m_batch.wkb.resize(start + geometry->WkbSize());
        auto* out = reinterpret_cast<unsigned char*>(m_batch.wkb.data() + start);
        if (geometry->exportToWkb(wkbNDR, out, wkbVariantIso) != OGRERR_NONE) {
            m_batch.wkb.resize(start);
        }
    }
    m_batch.wkbEnds.push_back(m_batch.wkb.size());
}

void OgrScan::addValue(const OGRFeature& feature, std::size_t column) {
    const int field = static_cast<int>(m_request.columns[column].field);
    ColumnWriter& out = m_columns[column];
    if (!feature.IsFieldSetAndNotNull(field)) {
        out.addNull();
        return;
    }
    switch (feature.GetFieldDefnRef(field)->GetType()) {
    case OFTInteger:
    case OFTInteger64:
        out.addInteger(feature.GetFieldAsInteger64(field));
        break;
    case OFTReal:
        out.addReal(feature.GetFieldAsDouble(field));
        break;
    default: {
        const char* const text = feature.GetFieldAsString(field);
        if (m_source.converter != nullptr) {
            out.addText(m_source.converter->toUtf8(text));
        } else {
            out.addText(m_repair.utf8(text));
        }
    }
    }
}

void OgrScan::handOn() {
    if (m_batch.ids.empty()) {
        return;
    }
    for (ColumnWriter& column : m_columns) {
        m_batch.columns.push_back(column.take());
    }
    const std::uint64_t next = m_batch.sequence + 1;
    if (m_alone || !m_queue.offer(m_batch)) {
        process(std::move(m_batch), 0);
    }
    m_batch = RowBatch{.sequence = next};
    if (const auto count = m_source.info.featureCount; count && *count > 0) {
        m_progress.report(
            std::min(1.0, static_cast<double>(m_features) / static_cast<double>(*count)));
    }
}

void OgrScan::process(RowBatch batch, int worker) {
    if (m_stop || m_progress.cancelled()) {
        return;
    }
    ChunkAssembler& assembler = *m_assemblers[static_cast<std::size_t>(worker)];
    for (std::size_t row = 0; row < batch.ids.size(); ++row) {
        assembler.begin(batch.ids[row]);
        const std::span<const std::byte> wkb = batch.geometry(row);
        if (wkb.empty()) {
            assembler.addNoGeometry();
        } else {
            assembler.addWkb(wkb);
        }
    }
    FeatureChunk chunk = assembler.take(batch.sequence);
    chunk.columns = std::move(batch.columns);
    if (!m_sink(worker, std::move(chunk))) {
        m_stop = true;
    }
}

} // namespace tuban::data

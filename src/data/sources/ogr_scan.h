#pragma once

#include "data/feature_source.h"
#include "data/sources/chunk_assembler.h"
#include "data/sources/row_batch.h"
#include "data/sources/text_encoding.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

class OGRFeature;
class OGRGeometry;
class OGRLayer;

namespace tuban::data {

/// One pass over an OGR layer. The calling thread reads features; the others decode geometries and
/// run the sink. Where they are busy, the calling thread does their work too, so that no more than
/// a few batches wait.
class OgrScan {
public:
    struct Source {
        OGRLayer* layer;
        const SourceInfo& info;
        const TextConverter* converter; ///< nullptr: texts should be UTF-8
        bool swapAxes;
    };
    OgrScan(const Source& source,
            const ScanRequest& request,
            const ChunkSink& sink,
            const Progress& progress);

    Result<ScanSummary> run();

private:
    Result<void> prepareWorkers(int threads);
    void readFeatures();
    void add(OGRFeature& feature);
    void addGeometry(const OGRGeometry* geometry);
    void addValue(const OGRFeature& feature, std::size_t column);
    void handOn();
    void process(RowBatch batch, int worker);
    bool stopping() const;

    Source m_source;
    const ScanRequest& m_request;
    const ChunkSink& m_sink;
    const Progress& m_progress;

    std::vector<std::unique_ptr<ChunkAssembler>> m_assemblers; ///< one for each worker
    BatchQueue m_queue;
    bool m_alone = true;
    RowBatch m_batch;
    std::vector<ColumnWriter> m_columns;
    TextRepair m_repair;
    std::uint64_t m_features = 0;
    std::vector<Finding> m_findings; ///< reader warnings
    std::optional<Error> m_error;
    std::atomic<bool> m_stop{false};
};

} // namespace tuban::data

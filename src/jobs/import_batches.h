#pragma once

#include "base/bounded_queue.h"
#include "data/foreign/foreign_reader.h"
#include "jobs/import_rows.h"

#include <optional>
#include <thread>
#include <utility>

namespace tuban::jobs {

/// Reads a layer on a thread of its own and makes rows of it, a few batches ahead of who stores
/// them.
class BatchReader {
public:
    BatchReader(data::ForeignReader& reader,
                std::size_t layer,
                RowTaker& taker,
                const Progress& progress)
        : m_queue(kBatchesAhead), m_thread([this, &reader, layer, &taker, progress] {
              m_outcome = read(reader, layer, taker, progress);
              m_queue.close();
          }) {}
    BatchReader(const BatchReader&) = delete;
    BatchReader& operator=(const BatchReader&) = delete;
    ~BatchReader() {
        m_queue.close();
        m_thread.join();
    }

    /// Nothing: there are no more, or reading failed.
    std::optional<RowBatch> next() { return m_queue.pop(); }
    /// How reading ended; after next() gave nothing.
    const Result<void>& outcome() const { return m_outcome; }

private:
    static constexpr std::size_t kBatchFeatures = 2000;
    static constexpr std::size_t kBatchesAhead = 3;

    Result<void> read(data::ForeignReader& reader,
                      std::size_t layer,
                      RowTaker& taker,
                      const Progress& progress) {
        const auto take = [&](data::ForeignFeature&& feature) {
            taker.add(std::move(feature));
            return taker.waiting() < kBatchFeatures || m_queue.push(taker.take());
        };
        if (auto done = reader.read(layer, take, progress); !done) {
            return done;
        }
        if (taker.waiting() > 0) {
            m_queue.push(taker.take());
        }
        return {};
    }

    BoundedQueue<RowBatch> m_queue;
    Result<void> m_outcome;
    std::thread m_thread; // last: it uses the others
};

} // namespace tuban::jobs

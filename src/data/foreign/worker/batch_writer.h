#pragma once

#include "data/foreign/frame_channel.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tuban::data {

/// Puts features together to batches and sends them. For each feature: begin(), the geometry,
/// every value in the order of the fields, end().
class BatchWriter {
public:
    explicit BatchWriter(const wire::FrameChannel& channel);

    void begin(std::int64_t number);
    /// Room for the geometry, to be filled before the next call.
    char* geometry(std::size_t size);
    void geometry(std::span<const std::byte> wkb);
    void addNull();
    void addInteger(std::int64_t value);
    void addReal(double value);
    /// `utf8` must be that.
    void addText(std::string_view utf8);
    /// Something of this feature that could not be taken over.
    void doubt(std::string_view text);
    /// A line of the file that holds a point of this feature, but cannot be read.
    void lostPoint(std::uint64_t line) { m_lostPoint = line; }
    /// False: the program wants no more.
    bool end();
    /// Sends what waits.
    void flush();

    std::uint64_t features() const { return m_features; }

private:
    const wire::FrameChannel& m_channel;
    std::string m_batch;
    std::string m_doubt;
    std::uint64_t m_lostPoint = 0;
    std::uint64_t m_features = 0;
    std::chrono::steady_clock::time_point m_sent;
};

} // namespace tuban::data

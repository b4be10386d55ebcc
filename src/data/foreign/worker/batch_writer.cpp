#include "data/foreign/worker/batch_writer.h"

#include <cstring>
#include <unistd.h>
#include <utility>

namespace tuban::data {

using wire::FrameHeader;
using wire::FrameType;
using wire::ValueTag;
using wire::Writer;

namespace {

constexpr std::uint64_t kLookAtClock = 64; // features
constexpr std::chrono::milliseconds kLongestWait{200};

} // namespace

BatchWriter::BatchWriter(const wire::FrameChannel& channel)
    : m_channel(channel), m_sent(std::chrono::steady_clock::now()) {
    m_batch.reserve(2 * wire::kBatchBytes);
}

void BatchWriter::begin(std::int64_t number) {
    Writer(m_batch).number(number);
    ++m_features;
}

char* BatchWriter::geometry(std::size_t size) {
    Writer(m_batch).number(static_cast<std::uint32_t>(size));
    const std::size_t start = m_batch.size();
    m_batch.resize(start + size);
    return m_batch.data() + start;
}

void BatchWriter::geometry(std::span<const std::byte> wkb) {
    Writer(m_batch).text({reinterpret_cast<const char*>(wkb.data()), wkb.size()});
}

void BatchWriter::addNull() {
    Writer(m_batch).byte(static_cast<std::uint8_t>(ValueTag::Null));
}

void BatchWriter::addInteger(std::int64_t value) {
    Writer out(m_batch);
    out.byte(static_cast<std::uint8_t>(ValueTag::Integer));
    out.number(value);
}

void BatchWriter::addReal(double value) {
    Writer out(m_batch);
    out.byte(static_cast<std::uint8_t>(ValueTag::Real));
    out.number(value);
}

void BatchWriter::addText(std::string_view utf8) {
    Writer out(m_batch);
    out.byte(static_cast<std::uint8_t>(ValueTag::Text));
    out.text(utf8);
}

void BatchWriter::doubt(std::string_view text) {
    m_doubt += (m_doubt.empty() ? "" : "; ");
    m_doubt += text;
}

bool BatchWriter::end() {
    Writer out(m_batch);
    out.text(m_doubt);
    out.number(std::exchange(m_lostPoint, 0));
    m_doubt.clear();
    const bool late =
        m_features % kLookAtClock == 0 && std::chrono::steady_clock::now() - m_sent > kLongestWait;
    if (m_batch.size() < wire::kBatchBytes && !late) {
        return true;
    }
    flush();
    if (!m_channel.hasInput()) {
        return true;
    }
    FrameHeader header;
    std::string body;
    if (m_channel.receive(header, body, nullptr) != wire::Arrival::Here) {
        ::_exit(0); // nobody listens any more
    }
    return static_cast<FrameType>(header.type) != FrameType::Stop;
}

void BatchWriter::flush() {
    if (!m_batch.empty() && !m_channel.send(FrameType::Features, m_batch)) {
        ::_exit(0);
    }
    m_batch.clear();
    m_sent = std::chrono::steady_clock::now();
}

} // namespace tuban::data

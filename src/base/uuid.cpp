#include "base/uuid.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <sys/random.h>

namespace tuban {

namespace {

constexpr std::size_t kTextLength = 36;

/// Whether the text form has a hyphen before this byte.
constexpr bool hyphenBefore(std::size_t byte) {
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

/// Sets the four bits of the version and the two of the variant.
void stamp(Uuid::Bytes& bytes, unsigned version) {
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | (version << 4U));
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
}

/// Without random bits no identifier is unique, and nothing may be written under one that is not:
/// the program ends. Linux has getrandom since 3.17; it fails for no other cause than its absence.
void fillRandomly(Uuid::Bytes& bytes) {
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t n = ::getrandom(bytes.data() + filled, bytes.size() - filled, 0);
        if (n < 0 && errno != EINTR) {
            std::abort();
        }
        filled += static_cast<std::size_t>(std::max<ssize_t>(n, 0));
    }
}

std::uint64_t millisecondsNow() {
    using namespace std::chrono;
    const auto since = system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(duration_cast<milliseconds>(since).count());
}

/// The time and the 12-bit counter of the identifiers of one thread. A new millisecond begins the
/// counter at a random place in its lower half; a full counter borrows the next millisecond; a
/// clock that was set back is not followed.
class OrderedTicks {
public:
    struct Tick {
        std::uint64_t milliseconds;
        unsigned counter;
    };

    Tick next(unsigned random) {
        const std::uint64_t now = millisecondsNow();
        if (now > m_last.milliseconds) {
            m_last = {now, random & (kCounterEnd / 2 - 1)};
        } else if (++m_last.counter == kCounterEnd) {
            m_last = {m_last.milliseconds + 1, random & (kCounterEnd / 2 - 1)};
        }
        return m_last;
    }

private:
    static constexpr unsigned kCounterEnd = 1U << 12U;
    Tick m_last{0, 0};
};

constexpr int digitOf(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

Uuid Uuid::generate() {
    thread_local OrderedTicks ticks;
    Bytes bytes;
    fillRandomly(bytes);
    const unsigned random = (unsigned{bytes[6]} << 8U) | bytes[7];
    const OrderedTicks::Tick tick = ticks.next(random);
    for (std::size_t i = 0; i < 6; ++i) {
        bytes[i] = static_cast<std::uint8_t>(tick.milliseconds >> (40 - 8 * i));
    }
    bytes[6] = static_cast<std::uint8_t>(tick.counter >> 8U);
    bytes[7] = static_cast<std::uint8_t>(tick.counter);
    stamp(bytes, 7);
    return Uuid(bytes);
}

Uuid Uuid::fromHash(std::span<const std::uint8_t> hash) {
    Bytes bytes;
    assert(hash.size() >= bytes.size());
    std::copy_n(hash.begin(), bytes.size(), bytes.begin());
    stamp(bytes, 8);
    return Uuid(bytes);
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != kTextLength) {
        return std::nullopt;
    }
    Bytes bytes;
    std::size_t place = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (hyphenBefore(i) && text[place++] != '-') {
            return std::nullopt;
        }
        const int high = digitOf(text[place++]);
        const int low = digitOf(text[place++]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return Uuid(bytes);
}

std::string Uuid::text() const {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(kTextLength);
    for (std::size_t i = 0; i < m_bytes.size(); ++i) {
        if (hyphenBefore(i)) {
            text += '-';
        }
        text += kDigits[m_bytes[i] >> 4U];
        text += kDigits[m_bytes[i] & 0x0FU];
    }
    return text;
}

std::size_t UuidHash::operator()(const Uuid& id) const {
    std::size_t hash = 0;
    static_assert(sizeof hash <= 8);
    std::memcpy(&hash, id.bytes().data() + 8, sizeof hash);
    return hash;
}

} // namespace tuban

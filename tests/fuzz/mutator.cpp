#include "mutator.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <string_view>

namespace tuban::fuzz {

namespace {

constexpr std::size_t kLongest = std::size_t{2} << 20U;

template <typename T> std::string rawBytes(T value) {
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

/// Numbers at which code tends to go wrong, in the forms that formats of ours have them.
std::vector<std::string> extremes() {
    using Doubles = std::numeric_limits<double>;
    std::vector<std::string> all{
        std::string(9, '\xFF') + '\x01', // varint of 2^64 - 1
        std::string(9, '\x80') + '\x01', // of 2^63
        std::string(7, '\x80') + '\x10', // of 2^53
        std::string(10, '\x80'),         // one without end
        std::string("\x80\x00", 2),      // 0, not in its shortest form
    };
    for (const std::uint32_t number :
         {0U, 1U, 0x7FU, 0x80U, 0xFFU, 0xFFFFU, 0x7FFFFFFFU, 0x80000000U, 0xFFFFFFFFU}) {
        all.push_back(rawBytes(number));
        std::string bigEndian = rawBytes(number);
        std::reverse(bigEndian.begin(), bigEndian.end());
        all.push_back(bigEndian);
        all.push_back(rawBytes(static_cast<std::uint16_t>(number)));
        all.push_back(rawBytes(static_cast<std::uint8_t>(number)));
    }
    for (const double number : {0.0,
                                -0.0,
                                0.0001,
                                1e300,
                                -1e300,
                                std::ldexp(1.0, 52) / 1e4,
                                Doubles::infinity(),
                                Doubles::quiet_NaN(),
                                Doubles::denorm_min()}) {
        all.push_back(rawBytes(number));
    }
    return all;
}

} // namespace

Mutator::Mutator(std::vector<std::string> seeds, std::uint64_t seed)
    : m_seeds(std::move(seeds)), m_random(seed) {}

std::string Mutator::next() {
    std::string bytes = m_seeds[below(m_seeds.size())];
    for (std::size_t n = 1 + below(4); n > 0; --n) {
        mutate(bytes);
    }
    bytes.resize(std::min(bytes.size(), kLongest));
    return bytes;
}

/// 0 where there is nothing to choose from.
std::size_t Mutator::below(std::size_t end) {
    return static_cast<std::size_t>(m_random() % std::max<std::size_t>(end, 1));
}

void Mutator::mutate(std::string& bytes) {
    if (bytes.empty()) {
        bytes = m_seeds[below(m_seeds.size())];
    }
    const std::size_t at = below(bytes.size());
    switch (below(10)) {
    case 0:
    case 1:
    case 2:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        break;
    case 3:
        bytes[at] = static_cast<char>(below(256));
        break;
    case 4:
        overwrite(bytes, at, extreme());
        break;
    case 5:
        bytes.insert(at, extreme());
        break;
    case 6:
        bytes.resize(at);
        break;
    case 7:
        bytes.erase(at, 1 + below(32));
        break;
    case 8:
        bytes.insert(at, pieceOf(bytes));
        break;
    default:
        overwrite(bytes, at, pieceOf(m_seeds[below(m_seeds.size())]));
    }
}

void Mutator::overwrite(std::string& bytes, std::size_t at, std::string_view piece) {
    bytes.replace(at, std::min(piece.size(), bytes.size() - at), piece);
}

std::string Mutator::extreme() {
    static const std::vector<std::string> kAll = extremes();
    return kAll[below(kAll.size())];
}

std::string Mutator::pieceOf(const std::string& bytes) {
    return bytes.substr(below(bytes.size()), 1 + below(64));
}

} // namespace tuban::fuzz

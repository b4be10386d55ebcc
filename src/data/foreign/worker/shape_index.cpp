#include "data/foreign/worker/shape_index.h"

#include <cstddef>
#include <cstdint>

namespace tuban::data {

namespace {

constexpr std::size_t kHeader = 100;
constexpr std::size_t kRecordHeader = 8;

std::uint32_t bigAt(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

void putBig(std::string& out, std::uint32_t value) {
    for (unsigned shift = 32; shift > 0; shift -= 8) {
        out.push_back(static_cast<char>((value >> (shift - 8)) & 0xFFU));
    }
}

} // namespace

std::string shapeIndexOf(std::string_view shp) {
    std::string index(shp.substr(0, kHeader));
    for (std::size_t at = kHeader; at + kRecordHeader <= shp.size();) {
        const std::uint64_t words = bigAt(shp, at + 4); // of 16 bits
        const std::uint64_t end = at + kRecordHeader + 2 * words;
        if (words < 2 || end > shp.size()) {
            break;
        }
        putBig(index, static_cast<std::uint32_t>(at / 2));
        putBig(index, static_cast<std::uint32_t>(words));
        at = end;
    }
    std::string length;
    putBig(length, static_cast<std::uint32_t>(index.size() / 2));
    constexpr std::size_t kLengthAt = 24;
    index.replace(kLengthAt, length.size(), length);
    return index;
}

} // namespace tuban::data

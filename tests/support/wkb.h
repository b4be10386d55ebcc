#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

// Well-known binary as other programs write it, byte by byte: wrong shapes as well as right ones.
// @source ISO 19125-1; little-endian. Types: 1 point, 2 line, 3 polygon, 4 to 7 collections of
//   them; 1000 more with Z, 2000 more with M, 3000 more with both.

namespace tuban::test {

using Vertices = std::vector<std::pair<double, double>>;

template <typename T> void put(std::string& bytes, T value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes.append(raw, sizeof raw);
}

/// Order of bytes and type.
inline std::string wkbStart(std::uint32_t type) {
    std::string bytes(1, '\1');
    put(bytes, type);
    return bytes;
}

inline std::string wkbHead(std::uint32_t type, std::size_t count) {
    std::string bytes = wkbStart(type);
    put(bytes, static_cast<std::uint32_t>(count));
    return bytes;
}

/// The count of vertices and their ordinates, each with as many of 7.0 as its type has beyond two.
inline std::string wkbVertices(const Vertices& vertices, std::uint32_t type) {
    std::string bytes;
    put(bytes, static_cast<std::uint32_t>(vertices.size()));
    const std::uint32_t more = type / 1000 == 3 ? 2 : (type >= 1000 ? 1 : 0);
    for (const auto& [x, y] : vertices) {
        put(bytes, x);
        put(bytes, y);
        for (std::uint32_t i = 0; i < more; ++i) {
            put(bytes, 7.0);
        }
    }
    return bytes;
}

inline std::string wkbPoint(double x, double y) {
    std::string bytes = wkbStart(1);
    put(bytes, x);
    put(bytes, y);
    return bytes;
}

inline std::string wkbLine(const Vertices& vertices, std::uint32_t type = 2) {
    return wkbStart(type) + wkbVertices(vertices, type);
}

inline std::string wkbPolygon(const std::vector<Vertices>& rings, std::uint32_t type = 3) {
    std::string bytes = wkbHead(type, rings.size());
    for (const Vertices& ring : rings) {
        bytes += wkbVertices(ring, type);
    }
    return bytes;
}

inline std::string wkbCollection(std::uint32_t type, const std::vector<std::string>& members) {
    std::string bytes = wkbHead(type, members.size());
    for (const std::string& member : members) {
        bytes += member;
    }
    return bytes;
}

/// The closed ring of a square, counter-clockwise from its south-west corner.
inline Vertices squareRing(double west, double south, double side) {
    return {{west, south},
            {west + side, south},
            {west + side, south + side},
            {west, south + side},
            {west, south}};
}

} // namespace tuban::test

// Well-known binary of other programs: what imports look at before they decode, and decode.

#include "data/import/wkb_lists.h"
#include "data/sources/polygon_decoder.h"
#include "target.h"

#include <cmath>
#include <cstring>
#include <span>

namespace tuban::fuzz {

namespace {

template <typename T> void put(std::string& bytes, T value) {
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes.append(raw, sizeof raw);
}

std::string head(std::uint32_t type, std::uint32_t count) {
    std::string bytes(1, '\1');
    put(bytes, type);
    put(bytes, count);
    return bytes;
}

/// A ring or line of a square, with `more` ordinates (Z, M) for each vertex.
std::string vertices(double west, int more) {
    std::string bytes;
    put(bytes, std::uint32_t{5});
    for (const auto& [x, y] : {std::pair{0.0, 0.0}, {90.0, 0.0}, {90.0, 90.0}, {0.0, 90.0}, {0.0, 0.0}}) {
        put(bytes, west + x);
        put(bytes, 4'300'000.0 + y);
        for (int i = 0; i < more; ++i) {
            put(bytes, 3.5);
        }
    }
    return bytes;
}

} // namespace

std::vector<std::string> seeds() {
    const std::string polygon = head(3, 1) + vertices(500'000.0, 0);
    const std::string arcs = head(1008, 5).substr(0, 5) + vertices(500'000.0, 1);
    return {polygon,
            head(6, 2) + polygon + head(3, 1) + vertices(600'000.0, 0),
            head(3003, 1) + vertices(500'000.0, 2),
            head(0x8000'0003U, 1) + vertices(500'000.0, 1),
            head(10, 1) + head(9, 1) + arcs.substr(0, 1) + arcs.substr(1),
            head(7, 2) + polygon + head(2, 5).substr(0, 5) + vertices(500'000.0, 0)};
}

bool examine(std::string_view input) {
    static auto decoder =
        data::PolygonDecoder::create({.sourceCrs = "EPSG:4548", .targetCrs = "EPSG:4548"});
    const auto bytes = std::as_bytes(std::span(input));
    const data::WkbShape shape = data::wkbShape(bytes);
    const auto lists = data::wkbLists(bytes);
    std::size_t numbers = 0;
    for (const auto& list : lists ? *lists : std::vector<std::vector<double>>()) {
        require(list.size() % 2 == 0, "vertices have two numbers");
        numbers += list.size();
    }
    require(8 * numbers <= input.size(), "there are no more numbers than bytes for them");
    if (const auto extent = data::wkbExtent(bytes)) {
        require((*extent)[0] <= (*extent)[2] && (*extent)[1] <= (*extent)[3], "extents are in order");
        require(std::isfinite((*extent)[0]) && std::isfinite((*extent)[3]), "extents are finite");
    }
    geometry::PolygonChunkBuilder builder;
    const data::DecodedGeometry met = decoder->append(bytes, builder);
    const geometry::PolygonChunk chunk = builder.take();
    require(chunk.size() == 1, "one geometry is one feature");
    const bool sound = met.fault == data::GeometryFault::None;
    require(sound || chunk.parts(0).count() == 0, "a fault leaves nothing");
    require(met.linearised || 16 * met.vertices <= input.size(), "vertices have their bytes");
    return lists.has_value() && shape != data::WkbShape::None;
}

} // namespace tuban::fuzz

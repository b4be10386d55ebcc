// Well-known binary of other programs: what imports look at before they decode, and decode.

#include "data/import/wkb_lists.h"
#include "data/sources/polygon_decoder.h"
#include "support/wkb.h"
#include "target.h"

#include <cmath>
#include <span>

namespace tuban::fuzz {

namespace {

using test::wkbHead;

/// A ring or line of a square; `type` says how many ordinates its vertices have.
std::string vertices(double west, std::uint32_t type) {
    return test::wkbVertices(test::squareRing(west, 4'300'000.0, 90.0), type);
}

} // namespace

std::vector<std::string> seeds() {
    const std::string polygon = wkbHead(3, 1) + vertices(500'000.0, 3);
    const std::string arcs = test::wkbStart(1008) + vertices(500'000.0, 1008);
    return {polygon,
            wkbHead(6, 2) + polygon + wkbHead(3, 1) + vertices(600'000.0, 3),
            wkbHead(3003, 1) + vertices(500'000.0, 3003),
            wkbHead(0x8000'0003U, 1) + vertices(500'000.0, 1003),
            wkbHead(10, 1) + wkbHead(9, 1) + arcs,
            wkbHead(7, 2) + polygon + test::wkbStart(2) + vertices(500'000.0, 2)};
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

// Geometries of workspaces: the first byte chooses the kind of the layer, the rest is the blob.

#include "data/workspace/gpkg_blob.h"
#include "target.h"

#include <cstring>
#include <span>

namespace tuban::fuzz {

namespace {

constexpr GeometryKind kKinds[] = {GeometryKind::None,
                                   GeometryKind::Point,
                                   GeometryKind::LineString,
                                   GeometryKind::Polygon,
                                   GeometryKind::MultiPolygon};

std::string seed(std::size_t kind, const GridGeometry& geometry) {
    return static_cast<char>(kind) + data::geoPackageBlob(geometry, kKinds[kind], 4548);
}

} // namespace

std::vector<std::string> seeds() {
    const GridGeometry::Vertices shell{{404'812'345'678, 34'567'890'123},
                                       {404'812'345'978, 34'567'890'123},
                                       {404'812'345'978, 34'567'890'523},
                                       {404'812'345'678, 34'567'890'123}};
    const GridGeometry::Vertices hole{{-3, -3}, {0, -3}, {0, 0}, {-3, -3}};
    return {seed(1, {{{{{404'812'345'678, 34'567'890'123}}}}}),
            seed(2, {{{shell}}}),
            seed(3, {{{shell, hole}}}),
            seed(4, {{{shell, hole}, {hole}}}),
            seed(4, {{{shell}}})};
}

bool examine(std::string_view input) {
    if (input.empty()) {
        return false;
    }
    const GeometryKind kind = kKinds[static_cast<unsigned char>(input.front()) % std::size(kKinds)];
    const std::string_view blob = input.substr(1);
    const auto geometry = data::readGpkgBlob(std::as_bytes(std::span(blob)), kind);
    if (!geometry) {
        require(geometry.error().code == ErrorCode::WorkspaceDamaged, "damage is called damage");
        return false;
    }
    std::int32_t srsId = 0;
    std::memcpy(&srsId, blob.data() + 4, sizeof srsId);
    require(data::geoPackageBlob(*geometry, kind, srsId) == blob,
            "what is accepted is written the same way");
    return true;
}

} // namespace tuban::fuzz

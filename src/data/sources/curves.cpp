#include "data/sources/curves.h"

#include "data/sources/cpl_messages.h"

#include <ogr_geometry.h>

#include <memory>

namespace tuban::data {

namespace {

constexpr double kDegreesPerChord = 0.25;

struct GeometryDeleter {
    void operator()(OGRGeometry* geometry) const { OGRGeometryFactory::destroyGeometry(geometry); }
};
using GeometryPtr = std::unique_ptr<OGRGeometry, GeometryDeleter>;

} // namespace

std::vector<std::byte> withoutCurves(std::span<const std::byte> wkb) {
    const CplMessages quiet;
    OGRGeometry* raw = nullptr;
    if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &raw, wkb.size()) != OGRERR_NONE) {
        return {};
    }
    const GeometryPtr curved(raw);
    const GeometryPtr straight(curved->getLinearGeometry(kDegreesPerChord));
    if (!straight || straight->hasCurveGeometry(TRUE) != FALSE) {
        return {};
    }
    std::vector<std::byte> bytes(straight->WkbSize());
    auto* out = reinterpret_cast<unsigned char*>(bytes.data());
    if (straight->exportToWkb(wkbNDR, out, wkbVariantIso) != OGRERR_NONE) {
        return {};
    }
    return bytes;
}

} // namespace tuban::data

#include "landuse/parcel_meter.h"

#include <algorithm>
#include <cmath>

namespace tuban::landuse {

using geometry::FixedArea;
using geometry::OverlayPart;

namespace {

FixedArea scaled(FixedArea part, double ratio) {
    return static_cast<FixedArea>(static_cast<double>(part) * ratio);
}

} // namespace

FixedArea toFixedArea(double squareUnits, const geometry::Grid& grid) {
    const double cells = squareUnits * grid.cellsPerUnit() * grid.cellsPerUnit();
    return static_cast<FixedArea>(std::ldexp(cells, geometry::kFixedAreaBits + 1));
}

ParcelMeter::ParcelMeter(const DistrictGround& districts) : m_districts(districts) {
    if (districts.index != nullptr) {
        m_scanner.emplace(*districts.index);
    }
}

MeasuredParcel ParcelMeter::measure(const geometry::PolygonChunk& parcels, std::size_t feature) {
    MeasuredParcel parcel;
    parcel.whole = parcels.doubledArea(feature) * (FixedArea(1) << geometry::kFixedAreaBits);
    if (m_scanner) {
        parcel.parts = m_scanner->partsOf(parcels, feature);
    }
    if (m_districts.overlap != nullptr && parcel.parts.size() > 1) {
        parcel.inSeveral = m_districts.overlap->overlapIn(parcels, feature);
    }
    return parcel;
}

MeasuredParcel ParcelMeter::scaledTo(FixedArea registered, const MeasuredParcel& planar) {
    MeasuredParcel parcel;
    parcel.whole = registered;
    if (planar.whole == 0) {
        return parcel;
    }
    const double ratio = static_cast<double>(registered) / static_cast<double>(planar.whole);
    FixedArea inParts = 0;
    FixedArea planarInParts = 0;
    m_scaled.assign(planar.parts.begin(), planar.parts.end());
    for (OverlayPart& part : m_scaled) {
        planarInParts += part.area;
        part.area = scaled(part.area, ratio);
        inParts += part.area;
    }
    parcel.inSeveral = scaled(planar.inSeveral, ratio);
    if (!m_scaled.empty() && planarInParts - planar.inSeveral == planar.whole) {
        const auto largest = std::ranges::max_element(m_scaled, {}, &OverlayPart::area);
        largest->area += registered + parcel.inSeveral - inParts;
    }
    parcel.parts = m_scaled;
    return parcel;
}

} // namespace tuban::landuse

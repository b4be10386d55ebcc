#include "geometry/overlay_index.h"

#include "geometry/overlay_build.h"
#include "geometry/overlay_state.h"

namespace tuban::geometry {

OverlayIndex::OverlayIndex(std::unique_ptr<const State> state) : m_state(std::move(state)) {}
OverlayIndex::OverlayIndex(OverlayIndex&&) noexcept = default;
OverlayIndex& OverlayIndex::operator=(OverlayIndex&&) noexcept = default;
OverlayIndex::~OverlayIndex() = default;

Result<OverlayIndex>
OverlayIndex::build(PolygonChunk districts, int threads, const Progress& progress) {
    return OverlayIndexBuilder::build(std::move(districts), threads, progress);
}

std::size_t OverlayIndex::districtCount() const {
    return m_state->districts.size();
}

const PolygonChunk& OverlayIndex::districts() const {
    return m_state->districts;
}

} // namespace tuban::geometry

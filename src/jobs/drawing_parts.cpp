#include "jobs/drawing_parts.h"

#include "geometry/ring_checks.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr const char* kNumberField = "parcel_no";

/// Whether the parts of both together are one valid multipolygon.
bool lieApart(const DrawingArea& a, const DrawingArea& b, geometry::RingChecker& checker) {
    geometry::PolygonChunkBuilder builder;
    for (const DrawingArea* const area : {&a, &b}) {
        for (const auto& part : area->parts) {
            for (const auto& ring : part) {
                builder.addRing(ring);
            }
            builder.endPart();
        }
    }
    builder.endFeature();
    return checker.isClearlyValid(builder.take(), 0);
}

bool agree(const DrawingArea& a, const DrawingArea& b) {
    return std::all_of(a.values.begin(), a.values.end(), [&](const auto& value) {
        const auto other = b.values.find(value.first);
        return other == b.values.end() || other->second == value.second;
    });
}

} // namespace

std::size_t joinParts(std::vector<DrawingArea>& areas) {
    std::size_t joined = 0;
    std::map<FieldValue, std::size_t> firsts; // by number
    std::vector<DrawingArea> kept;
    geometry::RingChecker checker;
    for (DrawingArea& area : areas) {
        const auto number = area.values.find(kNumberField);
        if (number != area.values.end()) {
            const auto [first, isNew] = firsts.try_emplace(number->second, kept.size());
            if (!isNew && agree(kept[first->second], area) &&
                lieApart(kept[first->second], area, checker)) {
                DrawingArea& whole = kept[first->second];
                std::move(area.parts.begin(), area.parts.end(), std::back_inserter(whole.parts));
                whole.values.merge(area.values);
                ++joined;
                continue;
            }
        }
        kept.push_back(std::move(area));
    }
    areas = std::move(kept);
    return joined;
}

} // namespace tuban::jobs

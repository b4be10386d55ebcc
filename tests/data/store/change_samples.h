#pragma once

#include "model/change.h"

#include <bit>
#include <cstdint>
#include <random>
#include <string>

namespace tuban::data::testing {

/// Changes of all forms that the journal can hold, from a seed.
class ChangeSamples {
public:
    explicit ChangeSamples(std::uint64_t seed) : m_random(seed) {}

    FeatureChange change() {
        FeatureChange change;
        for (std::size_t n = below(6); n > 0; --n) {
            change.rows.push_back(row());
        }
        return change;
    }

    RowChange row() {
        static const char* const kLayers[] = {"parcel", "building", "change_record", "a"};
        RowChange row{kLayers[below(4)], id()};
        row.seen = version();
        row.next = version();
        if (below(3) > 0) {
            row.geometry = Replacement<GridGeometry>{geometry(), geometry()};
        }
        static const char* const kFields[] = {"parcel_no", "land_class", "far", "parcel", "备注"};
        for (std::size_t n = below(5); n > 0; --n) {
            row.fields.push_back({kFields[below(5)], {value(), value()}});
        }
        return row;
    }

    GridGeometry geometry() {
        GridGeometry geometry;
        geometry.parts.resize(below(3));
        for (GridGeometry::Part& part : geometry.parts) {
            part.resize(1 + below(3));
            for (GridGeometry::Vertices& list : part) {
                list.resize(1 + below(7));
                for (auto& vertex : list) {
                    vertex = {cell(), cell()};
                }
            }
        }
        return geometry;
    }

    FieldValue value() {
        switch (below(5)) {
        case 0:
            return {};
        case 1:
            return static_cast<std::int64_t>(m_random() >> below(64));
        case 2:
            return std::bit_cast<double>(m_random());
        case 3:
            return std::string(below(40), static_cast<char>(m_random()));
        default:
            return "工业用地";
        }
    }

    std::size_t below(std::size_t n) { return static_cast<std::size_t>(m_random() % n); }

private:
    Uuid id() {
        Uuid::Bytes bytes;
        for (std::uint8_t& byte : bytes) {
            byte = static_cast<std::uint8_t>(m_random());
        }
        return Uuid(bytes);
    }
    std::optional<EntryNumber> version() {
        if (below(4) == 0) {
            return std::nullopt;
        }
        return EntryNumber{static_cast<std::int64_t>(m_random() >> (1 + below(63)))};
    }
    std::int64_t cell() {
        constexpr std::int64_t kLargest = std::int64_t{1} << 52U;
        switch (below(8)) {
        case 0:
            return kLargest;
        case 1:
            return -kLargest;
        default: {
            const auto magnitude = static_cast<std::int64_t>(m_random() >> (12 + below(52)));
            return below(2) == 0 ? magnitude : -magnitude;
        }
        }
    }

    std::mt19937_64 m_random;
};

} // namespace tuban::data::testing

#include "data/import/wkb_lists.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace tuban::data {

namespace {

using Lists = std::vector<std::vector<double>>;

constexpr int kDeepest = 16;
constexpr std::uint32_t kEwkbZ = 0x80000000U;
constexpr std::uint32_t kEwkbM = 0x40000000U;
constexpr std::uint32_t kEwkbSrid = 0x20000000U;

struct Cursor {
    std::span<const std::byte> rest;
    bool swap = false;

    template <typename T> bool take(T& value) {
        if (rest.size() < sizeof(T)) {
            return false;
        }
        std::array<std::byte, sizeof(T)> bytes;
        std::memcpy(bytes.data(), rest.data(), sizeof(T));
        if (swap) {
            for (std::size_t i = 0; i < sizeof(T) / 2; ++i) {
                std::swap(bytes[i], bytes[sizeof(T) - 1 - i]);
            }
        }
        value = std::bit_cast<T>(bytes);
        rest = rest.subspan(sizeof(T));
        return true;
    }
};

struct Head {
    std::uint32_t type = 0; ///< without dimensions: 1 to 17
    std::size_t dimensions = 2;
};

std::optional<Head> headOf(Cursor& in) {
    std::uint8_t order = 0;
    std::uint32_t type = 0;
    in.swap = false;
    if (!in.take(order) || order > 1) {
        return std::nullopt;
    }
    in.swap = (order == 1) != (std::endian::native == std::endian::little);
    if (!in.take(type)) {
        return std::nullopt;
    }
    const std::uint32_t srid = type & kEwkbSrid;
    Head head;
    head.dimensions += ((type & kEwkbZ) != 0 ? 1U : 0U) + ((type & kEwkbM) != 0 ? 1U : 0U);
    type &= ~(kEwkbZ | kEwkbM | kEwkbSrid);
    const std::uint32_t more = type / 1000;
    head.dimensions += more == 3 ? 2U : (more == 0 ? 0U : 1U);
    head.type = type % 1000;
    std::uint32_t ignored = 0;
    const bool fits = more <= 3 && head.dimensions <= 4 && (srid == 0 || in.take(ignored));
    return fits ? std::optional(head) : std::nullopt;
}

bool takeVertices(Cursor& in, std::size_t dimensions, std::size_t count, Lists& out) {
    if (count > in.rest.size() / (dimensions * sizeof(double))) {
        return false;
    }
    std::vector<double> list;
    list.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i) {
        double unused = 0.0;
        for (std::size_t axis = 0; axis < dimensions; ++axis) {
            in.take(axis < 2 ? list.emplace_back() : unused);
        }
    }
    out.push_back(std::move(list));
    return true;
}

bool takeGeometry(Cursor& in, int depth, Lists& out) {
    const auto head = headOf(in);
    const bool swap = in.swap;
    if (!head || depth > kDeepest) {
        return false;
    }
    if (head->type == 1) {
        return takeVertices(in, head->dimensions, 1, out);
    }
    std::uint32_t count = 0;
    if (!in.take(count)) {
        return false;
    }
    if (head->type == 2 || head->type == 8) { // line, circular string
        return takeVertices(in, head->dimensions, count, out);
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        in.swap = swap;
        std::uint32_t vertices = 0;
        const bool ring = head->type == 3 || head->type == 17; // polygon, triangle
        const bool taken = ring ? in.take(vertices) && takeVertices(in, head->dimensions, vertices, out)
                                : takeGeometry(in, depth + 1, out);
        if (!taken) {
            return false;
        }
    }
    return true;
}

WkbShape shapeOf(std::uint32_t type) {
    switch (type) {
    case 1:
    case 4:
        return WkbShape::Points;
    case 2:
    case 5:
    case 8:
    case 9:
    case 11:
        return WkbShape::Lines;
    case 3:
    case 6:
    case 10:
    case 12:
    case 15:
    case 16:
    case 17:
        return WkbShape::Areas;
    default:
        return WkbShape::None;
    }
}

WkbShape shapeAt(Cursor& in, int depth) {
    const auto head = headOf(in);
    if (!head || depth > kDeepest) {
        return WkbShape::None;
    }
    if (head->type != 7) {
        return shapeOf(head->type);
    }
    const Cursor members = in;
    std::uint32_t count = 0;
    WkbShape all = WkbShape::None;
    in = members;
    if (!in.take(count)) {
        return all;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        Cursor look = in;
        const WkbShape one = shapeAt(look, depth + 1);
        all = all == WkbShape::None || all == one ? one : WkbShape::Mixed;
        Lists skipped;
        if (!takeGeometry(in, depth + 1, skipped)) {
            return all;
        }
    }
    return all;
}

} // namespace

WkbShape wkbShape(std::span<const std::byte> wkb) {
    Cursor in{wkb};
    return shapeAt(in, 0);
}

std::optional<Lists> wkbLists(std::span<const std::byte> wkb) {
    Cursor in{wkb};
    Lists lists;
    return takeGeometry(in, 0, lists) ? std::optional(std::move(lists)) : std::nullopt;
}

std::optional<std::array<double, 4>> wkbExtent(std::span<const std::byte> wkb) {
    const auto lists = wkbLists(wkb);
    std::array<double, 4> box{HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (const auto& list : lists ? *lists : Lists()) {
        for (std::size_t i = 0; i + 1 < list.size(); i += 2) {
            if (std::isfinite(list[i]) && std::isfinite(list[i + 1])) {
                box = {std::fmin(box[0], list[i]),
                       std::fmin(box[1], list[i + 1]),
                       std::fmax(box[2], list[i]),
                       std::fmax(box[3], list[i + 1])};
            }
        }
    }
    return box[0] <= box[2] ? std::optional(box) : std::nullopt;
}

} // namespace tuban::data

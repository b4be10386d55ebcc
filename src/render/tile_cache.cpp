#include "render/tile_cache.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace tuban::render {

namespace {

std::size_t bytesOf(const QImage& picture) {
    return static_cast<std::size_t>(picture.sizeInBytes());
}

} // namespace

std::size_t TileCache::Hash::operator()(const TileKey& key) const {
    // Multiplications by odd numbers mix the bits; tiles of one scale differ in two small numbers.
    std::uint64_t mixed = std::bit_cast<std::uint64_t>(key.scale.unitsPerPixel);
    for (const std::int64_t part : {key.number.column, key.number.row}) {
        mixed = (mixed ^ static_cast<std::uint64_t>(part)) * 0x9e3779b97f4a7c15U;
        mixed ^= mixed >> 32U;
    }
    return mixed;
}

const TileCache::Entry* TileCache::find(const TileKey& key) {
    const auto found = m_tiles.find(key);
    if (found == m_tiles.end()) {
        return nullptr;
    }
    m_order.splice(m_order.begin(), m_order, found->second.used);
    return &found->second.entry;
}

void TileCache::insert(const TileKey& key, QImage picture) {
    const auto scale =
        std::ranges::find(m_scales, key.scale, [](const auto& s) { return s.first; });
    if (scale == m_scales.end()) {
        m_scales.insert(m_scales.begin(), {key.scale, 0});
    } else {
        std::rotate(m_scales.begin(), scale, scale + 1);
    }
    m_bytes += bytesOf(picture);
    if (const auto known = m_tiles.find(key); known != m_tiles.end()) {
        m_bytes -= bytesOf(known->second.entry.picture);
        known->second.entry = {std::move(picture), true};
        m_order.splice(m_order.begin(), m_order, known->second.used);
    } else {
        m_order.push_front(key);
        m_tiles.emplace(key, Place{{std::move(picture), true}, m_order.begin()});
        ++m_scales.front().second;
    }
    while (m_bytes > m_most && m_order.size() > 1) {
        forgetOldest();
    }
}

void TileCache::forgetOldest() {
    const TileKey& key = m_order.back();
    const auto found = m_tiles.find(key);
    m_bytes -= bytesOf(found->second.entry.picture);
    const auto scale =
        std::ranges::find(m_scales, key.scale, [](const auto& s) { return s.first; });
    if (--scale->second == 0) {
        m_scales.erase(scale);
    }
    m_tiles.erase(found);
    m_order.pop_back();
}

void TileCache::expire(const std::function<bool(const TileKey&)>& concerned) {
    for (auto& [key, place] : m_tiles) {
        if (concerned(key)) {
            place.entry.current = false;
        }
    }
}

std::vector<PictureScale> TileCache::scales() const {
    std::vector<PictureScale> scales;
    for (const auto& [scale, tiles] : m_scales) {
        scales.push_back(scale);
    }
    return scales;
}

} // namespace tuban::render

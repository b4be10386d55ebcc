#include "geometry/corner_sets.h"

#include <algorithm>
#include <utility>

namespace tuban::geometry {

namespace {

std::size_t mixed(std::size_t hash, std::uint64_t value) {
    return (hash ^ value) * 0x9E3779B97F4A7C15U + (hash >> 29);
}

std::uint64_t bitsOf(Membership m) {
    return (std::uint64_t{m.district} << 32) | static_cast<std::uint32_t>(m.winding);
}

std::size_t hashOf(std::span<const Membership> members) {
    std::size_t hash = members.size();
    for (const Membership& m : members) {
        hash = mixed(hash, bitsOf(m));
    }
    return hash;
}

} // namespace

CornerSets::Id
CornerSetInterner::changed(CornerSets::Id from, Membership change, StepCache& cache) {
    const std::size_t slot = mixed(mixed(0, from), bitsOf(change)) >> 52;
    StepCache::Step& step = cache.m_steps[slot];
    if (step.from != from || step.change != change) {
        step = {from, change, intern(from, change)};
    }
    return step.to;
}

CornerSets::Id CornerSetInterner::intern(CornerSets::Id from, Membership change) {
    const std::lock_guard lock(m_mutex);
    const auto old = m_sets.members(from);
    m_scratch.assign(old.begin(), old.end());
    const auto at =
        std::lower_bound(m_scratch.begin(),
                         m_scratch.end(),
                         change.district,
                         [](const Membership& m, auto district) { return m.district < district; });
    if (at == m_scratch.end() || at->district != change.district) {
        m_scratch.insert(at, change);
    } else if ((at->winding += change.winding) == 0) {
        m_scratch.erase(at);
    }
    if (m_scratch.empty()) {
        return CornerSets::kEmpty;
    }
    const std::size_t hash = hashOf(m_scratch);
    const auto [first, last] = m_byHash.equal_range(hash);
    for (auto it = first; it != last; ++it) {
        if (std::ranges::equal(m_sets.members(it->second), m_scratch)) {
            return it->second;
        }
    }
    const auto id = static_cast<CornerSets::Id>(m_sets.size());
    m_sets.m_members.insert(m_sets.m_members.end(), m_scratch.begin(), m_scratch.end());
    m_sets.m_first.push_back(m_sets.m_members.size());
    m_byHash.emplace(hash, id);
    return id;
}

CornerSets CornerSetInterner::take() {
    m_byHash.clear();
    return std::exchange(m_sets, CornerSets());
}

} // namespace tuban::geometry

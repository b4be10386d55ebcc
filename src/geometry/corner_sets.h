#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

namespace tuban::geometry {

/// Internal to the overlay kernel: a district and how often its rings wind around a place.
struct Membership {
    std::uint32_t district;
    std::int32_t winding; ///< never 0
    bool operator==(const Membership&) const = default;
};

/// The distinct sets of districts that cover some place, each held once. Set 0 is empty.
class CornerSets {
public:
    using Id = std::uint32_t;
    static constexpr Id kEmpty = 0;

    /// By rising district number.
    std::span<const Membership> members(Id set) const {
        return std::span(m_members).subspan(m_first[set], m_first[set + 1] - m_first[set]);
    }
    std::size_t size() const { return m_first.size() - 1; }

private:
    friend class CornerSetInterner;
    std::vector<Membership> m_members;
    std::vector<std::size_t> m_first{0, 0};
};

/// Builds CornerSets step by step for several threads at once.
class CornerSetInterner {
public:
    /// Remembers the steps one thread took last; most are taken again and again.
    class StepCache {
        friend class CornerSetInterner;
        struct Step {
            CornerSets::Id from = UINT32_MAX;
            Membership change{0, 0};
            CornerSets::Id to = 0;
        };
        std::array<Step, 4096> m_steps{};
    };

    /// The set that `from` becomes where the winding number of one district changes.
    CornerSets::Id changed(CornerSets::Id from, Membership change, StepCache& cache);
    /// All sets interned so far; none afterwards.
    CornerSets take();

private:
    CornerSets::Id intern(CornerSets::Id from, Membership change);

    std::mutex m_mutex;
    CornerSets m_sets;
    std::unordered_multimap<std::size_t, CornerSets::Id> m_byHash;
    std::vector<Membership> m_scratch;
};

} // namespace tuban::geometry

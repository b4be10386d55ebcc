#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>
#include <type_traits>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace tuban::geometry {

/// A fixed-size array of plain values, uninitialised, on huge pages where the system grants them:
/// page faults and TLB misses are what random access to a large index costs most.
template <typename T> class HugeArray {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    HugeArray() = default;
    explicit HugeArray(std::size_t size) : m_size(size) {
        constexpr std::size_t hugePage = std::size_t{1} << 21;
        const bool large = size * sizeof(T) >= 2 * hugePage;
        const std::size_t alignment = large ? hugePage : std::size_t{64};
        const std::size_t bytes = (size * sizeof(T) + alignment) / alignment * alignment;
        m_data.reset(static_cast<T*>(std::aligned_alloc(alignment, bytes)));
        if (!m_data) {
            throw std::bad_alloc();
        }
#if defined(__linux__)
        if (large) {
            ::madvise(m_data.get(), bytes, MADV_HUGEPAGE); // a hint: failure changes nothing
        }
#endif
    }

    std::size_t size() const {
        return m_size;
    }
    T* data() {
        return m_data.get();
    }
    const T* data() const {
        return m_data.get();
    }
    T& operator[](std::size_t i) {
        return m_data.get()[i];
    }
    const T& operator[](std::size_t i) const {
        return m_data.get()[i];
    }

private:
    struct Free {
        void operator()(T* p) const { std::free(p); }
    };
    std::unique_ptr<T, Free> m_data;
    std::size_t m_size = 0;
};

} // namespace tuban::geometry

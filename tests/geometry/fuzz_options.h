#pragma once

#include <cstdint>
#include <cstdlib>

namespace tuban::geometry::testing {

/// A number from the environment: scripts/soak makes random tests longer and different with it.
inline std::uint64_t environmentNumber(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// The first argument, or in builds with sanitizers, which are five to ten times slower, the
/// second.
inline std::uint64_t dependingOnBuild([[maybe_unused]] std::uint64_t plain,
                                      [[maybe_unused]] std::uint64_t sanitized) {
#ifdef TUBAN_SANITIZED
    return sanitized;
#else
    return plain;
#endif
}

inline std::uint64_t fuzzSeed() {
    return environmentNumber("TUBAN_FUZZ_SEED", 1);
}

} // namespace tuban::geometry::testing

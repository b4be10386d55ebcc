#pragma once

#include <cmath>
#include <cstdint>

namespace tuban::bench {

/// Pseudo-random values that depend on nothing but their arguments: no state, no library, only
/// exactly rounded operations, so the same zone comes out on every machine.

/// Finaliser of SplitMix64: a bijection of 64-bit words whose output bits look independent.
/// @source Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014.
constexpr std::uint64_t mixed(std::uint64_t z) {
    z += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

constexpr std::uint64_t hashOf(std::uint64_t seed, std::int64_t a, std::int64_t b = 0) {
    return mixed(mixed(seed ^ mixed(static_cast<std::uint64_t>(a))) +
                 static_cast<std::uint64_t>(b));
}

/// A number in [0, 1) from a hash.
constexpr double unitFrom(std::uint64_t hash) {
    return static_cast<double>(hash >> 11U) * 0x1p-53;
}

/// A number in [-1, 1) from a hash.
constexpr double signedFrom(std::uint64_t hash) {
    return 2.0 * unitFrom(hash) - 1.0;
}

/// A whole number in [0, n) from a hash.
constexpr std::uint64_t indexFrom(std::uint64_t hash, std::uint64_t n) {
    return (hash >> 32U) * n >> 32U;
}

/// Step with zero first and second derivative at 0 and 1.
constexpr double smoothStep(double t) {
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
}

/// Smooth noise in [-1, 1]: random values at whole numbers, smoothly joined.
inline double smoothNoise(std::uint64_t seed, double t) {
    const double cell = std::floor(t);
    const auto i = static_cast<std::int64_t>(cell);
    const double a = signedFrom(hashOf(seed, i));
    const double b = signedFrom(hashOf(seed, i + 1));
    return a + (b - a) * smoothStep(t - cell);
}

/// Smooth noise in the plane, in [-1, 1]; its slope is at most 3.75 per unit.
inline double smoothNoise(std::uint64_t seed, double x, double y) {
    const double cellX = std::floor(x);
    const double cellY = std::floor(y);
    const auto i = static_cast<std::int64_t>(cellX);
    const auto j = static_cast<std::int64_t>(cellY);
    const double fx = smoothStep(x - cellX);
    const double fy = smoothStep(y - cellY);
    const auto row = [&](std::int64_t at) {
        const double a = signedFrom(hashOf(seed, i, at));
        const double b = signedFrom(hashOf(seed, i + 1, at));
        return a + (b - a) * fx;
    };
    const double low = row(j);
    return low + (row(j + 1) - low) * fy;
}

} // namespace tuban::bench

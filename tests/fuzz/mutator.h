#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace tuban::fuzz {

/// Damages inputs: flips bits, cuts, repeats, removes and splices pieces, writes the extremes of
/// numbers. The same seed gives the same sequence everywhere.
class Mutator {
public:
    Mutator(std::vector<std::string> seeds, std::uint64_t seed);

    /// Another damaged seed, of at most 2 MB.
    std::string next();

private:
    std::size_t below(std::size_t end);
    void mutate(std::string& bytes);
    void overwrite(std::string& bytes, std::size_t at, std::string_view piece);
    std::string extreme();
    std::string pieceOf(const std::string& bytes);

    std::vector<std::string> m_seeds;
    std::mt19937_64 m_random;
};

} // namespace tuban::fuzz

#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tuban::data {

/// Takes from this process, for good, everything that reading needs not: opening files, writing but
/// to `connection`, sockets, other processes, new programs, executable memory; what is tried fails
/// with EPERM. Memory beyond what is in use now is limited to `memoryBytes`. To be called before
/// the first byte of a foreign file is looked at.
/// Errors: ReaderDied (detail: what the system refused).
/// @source seccomp(2), prctl(2) PR_SET_NO_NEW_PRIVS, setrlimit(2)
Result<void> confine(int connection, std::uint64_t memoryBytes);

/// Loads what libraries would otherwise load when they need it: encodings, the database of
/// coordinate reference systems. `encoding`: one more; empty: none.
void loadBeforehand(const std::string& encoding);

/// An attempt to get out, and whether it was allowed.
struct Attempt {
    std::string name;
    bool allowed;
};
/// Tries everything that a confined process must not be able to do.
std::vector<Attempt> tryToGetOut();

} // namespace tuban::data

#pragma once

#include "model/journal.h"

#include <string_view>

namespace tuban::data {

/// The hash of an entry over everything it holds but `hash` itself, as a chain: `previous` is part
/// of it. Each part goes in with its length in front, so that no two entries share their bytes.
Sha256 entryHash(const JournalEntry& entry);

/// What stands for the entry before the first one.
Sha256 chainStart(const Uuid& workspace);

} // namespace tuban::data

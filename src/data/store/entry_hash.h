#pragma once

#include "model/journal.h"

#include <string_view>

namespace tuban::data {

/// The hash of an entry over everything it holds but `hash` itself, as a chain: `previous` is part
/// of it. Each part goes in with its length in front, so that no two entries share their bytes.
///
/// The bytes that are hashed with SHA-256, for whoever checks a journal with other means: the parts
/// "tuban-journal-entry-1", number, time, user, record (16 bytes), kind, summary in Chinese,
/// summary in English, role ("change", "undo", "redo" or "baseline"), target, undoTop, redoTop,
/// changeHash (32 bytes), previous (32 bytes); each part behind its length in bytes as a number.
/// Numbers are eight bytes, the lowest first; texts are UTF-8.
Sha256 entryHash(const JournalEntry& entry);

/// What stands for the entry before the first one: SHA-256 of the parts "tuban-journal-start-1" and
/// the identifier (16 bytes), lengths in front as above.
Sha256 chainStart(const Uuid& workspace);

} // namespace tuban::data

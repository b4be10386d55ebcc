#pragma once

#include "base/uuid.h"
#include "model/change.h"
#include "model/classification.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace tuban {

using Sha256 = std::array<std::uint8_t, 32>;

/// What an entry means for undo and redo.
enum class EntryRole {
    Change,   ///< a new change: nothing can be redone any more
    Undo,     ///< takes back the entry at the top of the undo stack
    Redo,     ///< takes back the undo at the top of the redo stack
    Baseline, ///< where undo ends: the workspace was made
    Note,     ///< nothing that can be taken back: layers got fields
};

/// One entry of the journal, all but its change. The journal is the undo stack: each entry says
/// which entry the next undo and the next redo would take back, so neither needs a search.
struct JournalEntry {
    EntryNumber number = kNoEntry;
    std::string time; ///< UTC, YYYY-MM-DDThh:mm:ss.sssZ
    std::string user;
    Uuid record = {};           ///< the change record that was open; nil: none
    std::string kind;           ///< "insert", "split", …: an entry of layers/journal/kinds.toml
    BilingualText summary = {}; ///< what happened, for people
    EntryRole role = EntryRole::Change;
    EntryNumber target = kNoEntry;  ///< Undo and Redo: the entry that is taken back
    EntryNumber undoTop = kNoEntry; ///< what undo takes back after this entry; kNoEntry: nothing
    EntryNumber redoTop = kNoEntry; ///< what redo takes back after this entry; kNoEntry: nothing
    Sha256 changeHash = {};         ///< of the change in its journal form
    Sha256 previous = {};           ///< hash of the entry before; of the workspace id for the first
    Sha256 hash = {};               ///< of all the above
    bool operator==(const JournalEntry&) const = default;
};

} // namespace tuban

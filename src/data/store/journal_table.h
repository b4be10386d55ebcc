#pragma once

#include "base/result.h"
#include "data/store/store_database.h"
#include "data/store/workspace_store.h"
#include "model/journal.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// An entry with its change as bytes.
struct RawEntry {
    JournalEntry entry;
    std::string change;
};

/// The journal of a workspace: `tuban_entry`, and `tuban_entry_row`, which says which entries
/// changed a row.
class JournalTable {
public:
    using Sink = std::function<bool(RawEntry&& entry)>;

    /// The database is borrowed.
    JournalTable(const StoreDatabase& db, const Uuid& workspace)
        : m_db(&db), m_workspace(workspace) {}

    /// Number kNoEntry and the start of the chain where there is no entry yet.
    Result<RawEntry> head() const;
    /// Errors: EntryNotFound; WorkspaceDamaged (its hash does not fit).
    Result<RawEntry> entry(EntryNumber number) const;
    /// The entries of `query`; hashes are not looked at.
    Result<void> entries(const EntryQuery& query, const Sink& sink) const;
    Result<std::vector<EntryNumber>> entriesOf(std::int64_t layer, const Uuid& row) const;
    /// How many rows all entries changed, and the last entry that is listed for any row.
    struct Listed {
        std::int64_t rows = 0;
        EntryNumber last = kNoEntry;
    };
    Result<Listed> listed() const;
    /// Whether the entry is among those of the row. Errors: those of StoreDatabase::failure.
    Result<bool> isListed(const std::string& layer, const Uuid& row, EntryNumber entry) const;
    Result<EntryNumber> entryAt(std::string_view time) const;

    /// Writes an entry that chain() has finished.
    Result<void> append(const RawEntry& entry) const;
    Result<void> addRow(std::int64_t layer, const Uuid& row, EntryNumber entry) const;

private:
    const StoreDatabase* m_db;
    Uuid m_workspace;
};

/// Whether entries of this role hold a change of rows; the others keep other bytes.
bool holdsChange(EntryRole role);

/// Bytes for an identifier in tuban_entry_row.
std::string_view bytesOf(const Uuid& id);

/// What an entry must look like behind `before`: number, undo and redo stacks by its role. For Undo
/// and Redo `below` is the entry in front of its target.
/// Errors: NothingToUndo, NothingToRedo (its target is not what the stack has on top).
Result<void> chain(JournalEntry& entry, const JournalEntry& before, const JournalEntry& below);

/// The first entry of a journal; `content` says what was there before it, see baseline.h.
JournalEntry baselineEntry(const std::string& time,
                           const BilingualText& summary,
                           const Uuid& workspace,
                           const std::string& content,
                           const std::string& user = {});

} // namespace tuban::data

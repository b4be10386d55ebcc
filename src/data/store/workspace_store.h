#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/atomic_file.h"
#include "model/change.h"
#include "model/finding.h"
#include "model/journal.h"
#include "model/layer_schema.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// A change on its way into the journal.
struct NewEntry {
    FeatureChange change = {};
    std::string user = {};
    Uuid record = {}; ///< the change record it belongs to; nil: none
    std::string kind = {};
    BilingualText summary = {};
    EntryRole role = EntryRole::Change;
    EntryNumber target = kNoEntry; ///< Undo and Redo: the entry that is taken back
};

/// An entry together with what it did.
struct FullEntry {
    JournalEntry entry;
    FeatureChange change;
};

/// What a workspace says of itself as a whole, and how it was opened.
struct StoreInfo {
    Uuid id;
    BilingualText title;
    BilingualText notice;                 ///< what every output of this data must say; may be empty
    std::string crs;                      ///< "EPSG:n", of all layers
    std::vector<LayerSchema> layers = {}; ///< and tables, by name
    bool readOnly = false;
    /// While it is edited, WorkspaceStore::checkRows is to be called this often.
    std::chrono::minutes checkEvery{0};
    /// Why it is read-only, and doubts met while opening: another program edits it, folder or file
    /// cannot be written, rows are damaged, foreign objects, a network drive.
    std::vector<Finding> findings = {};
};

/// Which entries to read.
struct EntryQuery {
    EntryNumber first{1};
    std::optional<EntryNumber> last = {}; ///< none: to the head
    std::optional<Uuid> record = {};      ///< only those of this change record
    bool newestFirst = false;
};

/// What looking at all of a workspace has shown.
struct VerifyReport {
    JournalEntry head;
    std::uint64_t entries = 0;
    std::uint64_t rows = 0;
    /// Damage (Severity::Fault) and doubts; no fault: everything is as it was written.
    std::vector<Finding> findings = {};
    bool isSound() const;
};

/// Where an office keeps its layers and records, with every change since they were made. One
/// thread at a time.
class WorkspaceStore {
public:
    /// Return false to stop.
    using RowSink = std::function<bool(StoredRow&& row)>;
    /// Gives the next change, nothing behind the last. It may read from the store, which stands as
    /// after the change before.
    using EntrySource = std::function<Result<std::optional<NewEntry>>()>;
    using EntrySink = std::function<bool(FullEntry&& entry)>;

    virtual ~WorkspaceStore() = default;

    virtual const StoreInfo& info() const = 0;
    /// The schema of a layer or table, or null.
    const LayerSchema* layer(std::string_view name) const;

    /// The last entry of the journal; number kNoEntry before the first.
    virtual Result<JournalEntry> head() const = 0;
    /// Errors: EntryNotFound, WorkspaceDamaged, ReadFailed.
    virtual Result<FullEntry> entry(EntryNumber number) const = 0;
    /// Errors: WorkspaceDamaged, ReadFailed.
    virtual Result<void> entries(const EntryQuery& query, const EntrySink& sink) const = 0;
    /// The entries that changed a row, oldest first. Errors: ReadFailed.
    virtual Result<std::vector<EntryNumber>> entriesOf(std::string_view layer,
                                                       const Uuid& row) const = 0;
    /// The last entry not after `time` (UTC, as in JournalEntry); kNoEntry: before the first.
    virtual Result<EntryNumber> entryAt(std::string_view time) const = 0;

    /// Errors: RowNotFound, RowDamaged, ReadFailed.
    virtual Result<StoredRow> row(std::string_view layer, const Uuid& id) const = 0;
    /// The rows of which a field has this value, in the order of their identifiers. Fast for keys
    /// and indexed fields. Errors: FieldNotFound, ReadFailed.
    virtual Result<std::vector<StoredRow>>
    rowsWhere(std::string_view layer, std::string_view field, const FieldValue& value) const = 0;
    /// All rows of a layer, in the order of their identifiers. Rows that are damaged are left out
    /// and go to `findings`. Errors: LayerNotFound, ReadFailed, Cancelled.
    virtual Result<void> rows(std::string_view layer,
                              const RowSink& sink,
                              std::vector<Finding>& findings,
                              const Progress& progress) const = 0;
    virtual Result<std::uint64_t> rowCount(std::string_view layer) const = 0;
    /// Min east, min north, max east, max north of all that a layer ever held, in metres; nothing
    /// where it never held a geometry. Errors: LayerNotFound, ReadFailed.
    virtual Result<std::optional<std::array<double, 4>>> reach(std::string_view layer) const = 0;

    /// Does a change and writes its entry in one transaction; returns the entry once both are on
    /// disk. On any error the workspace is as it was and can go on.
    /// Errors: WorkspaceReadOnly, WorkspaceBusy (another program holds the file: try again),
    /// RowConflict (a row is not there, is there already, or has another version than the change
    /// was planned on; where: the row), KeyTaken, ValueRefused (a key or required field is empty),
    /// LayerNotFound, FieldNotFound, WriteFailed (detail: what the system says; disk full).
    virtual Result<JournalEntry> apply(NewEntry entry) = 0;

    /// Does changes that belong together, each with an entry of its own, in one transaction: all of
    /// them or none. Returns the last entry, the head where there was no change. For more rows than
    /// one change can hold in memory. Errors: those of apply, and those of `next`.
    virtual Result<JournalEntry> applyAll(const EntrySource& next) = 0;

    /// Adds a layer without rows, with a note in the journal; undo does not take it away again.
    /// Errors: KeyTaken (there is one of that name), ValueRefused (names that a layer or field
    /// cannot have), WorkspaceReadOnly, WorkspaceBusy, WriteFailed.
    virtual Result<void> addLayer(const LayerSchema& schema) = 0;

    /// Looks at everything: the file, every row and its index, the chain of the journal from its
    /// first entry on, and whether the rows are what the journal says they are.
    /// Errors: ReadFailed, Cancelled.
    virtual Result<VerifyReport> verify(const Progress& progress) const = 0;

    /// Looks at every row as opening for editing does, for what disk or other programs damaged since.
    /// Damage comes back as findings; the store is read-only from then on.
    /// Errors: FileUnreadable, WorkspaceBusy, ReadFailed, Cancelled.
    virtual Result<std::vector<Finding>> checkRows(const Progress& progress) = 0;

    /// A copy of the workspace as it stands, complete or not at all, as a file that stands alone.
    /// Errors: FileExists, WriteFailed, WorkspaceBusy.
    virtual Result<void> copyTo(const std::filesystem::path& target, IfExists ifExists) const = 0;

    /// Ends the work: makes the automatic copy that is due. The store is of no use afterwards.
    /// Nothing is lost without it. What could not be done comes back as findings.
    virtual std::vector<Finding> close() = 0;
};

enum class OpenMode {
    Edit,
    ReadOnly, ///< all that is read is of one moment; an editor waits until the store is gone
};

/// Opens the workspace in a file. What a program that died left half done is taken back first,
/// where the folder allows it; else nothing is written by opening. `Edit` falls back to read-only,
/// with a finding that says why, where the file or its folder cannot be written, another Tuban
/// edits it, or rows are damaged.
/// Errors: FileNotFound, FileUnreadable, NotAWorkspace, NewerFormat (where: the program needed),
/// OlderFormat (only editing converts it), WorkspaceReadOnly (it would have to be converted),
/// WorkspaceDamaged (nothing can be read), WorkspaceBusy, Cancelled.
Result<std::unique_ptr<WorkspaceStore>>
openWorkspace(const std::filesystem::path& path, OpenMode mode, const Progress& progress);

} // namespace tuban::data

#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/store/workspace_store.h"
#include "data/tables_reader/journal_kinds.h"
#include "model/change.h"
#include "model/journal.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tuban::jobs {

/// What a change record (变更记录) says of the changes it groups.
struct RecordData {
    std::string number = {}; ///< empty: made from the day and the journal
    std::string reason;
    std::string document = {};
    std::string applicant = {};
    std::string date = {}; ///< YYYY-MM-DD; empty: none
};

/// A change that is on disk.
struct Receipt {
    JournalEntry entry;
    std::vector<std::pair<std::string, Uuid>> rows =
        {};              ///< layer and identifier of what it changed
    bool changed = true; ///< false: nothing differed, `entry` is the head as it was
};

/// One user's editing of a workspace, for both doors. Each call is one transaction, one entry of
/// the journal and, once it has returned, on disk. There is nothing to save.
class EditSession {
public:
    /// Errors: those of data::openWorkspace; WorkspaceReadOnly (detail: why), TableMalformed.
    static Result<EditSession>
    open(const std::filesystem::path& path, std::string user, const Progress& progress);

    const data::WorkspaceStore& store() const { return *m_store; }
    /// The change record that is open: changes are filed under it. Nil: none.
    const Uuid& record() const { return m_record; }

    /// Does `change`, which is of a kind of layers/journal/kinds.toml; `subject`: the layer it is
    /// about, empty for several. Errors: those of WorkspaceStore::apply.
    Result<Receipt>
    change(FeatureChange change, const std::string& kind, const std::string& subject);
    /// Errors: those of WorkspaceStore::addLayer.
    Result<void> addLayer(const LayerSchema& schema) { return m_store->addLayer(schema); }

    /// What rows are brought in bit by bit; nothing behind the last bit.
    using RowSource = std::function<Result<std::optional<FeatureChange>>()>;
    /// Brings the rows of a source into a layer, in one transaction, with an entry for each bit; all
    /// of it is taken back as one step. `reason` and the rest describe it as a change record, which
    /// is opened and closed with it unless one is open. `what`: the source, for people.
    /// Errors: those of `next` and of WorkspaceStore::applyAll.
    Result<Receipt> bringIn(const RowSource& next,
                            const std::string& layer,
                            const std::string& what,
                            const RecordData& data);
    /// Takes back the last change that is not taken back yet, whenever it was made, with the entries
    /// that continue it. Errors: NothingToUndo, and those of WorkspaceStore::applyAll.
    Result<Receipt> undo();
    /// Takes back the last undo, in the same way. Errors: NothingToRedo, and those of WorkspaceStore::apply.
    Result<Receipt> redo();

    /// The receipt names the record among its rows.
    /// Errors: RecordNotOpen (another one is open), and those of WorkspaceStore::apply.
    Result<Receipt> openRecord(const RecordData& data);
    /// Errors: RecordNotOpen (none is open), and those of WorkspaceStore::apply.
    Result<Receipt> closeRecord();
    /// Takes back all changes of a record, open or closed, as one change.
    /// Errors: RowNotFound, RecordNotOpen (it was rolled back before), RecordDependedOn (detail:
    /// the later entries that changed the same rows), and those of WorkspaceStore::apply.
    Result<Receipt> rollBackRecord(const Uuid& record);

    /// What has come to light of damage: looks at every row where the last look is older than
    /// StoreInfo::checkEvery, else at nothing. Where there is any, changes are refused from then on
    /// (WorkspaceReadOnly). Errors: those of WorkspaceStore::checkRows.
    Result<std::vector<Finding>> checkWhenDue(const Progress& progress);

    /// Ends the work; the session is of no use afterwards. See WorkspaceStore::close.
    std::vector<Finding> close() { return m_store->close(); }

private:
    EditSession(std::unique_ptr<data::WorkspaceStore> store,
                data::JournalKinds kinds,
                std::string user)
        : m_store(std::move(store)), m_kinds(std::move(kinds)), m_user(std::move(user)) {}
    Result<Receipt> apply(data::NewEntry entry);
    struct TakenBack {
        data::NewEntry entry;
        bool continues = false; ///< what is taken back goes on with the entry before it
    };
    Result<TakenBack> takingBack(EntryNumber target, EntryRole role) const;
    Result<Receipt> takeBack(EntryRole role);
    RowChange newRecord(const RecordData& data, std::int64_t entry, bool open, const Uuid& id) const;
    Result<void> findRecord();
    Result<StoredRow> recordRow(const Uuid& record) const;
    /// What a record did in all, and its entries.
    struct RecordSum {
        FeatureChange change = {};
        std::set<EntryNumber> entries = {};
    };
    Result<RecordSum> sumOf(const Uuid& record) const;
    Result<std::string> laterEntries(const RecordSum& sum) const;
    data::JournalValues valuesOf(const StoredRow& record) const;
    RowChange recordUpdate(const StoredRow& row,
                           const std::vector<std::pair<std::string, FieldValue>>& values) const;
    std::vector<std::string> namesOf(const FeatureChange& change) const;
    BilingualText titleOf(const std::string& layer) const;

    std::unique_ptr<data::WorkspaceStore> m_store;
    data::JournalKinds m_kinds;
    std::string m_user;
    Uuid m_record;
    std::chrono::steady_clock::time_point m_checked = std::chrono::steady_clock::now();
};

} // namespace tuban::jobs

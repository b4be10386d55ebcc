#pragma once

#include "base/result.h"
#include "data/store/workspace_store.h"
#include "jobs/import_batches.h"
#include "jobs/import_sharing.h"
#include "model/change.h"
#include "model/finding.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// What a foreign layer brings into a layer of the workspace, bit by bit: its rows, without those of
/// which the workspace has the key already, and behind the last of them the rows that get vertices
/// of neighbours.
class IncomingRows {
public:
    /// Is told what became of each batch.
    using Account = std::function<void(RowBatch& batch)>;

    /// `share`: whether neighbours get each other's vertices. All is borrowed.
    IncomingRows(BatchReader& batches,
                 const data::WorkspaceStore& store,
                 const RowRules& rules,
                 bool share,
                 Account account,
                 const Progress& progress);

    /// What to store next, nothing behind the last; to be called after the bit before was stored.
    /// Errors: those of reading, of VertexSharing; Cancelled.
    Result<std::optional<FeatureChange>> next();
    /// Only looks at all of it: nothing has to be stored. Errors: as next.
    Result<void> look();
    /// What there is to say of it as a whole.
    std::vector<Finding> findings() const;

private:
    Result<std::optional<FeatureChange>> nextBatch();
    Result<void> findShared();
    void refuseTakenKeys(RowBatch& batch) const;

    BatchReader& m_batches;
    const data::WorkspaceStore& m_store;
    const RowRules& m_rules;
    Account m_account;
    const Progress& m_progress;
    bool m_hasRows;
    std::optional<VertexSharing> m_sharing; ///< none: everybody keeps to his own vertices
    bool m_looked = false;                  ///< for vertices to share
};

} // namespace tuban::jobs

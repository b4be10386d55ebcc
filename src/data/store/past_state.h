#pragma once

#include "data/store/workspace_store.h"
#include "model/change_sum.h"

#include <string_view>
#include <vector>

namespace tuban::data {

/// A workspace as it was after an entry of its journal, read from the state of today by taking back
/// what came later: time and memory grow with the changes since, not with the workspace.
class PastState {
public:
    /// The store is borrowed and must not change meanwhile.
    /// Errors: EntryNotFound, WorkspaceDamaged, ReadFailed, Cancelled.
    static Result<PastState>
    after(const WorkspaceStore& store, EntryNumber entry, const Progress& progress);

    /// The rows of a layer, as WorkspaceStore::rows gives those of today. Layers and fields are
    /// those of today.
    Result<void> rows(std::string_view layer,
                      const WorkspaceStore::RowSink& sink,
                      std::vector<Finding>& findings,
                      const Progress& progress) const;

private:
    explicit PastState(const WorkspaceStore& store) : m_store(&store) {}

    const WorkspaceStore* m_store;
    ChangeSum m_back;
};

} // namespace tuban::data

#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/store/workspace_store.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace tuban::jobs {

/// What is in a workspace: who it is, its layers with their numbers of rows, its last changes.
class WorkspaceInfoJob {
public:
    struct Layer {
        LayerSchema schema;
        std::uint64_t rows = 0;
    };
    struct Summary {
        data::StoreInfo info;
        std::vector<Layer> layers = {};        ///< by name
        std::vector<JournalEntry> latest = {}; ///< the last changes, newest first
        JournalEntry head = {};
        std::size_t generations = 0; ///< automatic copies beside it
    };

    explicit WorkspaceInfoJob(std::filesystem::path path) : m_path(std::move(path)) {}

    /// Errors: those of data::openWorkspace; ReadFailed, WorkspaceDamaged.
    Result<Summary> run(const Progress& progress) const;

private:
    std::filesystem::path m_path;
};

} // namespace tuban::jobs

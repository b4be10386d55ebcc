#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "model/journal.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

namespace tuban::jobs {

/// The steps of a workspace, newest first, page by page.
class JournalListJob {
public:
    struct Settings {
        std::filesystem::path path;
        std::optional<EntryNumber> before = {}; ///< nothing: from the newest on
        std::size_t count = 500;                ///< at most
    };
    explicit JournalListJob(Settings settings) : m_settings(std::move(settings)) {}

    /// Errors: those of data::openWorkspace for reading; ReadFailed, WorkspaceDamaged, Cancelled.
    Result<std::vector<JournalEntry>> run(const Progress& progress) const;

private:
    Settings m_settings;
};

} // namespace tuban::jobs

#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/store/workspace_store.h"

#include <filesystem>
#include <string>

namespace tuban::jobs {

/// A line that says what the head of a journal is: signed off, printed or kept elsewhere, it proves
/// later that nothing before it was rewritten or cut off.
std::string anchorLine(const Uuid& workspace, const JournalEntry& head);

/// Looks at all of a workspace.
class VerifyJob {
public:
    struct Settings {
        std::filesystem::path path;
        std::string anchors = {}; ///< lines of anchorLine, those of other kinds are passed over
    };
    struct Summary {
        Uuid workspace;
        data::VerifyReport report; ///< an anchor that does not hold is a finding, too
        std::size_t anchors = 0;   ///< how many were compared
    };

    explicit VerifyJob(Settings settings) : m_settings(std::move(settings)) {}

    /// Errors: those of data::openWorkspace and WorkspaceStore::verify; BadArgument (anchors were
    /// given, but none is in the text).
    Result<Summary> run(const Progress& progress) const;

private:
    Settings m_settings;
};

} // namespace tuban::jobs

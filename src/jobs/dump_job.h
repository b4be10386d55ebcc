#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/store/workspace_store.h"
#include "model/finding.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::jobs {

/// The entry that a person means by `asOf`: a number of the journal, a moment
/// (YYYY-MM-DDThh:mm:ssZ, or a part of it, in UTC), or a day (YYYY-MM-DD), which means its end by
/// the clock of this machine. Errors: BadArgument, EntryNotFound (before the first entry),
/// ReadFailed.
Result<EntryNumber> entryMeant(const data::WorkspaceStore& store, const std::string& asOf);

/// Writes all rows of a workspace, today's or those of the past, in the canonical form (see
/// data/store/canonical_row.h): a line about the workspace, the rows, layers by name and rows by
/// identifier, and a line with their number. The same content gives the same bytes, by whatever
/// changes it came about.
class DumpJob {
public:
    struct Settings {
        std::filesystem::path path;
        std::string asOf = {}; ///< empty: now
    };
    struct Summary {
        std::uint64_t rows = 0;
        std::vector<Finding> findings = {}; ///< rows that are damaged are left out and listed
    };
    using Sink = std::function<bool(std::string_view bytes)>;

    explicit DumpJob(Settings settings) : m_settings(std::move(settings)) {}

    /// Errors: those of data::openWorkspace and entryMeant; WriteFailed (the sink gave up).
    Result<Summary> run(const Sink& sink, const Progress& progress) const;

private:
    Settings m_settings;
};

} // namespace tuban::jobs

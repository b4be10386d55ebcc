#include "jobs/journal_list_job.h"

#include "data/store/workspace_store.h"

#include <utility>

namespace tuban::jobs {

Result<std::vector<JournalEntry>> JournalListJob::run(const Progress& progress) const {
    const auto store = data::openWorkspace(m_settings.path, data::OpenMode::ReadOnly, progress);
    if (!store) {
        return store.error();
    }
    data::EntryQuery query{.newestFirst = true};
    if (m_settings.before) {
        query.last = EntryNumber(numberOf(*m_settings.before) - 1);
    }
    std::vector<JournalEntry> entries;
    const auto take = [&](data::FullEntry&& entry) {
        entries.push_back(std::move(entry.entry));
        return entries.size() < m_settings.count && !progress.cancelled();
    };
    if (auto read = (*store)->entries(query, take); !read) {
        return read.error();
    }
    if (progress.cancelled()) {
        return Error{ErrorCode::Cancelled, m_settings.path.string()};
    }
    return entries;
}

} // namespace tuban::jobs

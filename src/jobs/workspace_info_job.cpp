#include "jobs/workspace_info_job.h"

#include "data/store/generations.h"

namespace tuban::jobs {

namespace {

constexpr std::size_t kLatest = 10;

} // namespace

Result<WorkspaceInfoJob::Summary> WorkspaceInfoJob::run(const Progress& progress) const {
    const auto store = data::openWorkspace(m_path, data::OpenMode::ReadOnly, progress);
    if (!store) {
        return store.error();
    }
    Summary summary{(*store)->info()};
    for (const LayerSchema& schema : summary.info.layers) {
        const auto rows = (*store)->rowCount(schema.name);
        if (!rows) {
            return rows.error();
        }
        summary.layers.push_back({schema, *rows});
    }
    const auto head = (*store)->head();
    if (!head) {
        return head.error();
    }
    summary.head = *head;
    const auto take = [&](data::FullEntry&& entry) {
        summary.latest.push_back(std::move(entry.entry));
        return summary.latest.size() < kLatest;
    };
    if (auto read = (*store)->entries({.newestFirst = true}, take); !read) {
        return read.error();
    }
    if (const auto copies = data::generations(m_path)) {
        summary.generations = copies->size();
    }
    return summary;
}

} // namespace tuban::jobs

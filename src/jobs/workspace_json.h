#pragma once

#include "data/store/generations.h"
#include "jobs/history_job.h"
#include "jobs/new_workspace_job.h"
#include "jobs/verify_job.h"
#include "jobs/workspace_info_job.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tuban::jobs {

/// What `tuban verify` found, for programs: sound, entries, rows, head, anchor, findings.
std::string verifyJson(const VerifyJob::Summary& summary);

/// What `tuban new` made, for programs.
std::string newWorkspaceJson(const std::filesystem::path& path,
                             const NewWorkspaceJob::Summary& summary);
/// What `tuban info` says, for programs.
std::string infoJson(const WorkspaceInfoJob::Summary& summary);
/// What `tuban history` says, for programs.
std::string historyJson(const HistoryJob::Summary& summary);
/// What was copied to `path`, for programs.
std::string copyJson(const std::filesystem::path& path, const data::WorkspaceStore& store);
/// A list of generations, for programs.
std::string generationsJson(const std::vector<data::Generation>& generations);

} // namespace tuban::jobs

#pragma once

#include "jobs/import_job.h"

#include <filesystem>

namespace tuban::jobs {

/// Fills in what the settings leave open from the profile in a file.
/// Errors: those of data::readImportProfile.
Result<void> useProfile(const std::filesystem::path& path, ImportJob::Settings& settings);

/// What an import decided, as a profile: what all its layers have in common.
ImportProfile profileOf(const ImportJob::Settings& settings, const ImportJob::Summary& summary);

/// Writes a profile, complete or not at all. Errors: FileExists (what is there is no profile, it
/// stays), WriteFailed.
Result<void> saveProfile(const std::filesystem::path& path, const ImportProfile& profile);

} // namespace tuban::jobs

#pragma once

#include <filesystem>

namespace tuban::data {

/// Takes back what a program left half done that died while it wrote to a workspace of ours: plays
/// the journal beside the file back. Files of others are not touched. Returns whether there was
/// something to take back and it was taken back.
bool recoverWorkspace(const std::filesystem::path& path);

} // namespace tuban::data

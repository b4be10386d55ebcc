#pragma once

#include "model/layer_schema.h"

#include <filesystem>
#include <optional>

namespace tuban::data {

/// What a workspace says of itself as a whole.
struct WorkspaceInfo {
    BilingualText title;
    BilingualText notice; ///< what every output of this data must say; may be empty
};

/// What a file says of itself; nothing for a file that is no workspace of ours or cannot be read.
std::optional<WorkspaceInfo> workspaceInfo(const std::filesystem::path& path);

/// The notice alone; nothing also where there is none to give.
std::optional<BilingualText> workspaceNotice(const std::filesystem::path& path);

} // namespace tuban::data

#include "data/store/workspace_upgrade.h"

namespace tuban::data {

Result<void> upgradeWorkspace(const std::filesystem::path& path, const Progress&) {
    return Error{ErrorCode::NotAWorkspace, path.string()};
}

} // namespace tuban::data

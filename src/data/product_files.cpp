#include "data/product_files.h"

#include <cstdlib>

namespace tuban::data {

std::filesystem::path productFolder() {
    namespace fs = std::filesystem;
    if (const char* home = std::getenv("TUBAN_HOME"); home != nullptr && *home != '\0') {
        return home;
    }
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    const fs::path installed = program.parent_path().parent_path() / "share" / "tuban";
    if (!program.empty() && fs::is_directory(installed / "layers", ignored)) {
        return installed;
    }
    return TUBAN_SOURCE_FOLDER;
}

} // namespace tuban::data

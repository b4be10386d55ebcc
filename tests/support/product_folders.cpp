#include "support/product_folders.h"

namespace tuban::test {

std::filesystem::path sourceFolder() {
    return TUBAN_SOURCE_DIR;
}

std::filesystem::path buildFolder() {
    return TUBAN_BINARY_DIR;
}

} // namespace tuban::test

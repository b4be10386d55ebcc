#include "target.h"

#include <cstdio>
#include <cstdlib>

namespace tuban::fuzz {

void require(bool kept, const char* promise) {
    if (!kept) {
        std::fprintf(stderr, "not kept: %s\n", promise);
        std::abort();
    }
}

} // namespace tuban::fuzz

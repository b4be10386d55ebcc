// Opens each file of its arguments as foreign and reads all layers; for tests that watch what is
// opened meanwhile. Prints a line for each file.

#include "data/foreign/foreign_reader.h"

#include <cstdio>

int main(int argc, char** argv) {
    using namespace tuban;
    for (int i = 1; i < argc; ++i) {
        const auto reader = data::openForeign({argv[i]}, {}, {});
        if (!reader) {
            std::printf("refused %d %s\n", static_cast<int>(reader.error().code), argv[i]);
            continue;
        }
        for (std::size_t layer = 0; layer < (*reader)->layers().size(); ++layer) {
            static_cast<void>(
                (*reader)->read(layer, [](data::ForeignFeature&&) { return true; }, {}));
        }
        std::printf("read %s\n", argv[i]);
    }
    return 0;
}

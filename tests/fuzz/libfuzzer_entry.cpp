// What libFuzzer calls. @source llvm.org/docs/LibFuzzer.html, "Fuzz Target" and "Startup
// initialization".

#include "target.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

/// Writes the seeds where the corpus is, which libFuzzer reads only after this.
void writeSeeds(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    int number = 0;
    for (const std::string& seed : tuban::fuzz::seeds()) {
        std::ofstream(folder / ("seed-" + std::to_string(++number)), std::ios::binary) << seed;
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    if (const char* folder = std::getenv("TUBAN_FUZZ_CORPUS"); folder != nullptr) {
        writeSeeds(folder);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    tuban::fuzz::examine({reinterpret_cast<const char*>(data), size});
    return 0;
}

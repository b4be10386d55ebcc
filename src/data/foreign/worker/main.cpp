// tuban-reader: reads files of other programs for tuban, which starts it, confined to the files
// that it is handed. Of no use by itself.

#include "data/foreign/worker/confinement.h"
#include "data/foreign/worker/reader_session.h"

#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace {

constexpr int kConnection = 3;
constexpr std::uint64_t kTestMemory = std::uint64_t{1} << 30U;

/// For the tests: what a confined process can do, a line for each attempt.
int testConfinement() {
    tuban::data::loadBeforehand({});
    if (const auto confined = tuban::data::confine(kConnection, kTestMemory); !confined) {
        std::fprintf(stderr, "not confined: %s\n", confined.error().detail.c_str());
        return 1;
    }
    for (const tuban::data::Attempt& attempt : tuban::data::tryToGetOut()) {
        std::fprintf(
            stderr, "%s: %s\n", attempt.name.c_str(), attempt.allowed ? "ALLOWED" : "denied");
    }
    return 0;
}

} // namespace

#ifdef TUBAN_SANITIZED
/// Leaks are looked for by another process, which nothing confined can start.
extern "C" const char* __asan_default_options() {
    return "detect_leaks=0";
}
#endif

int main(int argc, char** argv) {
    if (argc == 2 && std::strcmp(argv[1], "--test-confinement") == 0) {
        return testConfinement();
    }
    if (argc != 1 || ::fcntl(kConnection, F_GETFD) < 0) {
        std::fputs("tuban-reader is started by tuban.\n", stderr);
        return 2;
    }
    ::close_range(kConnection + 1, ~0U, 0);
    const int code = tuban::data::runReaderSession(tuban::data::wire::FrameChannel(kConnection));
    ::_exit(code); // libraries have nothing left to do
}

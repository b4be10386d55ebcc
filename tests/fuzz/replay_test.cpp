// Runs a fuzz target without a fuzzer: its seeds, and TUBAN_FUZZ_RUNS mutations of them, the same
// in each run. The environment variable TUBAN_FUZZ_SEED makes others, TUBAN_FUZZ_RUNS more of them.
// A crash leaves its input in a file, which the program with libFuzzer takes as its argument.

#include "geometry/fuzz_options.h"
#include "mutator.h"
#include "target.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef TUBAN_SANITIZED
#include <sanitizer/common_interface_defs.h>
#endif

namespace tuban::fuzz {

namespace {

using Clock = std::chrono::steady_clock;
using geometry::testing::dependingOnBuild;

std::string_view g_input; // at work
char g_crashFile[64] = "fuzz-crash-";

void nameCrashFile() {
    std::snprintf(g_crashFile, sizeof g_crashFile, "fuzz-crash-%d", static_cast<int>(::getpid()));
}

/// Calls nothing that is not safe in a signal handler.
void keepInput() {
    const int file = ::open(g_crashFile, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const bool kept = file >= 0 && ::write(file, g_input.data(), g_input.size()) ==
                                       static_cast<ssize_t>(g_input.size());
    const std::string_view said = kept ? "the input is in " : "the input could not be written to ";
    for (const std::string_view part :
         {said, std::string_view(g_crashFile), std::string_view("\n")}) {
        if (::write(STDERR_FILENO, part.data(), part.size()) < 0) {
            break;
        }
    }
}

void onSignal(int signal) {
    keepInput();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void watchForCrashes() {
    nameCrashFile();
    std::signal(SIGABRT, onSignal);
#ifdef TUBAN_SANITIZED
    __sanitizer_set_death_callback(keepInput); // sanitizers have their own handlers
#else
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
        std::signal(signal, onSignal);
    }
#endif
}

struct Tally {
    std::size_t accepted = 0;
    std::size_t refused = 0;
    std::chrono::duration<double> slowest{0};

    void run(const std::string& input) {
        g_input = input;
        const Clock::time_point start = Clock::now();
        (examine(input) ? accepted : refused) += 1;
        slowest = std::max<std::chrono::duration<double>>(slowest, Clock::now() - start);
    }
};

long mostMemoryInMegabytes() {
    struct ::rusage usage {};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

} // namespace

TEST(Fuzz, NoInputBreaksAPromise) {
    watchForCrashes();
    const std::vector<std::string> first = seeds();
    ASSERT_FALSE(first.empty());
    Tally sound;
    for (const std::string& input : first) {
        sound.run(input);
    }
    EXPECT_EQ(sound.refused, 0U) << "seeds must be sound";

    const auto runs = geometry::testing::environmentNumber(
        "TUBAN_FUZZ_RUNS", dependingOnBuild(TUBAN_FUZZ_RUNS, TUBAN_FUZZ_RUNS / 8));
    Mutator mutator(first, geometry::testing::fuzzSeed());
    Tally damaged;
    for (std::uint64_t run = 0; run < runs; ++run) {
        damaged.run(mutator.next());
    }
    RecordProperty("accepted", std::to_string(damaged.accepted));
    RecordProperty("refused", std::to_string(damaged.refused));
    EXPECT_GT(damaged.accepted, 0U) << "mutations are too coarse to get anywhere";
    EXPECT_GT(damaged.refused, runs / TUBAN_FUZZ_NOTICED) << "damage goes unseen";
    EXPECT_LE(damaged.slowest.count(), 5.0) << "seconds";
    EXPECT_LE(mostMemoryInMegabytes(), 2048);
}

} // namespace tuban::fuzz

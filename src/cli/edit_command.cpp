#include "cli/commands.h"
#include "cli/console.h"
#include "jobs/edit_operations.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

namespace tuban::cli {

namespace {

struct Settings {
    std::filesystem::path path;
    std::string user = userName();
};

/// One line of the answer, out before the next operation is read.
bool acknowledge(const std::string& json) {
    return std::fputs((json + "\n").c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
}

/// While another program holds the file, tries again and again, having said so once.
template <typename Attempt, typename IsBusy>
auto patiently(const Attempt& attempt, const IsBusy& isBusy, const Progress& progress) {
    constexpr auto kPause = std::chrono::milliseconds(100);
    bool told = false;
    while (true) {
        auto outcome = attempt();
        if (!isBusy(outcome) || progress.cancelled()) {
            return outcome;
        }
        if (!told) {
            std::fprintf(stderr,
                         "%s\n",
                         translate("tuban",
                                   "Another program is using the workspace. The change is kept and "
                                   "will be saved as soon as that program lets go.")
                             .c_str());
            told = true;
        }
        std::this_thread::sleep_for(kPause);
    }
}

int run(const Settings& settings) {
    const Supervision supervision;
    const Progress progress = supervision.progress();
    auto session =
        patiently([&] { return jobs::EditSession::open(settings.path, settings.user, progress); },
                  [](const auto& opened) {
                      return !opened && opened.error().code == ErrorCode::WorkspaceBusy;
                  },
                  progress);
    if (!session) {
        return fail(session.error());
    }
    bool allDone = true;
    InputLines lines(progress);
    while (const auto line = lines.next()) {
        if (line->find_first_not_of(" \t\r") == std::string::npos) {
            continue;
        }
        if (const auto damage = session->checkWhenDue(progress)) {
            printFindings(*damage);
        } else if (damage.error().code != ErrorCode::WorkspaceBusy) {
            fail(damage.error());
        }
        const jobs::Answer answer = patiently([&] { return jobs::runOperation(*session, *line); },
                                              [](const jobs::Answer& tried) { return tried.busy; },
                                              progress);
        allDone = allDone && answer.ok;
        if (!acknowledge(answer.json)) {
            return kFailed; // nobody listens any more; what was done is on disk
        }
    }
    printFindings(session->close());
    return allDone && !progress.cancelled() ? kDone : kFailed;
}

} // namespace

void addEditCommand(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand(
        "edit",
        translate("tuban",
                  "Change a workspace: one operation a line (JSON) on standard input, one answer a "
                  "line once it is on disk"));
    const auto settings = std::make_shared<Settings>();
    command->add_option("file", settings->path, translate("tuban", "The workspace"))
        ->required()
        ->option_text("FILE.gpkg");
    command->add_option("--user", settings->user, translate("tuban", "Who makes the changes"))
        ->option_text("NAME");
    addJsonOption(*command);
    command->callback([settings, &chosen] { chosen = [settings] { return run(*settings); }; });
}

} // namespace tuban::cli

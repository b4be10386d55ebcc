// The command-line door: arguments in, tables out. What the commands do is in jobs.

#include "cli/commands.h"
#include "cli/console.h"
#include "jobs/language.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QHashFunctions>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <malloc.h>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace tuban;

/// The value of --lang, wherever it stands: it decides the language of the help, too.
std::string languageArgument(const std::vector<std::string>& arguments) {
    constexpr std::string_view kJoined = "--lang=";
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--lang" && i + 1 < arguments.size()) {
            return arguments[i + 1];
        }
        if (arguments[i].rfind(kJoined, 0) == 0) {
            return arguments[i].substr(kJoined.size());
        }
    }
    return {};
}

const CLI::App* commandNamed(const CLI::App& program, const std::string& name) {
    for (const CLI::App* command : program.get_subcommands({})) {
        if (command->get_name() == name) {
            return command;
        }
    }
    return nullptr;
}

void addHelpCommand(CLI::App& program, cli::Action& chosen) {
    CLI::App* command =
        program.add_subcommand("help", cli::translate("tuban", "Explain a command"));
    const auto names = std::make_shared<std::vector<std::string>>();
    command->add_option("command", *names, cli::translate("tuban", "Name of the command"))
        ->option_text("COMMAND");
    command->callback([names, &program, &chosen] {
        chosen = [names, &program] {
            const CLI::App* topic = &program;
            for (const std::string& name : *names) {
                topic = commandNamed(*topic, name);
                if (topic == nullptr) {
                    return cli::failUsage(cli::translate("tuban", "There is no such command: ") +
                                          name);
                }
            }
            // App::help() would go on to the command that was given, which is this one.
            const std::string name = topic == &program ? "tuban" : "tuban " + topic->get_name();
            std::fputs(
                topic->get_formatter()->make_help(topic, name, CLI::AppFormatMode::Normal).c_str(),
                stdout);
            return cli::kDone;
        };
    });
}

/// --lang belongs to the program; commands pass it on to it, so that it may stand anywhere.
void addProgramOptions(CLI::App& program, std::string& language) {
    program.require_subcommand(1);
    program.fallthrough();
    program.set_version_flag(
        "--version", "tuban " TUBAN_VERSION, cli::translate("tuban", "Print the version"));
    program.set_help_flag("-h,--help", cli::translate("tuban", "Print this help"));
    program
        .add_option("--lang",
                    language,
                    cli::translate("tuban", "Language of texts; default: that of the system"))
        ->check(CLI::IsMember(std::vector<std::string>{"en", "zh"}))
        ->option_text("en|zh");
    program.get_formatter()->label("REQUIRED", cli::translate("tuban", "(required)"));
}

/// Memory that was given back is used again instead of being returned to the system: a scan fills
/// and frees megabytes many times a second.
void keepMemory() {
    constexpr int kMuch = 1 << 30;
    mallopt(M_MMAP_THRESHOLD, kMuch);
    mallopt(M_TRIM_THRESHOLD, kMuch);
    mallopt(M_TOP_PAD, 1 << 24);
}

/// Drawing needs fonts and so a larger application, which others need not wait for. It opens no
/// window and needs no display.
std::unique_ptr<QCoreApplication>
applicationFor(const std::vector<std::string>& arguments, int& argc, char** argv) {
    if (std::find(arguments.begin(), arguments.end(), "render") == arguments.end()) {
        return std::make_unique<QCoreApplication>(argc, argv);
    }
    setenv("QT_QPA_PLATFORM", "offscreen", 1);
    setenv("QT_LOGGING_RULES", "default.warning=false", 0); // about the desktop that is not there
    QHashSeed::setDeterministicGlobalSeed(); // the order of parts in a PDF follows from it
    return std::make_unique<QGuiApplication>(argc, argv);
}

} // namespace

int main(int argc, char** argv) {
    keepMemory();
    const std::vector<std::string> given(argv + 1, argv + argc);
    const jobs::Language spoken =
        jobs::languageNamed(languageArgument(given)).value_or(jobs::systemLanguage());
    setenv("LC_ALL", "C.UTF-8", 1); // numbers look the same everywhere; Qt insists on UTF-8
    const auto application = applicationFor(given, argc, argv);
    jobs::useLanguage(spoken);

    CLI::App program(cli::translate("tuban", "Tuban: land of development zones, measured exactly"),
                     "tuban");
    cli::Action chosen;
    std::string language;
    addProgramOptions(program, language);
    cli::addNewCommand(program, chosen);
    cli::addRatiosCommand(program, chosen);
    cli::addPlanCommand(program, chosen);
    cli::addCheckCommand(program, chosen);
    cli::addEditCommand(program, chosen);
    cli::addImportCommand(program, chosen);
    cli::addInfoCommand(program, chosen);
    cli::addHistoryCommand(program, chosen);
    cli::addDumpCommand(program, chosen);
    cli::addExportCommand(program, chosen);
    cli::addRenderCommand(program, chosen);
    cli::addVerifyCommand(program, chosen);
    cli::addCopyCommand(program, chosen);
    cli::addRestoreCommand(program, chosen);
    addHelpCommand(program, chosen);
    try {
        program.parse(std::vector<std::string>(given.rbegin(), given.rend()));
    } catch (const CLI::Success& asked) { // help or version
        return program.exit(asked);
    } catch (const CLI::ParseError& wrong) {
        return cli::failUsage(wrong.what());
    }
    return chosen();
}

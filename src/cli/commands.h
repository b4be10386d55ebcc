#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace tuban::cli {

/// What a command does once its arguments are known; returns the exit code.
using Action = std::function<int()>;

// Each adds one command with its options to the program. The action is stored in `chosen` when the
// command line names the command.

void addCheckCommand(CLI::App& program, Action& chosen);
void addCopyCommand(CLI::App& program, Action& chosen);
void addDumpCommand(CLI::App& program, Action& chosen);
void addEditCommand(CLI::App& program, Action& chosen);
void addExportCommand(CLI::App& program, Action& chosen);
void addHistoryCommand(CLI::App& program, Action& chosen);
void addImportCommand(CLI::App& program, Action& chosen);
void addInfoCommand(CLI::App& program, Action& chosen);
void addNewCommand(CLI::App& program, Action& chosen);
void addPlanCommand(CLI::App& program, Action& chosen);
void addRatiosCommand(CLI::App& program, Action& chosen);
void addRenderCommand(CLI::App& program, Action& chosen);
void addRestoreCommand(CLI::App& program, Action& chosen);
void addVerifyCommand(CLI::App& program, Action& chosen);

} // namespace tuban::cli

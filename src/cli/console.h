#pragma once

#include "base/error.h"
#include "base/progress.h"
#include "base/result.h"
#include "model/finding.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace tuban::cli {

/// Exit codes of the program.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;

/// The translation of a text of the program; `context` is always "tuban".
std::string translate(const char* context, const char* text);

/// "error: …" on stderr. Returns kFailed.
int fail(const Error& error);
/// "error: …" and where help is, on stderr. Returns kWrongUsage.
int failUsage(const std::string& message);

/// The option --format text|json.
void addFormatOption(CLI::App& command, std::string& format);

/// The same for a command that answers in JSON anyway.
void addJsonOption(CLI::App& command);

/// Findings on stderr, a few of each kind.
void printFindings(const std::vector<Finding>& findings);

/// Writes to stdout or, through a temporary file, to `path`. Errors: WriteFailed.
Result<void> output(const std::string& path, std::string_view bytes);

/// The name under which this person works on this machine.
std::string userName();

/// Lines of standard input, until its end or until `progress` is cancelled.
class InputLines {
public:
    explicit InputLines(const Progress& progress) : m_progress(progress) {}

    /// Waits for the next line, without its line break; nothing: there is none any more.
    std::optional<std::string> next();

private:
    const Progress& m_progress;
    std::string m_read; ///< not handed out yet
    bool m_ended = false;
};

/// Columns of the terminal on stdout; 160 where there is none.
std::size_t outputWidth();

/// While it lives, Ctrl-C (also SIGTERM and SIGHUP) cancels the progress that it hands out, and
/// work of more than a second shows a line on a terminal. A second signal ends the program at once.
class Supervision {
public:
    Supervision();
    Supervision(const Supervision&) = delete;
    Supervision& operator=(const Supervision&) = delete;
    ~Supervision();

    Progress progress() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace tuban::cli

#include "cli/console.h"

#include "data/atomic_file.h"
#include "jobs/describe.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <stop_token>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace tuban::cli {

namespace {

constexpr std::size_t kFindingsOfAKind = 5;
constexpr std::size_t kPageWidth = 160;

sigset_t interrupts() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR1}) {
        sigaddset(&set, signal);
    }
    return set;
}

/// One line on the terminal that says how far the work is and how long it will take.
class ProgressLine {
public:
    ProgressLine() : m_shown(isatty(STDERR_FILENO) != 0), m_start(Clock::now()) {}
    ~ProgressLine() {
        if (m_written) {
            std::fputs("\r\x1b[K", stderr);
        }
    }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void report(double fraction) {
        if (!m_shown) {
            return;
        }
        const std::lock_guard lock(m_mutex);
        const auto now = Clock::now();
        if (now - m_start < std::chrono::seconds(1) || now < m_next || fraction <= 0.0) {
            return;
        }
        m_next = now + std::chrono::milliseconds(100);
        const double seconds = std::chrono::duration<double>(now - m_start).count();
        const double left = seconds / fraction - seconds;
        std::fprintf(stderr,
                     "\r%s",
                     QCoreApplication::translate("tuban", "%1 % done, %2 s left (Ctrl-C cancels)")
                         .arg(static_cast<int>(fraction * 100.0))
                         .arg(static_cast<int>(left + 0.5))
                         .toUtf8()
                         .constData());
        std::fputs("\x1b[K", stderr);
        m_written = true;
    }

private:
    using Clock = std::chrono::steady_clock;
    bool m_shown;
    bool m_written = false;
    Clock::time_point m_start;
    Clock::time_point m_next = {};
    std::mutex m_mutex;
};

} // namespace

std::string translate(const char* context, const char* text) {
    return QCoreApplication::translate(context, text).toStdString();
}

int fail(const Error& error) {
    std::fprintf(
        stderr, "%s: %s\n", translate("tuban", "error").c_str(), jobs::describe(error).c_str());
    return kFailed;
}

int failUsage(const std::string& message) {
    std::fprintf(
        stderr,
        "%s: %s\n%s\n",
        translate("tuban", "error").c_str(),
        message.c_str(),
        translate("tuban", "“tuban help” lists the commands, “tuban help COMMAND” their options.")
            .c_str());
    return kWrongUsage;
}

void addFormatOption(CLI::App& command, std::string& format) {
    command.add_option("--format", format, translate("tuban", "Form of the answer"))
        ->check(CLI::IsMember(std::vector<std::string>{"text", "json"}))
        ->option_text("text|json");
}

void addJsonOption(CLI::App& command) {
    command
        .add_option_function<std::string>(
            "--format", [](const std::string&) {}, translate("tuban", "Form of the answer"))
        ->check(CLI::IsMember(std::vector<std::string>{"json"}))
        ->option_text("json");
}

void printFindings(const std::vector<Finding>& findings) {
    for (const std::string& line : jobs::summaryOf(findings, kFindingsOfAKind)) {
        std::fprintf(stderr, "%s\n", line.c_str());
    }
}

Result<void> output(const std::string& path, std::string_view bytes) {
    if (!path.empty()) {
        return data::writeAtomically(path, bytes);
    }
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
    if (!written || std::fflush(stdout) != 0) {
        return Error{
            ErrorCode::WriteFailed, translate("tuban", "the output"), std::strerror(errno)};
    }
    return {};
}

std::string userName() {
    const ::passwd* const entry = ::getpwuid(::getuid());
    return entry == nullptr ? std::to_string(::getuid()) : std::string(entry->pw_name);
}

std::optional<std::string> InputLines::next() {
    constexpr int kLookMilliseconds = 100;
    while (!m_progress.cancelled()) {
        if (const auto end = m_read.find('\n'); end != std::string::npos) {
            std::string line = m_read.substr(0, end);
            m_read.erase(0, end + 1);
            return line;
        }
        if (m_ended) {
            return m_read.empty() ? std::nullopt : std::optional(std::exchange(m_read, {}));
        }
        pollfd input{STDIN_FILENO, POLLIN, 0};
        if (::poll(&input, 1, kLookMilliseconds) <= 0) {
            continue;
        }
        char bytes[65536];
        const ssize_t count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        m_ended = count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
        m_read.append(bytes, count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return std::nullopt;
}

std::size_t outputWidth() {
    winsize size{};
    const bool terminal =
        isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
    return terminal && size.ws_col > 0 ? size.ws_col : kPageWidth;
}

struct Supervision::State {
    std::stop_source stop;
    ProgressLine line;
    std::atomic<bool> over = false;
    std::thread listener;
};

Supervision::Supervision() : m_state(std::make_unique<State>()) {
    // Threads made from now on inherit the mask: only the listener takes these signals.
    const sigset_t set = interrupts();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_state->listener = std::thread([state = m_state.get(), set] {
        int signal = 0;
        while (sigwait(&set, &signal) == 0 && !state->over) {
            if (state->stop.stop_requested()) {
                _exit(128 + signal);
            }
            state->stop.request_stop();
        }
    });
}

Supervision::~Supervision() {
    m_state->over = true;
    pthread_kill(m_state->listener.native_handle(), SIGUSR1);
    m_state->listener.join();
    const sigset_t set = interrupts();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

Progress Supervision::progress() const {
    return Progress(m_state->stop.get_token(),
                    [state = m_state.get()](double fraction) { state->line.report(fraction); });
}

} // namespace tuban::cli

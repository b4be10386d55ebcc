#include "data/foreign/reader_process.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kName = "tuban-reader";
/// Where the reader finds the connection.
constexpr int kConnection = 3;

/// spawn's list of what happens to descriptors, freed at the end.
struct FileActions {
    FileActions() { ::posix_spawn_file_actions_init(&list); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
    ~FileActions() { ::posix_spawn_file_actions_destroy(&list); }
    posix_spawn_file_actions_t list{};
};

/// Handlers of this program mean nothing there, and what it blocks or ignores should not be.
struct SpawnAttributes {
    SpawnAttributes() {
        ::posix_spawnattr_init(&list);
        sigset_t signals;
        sigemptyset(&signals);
        ::posix_spawnattr_setsigmask(&list, &signals);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGALRM, SIGCHLD}) {
            sigaddset(&signals, signal);
        }
        ::posix_spawnattr_setsigdefault(&list, &signals);
        // A group of its own: Ctrl-C goes to the program, which ends it.
        ::posix_spawnattr_setpgroup(&list, 0);
        ::posix_spawnattr_setflags(
            &list, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    SpawnAttributes(const SpawnAttributes&) = delete;
    SpawnAttributes& operator=(const SpawnAttributes&) = delete;
    ~SpawnAttributes() { ::posix_spawnattr_destroy(&list); }
    posix_spawnattr_t list{};
};

/// The environment of the reader: libraries take paths and proxies from theirs.
std::vector<std::string> cleanEnvironment() {
    std::vector<std::string> clean{
        "LC_ALL=C.UTF-8", "TZ=UTC", "PROJ_NETWORK=OFF", "GDAL_DRIVER_PATH=disable"};
    for (const char* const kept : {"LD_LIBRARY_PATH",
                                   "PROJ_DATA",
                                   "PROJ_LIB",
                                   "GDAL_DATA",
                                   "ASAN_OPTIONS",
                                   "UBSAN_OPTIONS"}) {
        if (const char* const value = std::getenv(kept); value != nullptr) {
            clean.push_back(std::string(kept) + "=" + value);
        }
    }
    return clean;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

std::string describeEnd(int status) {
    if (WIFSIGNALED(status)) {
        const char* const name = ::strsignal(WTERMSIG(status));
        return name == nullptr ? "signal" : name;
    }
    return "exit code " + std::to_string(WEXITSTATUS(status));
}

} // namespace

ReaderProgram readerProgram() {
    std::error_code ignored;
    const fs::path running = fs::read_symlink("/proc/self/exe", ignored);
    for (const fs::path& folder :
         {running.parent_path(), running.parent_path().parent_path() / "libexec" / "tuban"}) {
        if (fs::exists(folder / kName, ignored)) {
            return {folder / kName};
        }
    }
    return {fs::path(TUBAN_READER_FOLDER) / kName};
}

Result<ReaderProcess> ReaderProcess::start(const ReaderProgram& program) {
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return Error{ErrorCode::ReaderDied, program.path.filename().string(), std::strerror(errno)};
    }
    wire::FrameChannel ours(ends[0]);
    const wire::FrameChannel theirs(ends[1]);
    constexpr int kBuffer = 1 << 20;
    ::setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &kBuffer, sizeof kBuffer);
    ::setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &kBuffer, sizeof kBuffer);

    FileActions actions;
    ::posix_spawn_file_actions_addopen(&actions.list, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions.list, 1, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions.list, ends[1], kConnection);
    SpawnAttributes attributes;
    std::vector<std::string> arguments{program.path.string()};
    arguments.insert(arguments.end(), program.arguments.begin(), program.arguments.end());
    std::vector<std::string> environment = cleanEnvironment();
    pid_t process = -1;
    const int failure = ::posix_spawn(&process,
                                      program.path.c_str(),
                                      &actions.list,
                                      &attributes.list,
                                      pointersTo(arguments).data(),
                                      pointersTo(environment).data());
    if (failure == ENOENT) {
        return Error{ErrorCode::FileNotFound, program.path.string()};
    }
    if (failure != 0) {
        return Error{ErrorCode::ReaderDied, program.path.string(), std::strerror(failure)};
    }
    return ReaderProcess(process, std::move(ours));
}

ReaderProcess::ReaderProcess(ReaderProcess&& other) noexcept
    : m_process(std::exchange(other.m_process, -1)),
      m_channel(std::move(other.m_channel)),
      m_exitCode(other.m_exitCode) {}

ReaderProcess::~ReaderProcess() {
    end();
}

std::string ReaderProcess::end() {
    if (m_process <= 0) {
        return {};
    }
    // One that has ended by itself keeps its own way of ending; a moment for one about to.
    int status = 0;
    pid_t ended = 0;
    for (int i = 0; i < 20 && ended == 0; ++i) {
        ended = ::waitpid(m_process, &status, WNOHANG);
        if (ended == 0) {
            ::usleep(i == 0 ? 0 : 1000);
        }
    }
    if (ended == 0) {
        ::kill(m_process, SIGKILL);
        do {
            ended = ::waitpid(m_process, &status, 0);
        } while (ended < 0 && errno == EINTR);
    }
    m_process = -1;
    m_exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return describeEnd(status);
}

} // namespace tuban::data

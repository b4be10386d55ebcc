#include "data/foreign/worker/confinement.h"

#include <ogr_spatialref.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <iconv.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace tuban::data {

namespace {

/// What reading memory, computing and ending need.
constexpr const char* kHarmless[] = {
    "read",
    "pread64",
    "readv",
    "close",
    "lseek",
    "fstat",
    "brk",
    "munmap",
    "mremap",
    "madvise",
    "futex",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sigaltstack",
    "getpid",
    "gettid",
    "getppid",
    "getuid",
    "geteuid",
    "getgid",
    "getegid",
    "clock_gettime",
    "clock_getres",
    "clock_nanosleep",
    "nanosleep",
    "gettimeofday",
    "time",
    "getrandom",
    "sched_yield",
    "sched_getaffinity",
    "exit",
    "exit_group",
    "restart_syscall",
    "uname",
    "sysinfo",
    "getrusage",
    "poll",
    "ppoll",
    "rseq",
    "set_robust_list",
    "getcwd",
    "membarrier",
    "fadvise64",
    "times",
};

class Filter {
public:
    Filter() : m_filter(seccomp_init(SCMP_ACT_ERRNO(EPERM))) {}
    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;
    ~Filter() { seccomp_release(m_filter); }

    template <typename... Conditions> void allow(const char* name, Conditions... conditions) {
        const int number = seccomp_syscall_resolve_name(name);
        if (number == __NR_SCMP_ERROR) {
            return; // not of this system
        }
        const scmp_arg_cmp list[] = {conditions..., scmp_arg_cmp{}};
        const int state =
            seccomp_rule_add_array(m_filter, SCMP_ACT_ALLOW, number, sizeof...(conditions), list);
        m_state = m_state == 0 ? state : m_state;
    }
    int load() {
        return m_filter == nullptr ? -ENOMEM : (m_state != 0 ? m_state : seccomp_load(m_filter));
    }

private:
    scmp_filter_ctx m_filter;
    int m_state = 0;
};

scmp_arg_cmp equals(unsigned argument, std::uint64_t value) {
    return {argument, SCMP_CMP_EQ, value, 0};
}

scmp_arg_cmp hasBits(unsigned argument, std::uint64_t mask, std::uint64_t bits) {
    return {argument, SCMP_CMP_MASKED_EQ, mask, bits};
}

int loadFilter(int connection) {
    Filter filter;
    for (const char* const name : kHarmless) {
        filter.allow(name);
    }
    const auto own = static_cast<std::uint64_t>(connection);
    for (const char* const name : {"write", "writev"}) {
        filter.allow(name, equals(0, own));
        filter.allow(name, equals(0, STDERR_FILENO));
    }
    for (const char* const name : {"sendmsg", "recvmsg", "recvfrom", "sendto"}) {
        filter.allow(name, equals(0, own));
    }
    // Memory yes, programs no.
    filter.allow("mmap", hasBits(2, PROT_EXEC, 0));
    filter.allow("mprotect", hasBits(2, PROT_EXEC, 0));
    // State of an open file, which newer C libraries ask by an empty path.
    filter.allow("newfstatat", hasBits(3, AT_EMPTY_PATH, AT_EMPTY_PATH));
    for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_GETLK, F_SETLK, F_SETLKW}) {
        filter.allow("fcntl", equals(1, static_cast<std::uint64_t>(command)));
    }
    // Asking for limits, not setting them; ending itself.
    filter.allow("prlimit64", equals(0, 0), equals(2, 0));
    filter.allow("tgkill", equals(0, static_cast<std::uint64_t>(::getpid())));
#ifdef TUBAN_SANITIZED
    // The sanitizer asks by a pipe whether memory is there before it looks at the type of an object.
    filter.allow("pipe");
    filter.allow("pipe2");
    filter.allow("write", scmp_arg_cmp{0, SCMP_CMP_GT, own, 0});
#endif
    return filter.load();
}

std::uint64_t memoryInUse() {
    unsigned long long pages = 0;
    if (std::FILE* const file = std::fopen("/proc/self/statm", "r"); file != nullptr) {
        if (std::fscanf(file, "%llu", &pages) != 1) {
            pages = 0;
        }
        std::fclose(file);
    }
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

bool limit(__rlimit_resource_t what, std::uint64_t value) {
    const rlimit both{value, value};
    return ::setrlimit(what, &both) == 0;
}

bool limitAll(std::uint64_t memoryBytes) {
    bool done = limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 64) &&
                limit(RLIMIT_NPROC, 0);
#ifndef TUBAN_SANITIZED // the sanitizers reserve terabytes
    done = done && limit(RLIMIT_AS, memoryInUse() + memoryBytes);
#else
    static_cast<void>(memoryBytes);
    static_cast<void>(memoryInUse);
#endif
    return done;
}

} // namespace

Result<void> confine(int connection, std::uint64_t memoryBytes) {
    ::signal(SIGXFSZ, SIG_IGN); // what is written fails instead
    if (!limitAll(memoryBytes) || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        return Error{ErrorCode::ReaderDied, {}, std::strerror(errno)};
    }
    if (const int state = loadFilter(connection); state != 0) {
        return Error{ErrorCode::ReaderDied, {}, std::strerror(-state)};
    }
    return {};
}

void loadBeforehand(const std::string& encoding) {
    // Never closed, so that their tables stay.
    for (const char* const name :
         {"GB18030",    "GBK",           "CP936",       "GB2312", "BIG5",      "CP950",
          "BIG5-HKSCS", "CP949",         "EUC-KR",      "CP932",  "SHIFT_JIS", "EUC-JP",
          "CP437",      "CP850",         "CP852",       "CP865",  "CP866",     "CP874",
          "CP1250",     "CP1251",        "CP1252",      "CP1253", "CP1254",    "CP1257",
          "ISO-8859-1", "ISO-8859-2",    "ISO-8859-15", "UTF-16", "UTF-16LE",  "UTF-16BE",
          "UTF-8",      encoding.c_str()}) {
        if (*name != '\0') {
            static_cast<void>(::iconv_open("UTF-8", name));
        }
    }
    // Opens proj.db and keeps it: an entry of each kind.
    for (const int code : {4490, 4527, 4548, 4326, 3857}) {
        OGRSpatialReference crs;
        if (crs.importFromEPSG(code) == OGRERR_NONE) {
            int count = 0;
            int* confidence = nullptr;
            OGRSpatialReferenceH* const found = crs.FindMatches(nullptr, &count, &confidence);
            OSRFreeSRSArray(found);
            CPLFree(confidence);
        }
    }
}

} // namespace tuban::data

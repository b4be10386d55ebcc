#include "data/foreign/worker/confinement.h"

#include <arpa/inet.h>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tuban::data {

namespace {

/// Whether anything else than a denial comes of a system call. By its number: a library might take
/// another way.
bool tries(long number, long a = 0, long b = 0, long c = 0, long d = 0) {
    return ::syscall(number, a, b, c, d) >= 0 || errno != EPERM;
}

long pointer(const void* value) {
    return reinterpret_cast<long>(value); // NOLINT: an argument of a system call
}

bool forks() {
    const long child = ::syscall(SYS_fork);
    if (child == 0) {
        ::_exit(0);
    }
    return child > 0 || errno != EPERM;
}

bool connects() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(80);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // Not only the socket: one that is there already must not be turned elsewhere.
    return tries(SYS_connect, 3, pointer(&address), sizeof address);
}

} // namespace

std::vector<Attempt> tryToGetOut() {
    const char* const file = "/tmp/tuban-reader-was-here";
    static char program[] = "/bin/true";
    static char* arguments[] = {program, nullptr};
    std::vector<Attempt> all{
        {"socket", tries(SYS_socket, AF_INET, SOCK_STREAM)},
        {"socket unix", tries(SYS_socket, AF_UNIX, SOCK_STREAM)},
        {"socketpair", tries(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pointer(arguments))},
        {"connect", connects()},
        {"open /etc/hostname", tries(SYS_open, pointer("/etc/hostname"), O_RDONLY)},
        {"openat /etc/hostname", tries(SYS_openat, AT_FDCWD, pointer("/etc/hostname"), O_RDONLY)},
        {"openat2", tries(SYS_openat2, AT_FDCWD, pointer("/etc/hostname"), 0, 0)},
        {"create", tries(SYS_openat, AT_FDCWD, pointer(file), O_WRONLY | O_CREAT, 0600)},
        {"creat", tries(SYS_creat, pointer(file), 0600)},
        {"stat by name", tries(SYS_stat, pointer("/etc/hostname"), pointer(arguments))},
        {"unlink", tries(SYS_unlink, pointer(file))},
        {"rename", tries(SYS_rename, pointer("/tmp"), pointer(file))},
        {"mkdir", tries(SYS_mkdir, pointer(file), 0700)},
        {"symlink", tries(SYS_symlink, pointer("/etc"), pointer(file))},
        {"link", tries(SYS_link, pointer("/etc/hostname"), pointer(file))},
        {"chmod", tries(SYS_chmod, pointer("/tmp"), 01777)},
        {"truncate", tries(SYS_truncate, pointer(file), 0)},
        {"memfd", tries(SYS_memfd_create, pointer("x"), 0)},
        {"write to stdout", tries(SYS_write, STDOUT_FILENO, pointer("x"), 1)},
        {"fork", forks()},
        {"execve", tries(SYS_execve, pointer(program), pointer(arguments))},
        {"kill", tries(SYS_kill, ::getppid(), 0)},
        {"ptrace", tries(SYS_ptrace, PTRACE_TRACEME)},
        {"raise limit", tries(SYS_setrlimit, RLIMIT_FSIZE, pointer(arguments))},
        {"io_uring", tries(SYS_io_uring_setup, 1, pointer(arguments))},
        {"namespace", tries(SYS_unshare, CLONE_NEWUSER)},
    };
    void* const page =
        ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    all.push_back({"executable memory",
                   page != MAP_FAILED && ::mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0});
    return all;
}

} // namespace tuban::data

#define _GNU_SOURCE
#include "recorder_log.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// System calls go past the functions of the C library that the recorder stands in for.

static pthread_mutex_t g_mutex = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static int g_depth = 0;
static uint64_t g_acknowledged = 0;
static int g_log = -1;
static const char* g_folder = NULL;
static const char* g_drop = "";

void failLog(const char* what) {
    dprintf(2, "recorder: %s failed\n", what);
    _exit(125);
}

int openForReading(const char* path) {
    return (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
}

void closeQuietly(int fd) {
    syscall(SYS_close, fd);
}

static void start(void) {
    g_folder = getenv("TUBAN_RECORD_FOLDER");
    const char* log = getenv("TUBAN_RECORD_LOG");
    if (!g_folder || g_folder[0] != '/' || !log) {
        failLog("reading TUBAN_RECORD_FOLDER and TUBAN_RECORD_LOG");
    }
    if (getenv("TUBAN_RECORD_DROP")) {
        g_drop = getenv("TUBAN_RECORD_DROP");
    }
    // High, so that the program's own descriptors are those it would have without the recorder.
    const int fd =
        (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    g_log = fcntl(fd, F_DUPFD_CLOEXEC, 900);
    closeQuietly(fd);
    if (g_log < 0) {
        failLog("opening the log");
    }
}

void lockLog(void) {
    pthread_mutex_lock(&g_mutex);
    if (g_depth++ == 0) {
        if (g_log < 0) {
            start();
        }
        struct stat64 about;
        const int known = fstat64(STDOUT_FILENO, &about) == 0 && S_ISREG(about.st_mode);
        g_acknowledged = known ? (uint64_t)about.st_size : 0;
    }
}

void unlockLog(void) {
    --g_depth;
    pthread_mutex_unlock(&g_mutex);
}

int isRecorded(const char* path) {
    const size_t size = strlen(g_folder);
    return strncmp(path, g_folder, size) == 0 && (path[size] == '/' || path[size] == '\0');
}

int recordedPathOf(int fd, char path[PATH_MAX]) {
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    const ssize_t size = readlink(name, path, PATH_MAX - 1);
    if (size <= 0) {
        return 0;
    }
    path[size] = '\0';
    return isRecorded(path);
}

void wholePath(int folder, const char* path, char whole[PATH_MAX]) {
    char base[PATH_MAX] = "";
    if (path[0] != '/') {
        char name[64] = "/proc/self/cwd";
        if (folder != AT_FDCWD) {
            snprintf(name, sizeof name, "/proc/self/fd/%d", folder);
        }
        const ssize_t size = readlink(name, base, sizeof base - 1);
        base[size > 0 ? size : 0] = '\0';
    }
    const char* slash = strrchr(path, '/');
    if (slash == path) {
        snprintf(whole, PATH_MAX, "%s", path);
        return;
    }
    // The folder without links, the last part as it is: that is what the call names.
    char parent[2 * PATH_MAX], resolved[PATH_MAX];
    if (base[0] == '\0') {
        snprintf(parent, sizeof parent, "%.*s", (int)(slash - path), path);
    } else if (slash) {
        snprintf(parent, sizeof parent, "%s/%.*s", base, (int)(slash - path), path);
    } else {
        snprintf(parent, sizeof parent, "%s", base);
    }
    if (!realpath(parent, resolved)) {
        snprintf(resolved, sizeof resolved, "%s", "");
    }
    if (snprintf(whole, PATH_MAX, "%s/%s", resolved, slash ? slash + 1 : path) >= PATH_MAX) {
        failLog("making a path");
    }
}

static int isListed(const char* word) {
    const size_t size = strlen(word);
    for (const char* at = g_drop; (at = strstr(at, word)); at += size) {
        const int starts = at == g_drop || at[-1] == ',';
        if (starts && (at[size] == ',' || at[size] == '\0')) {
            return 1;
        }
    }
    return 0;
}

int flushIsDropped(int fd, const char* path) {
    struct stat64 about;
    if (g_drop[0] == '\0' || fstat64(fd, &about) != 0) {
        return 0;
    }
    if (S_ISDIR(about.st_mode)) {
        return isListed("folder");
    }
    static const char kEnd[] = "-journal";
    const size_t size = strlen(path);
    const size_t end = sizeof kEnd - 1;
    return isListed(size > end && strcmp(path + size - end, kEnd) == 0 ? "journal" : "main");
}

static void put(const void* bytes, size_t size) {
    const char* at = bytes;
    while (size > 0) {
        const ssize_t written = syscall(SYS_write, g_log, at, size);
        if (written <= 0) {
            failLog("writing the log");
        }
        at += written;
        size -= (size_t)written;
    }
}

static const char* below(const char* path) {
    return isRecorded(path) ? path + strlen(g_folder) : path;
}

void logCall(enum Call call,
             const char* path,
             const char* second,
             uint64_t offset,
             uint64_t dataSize,
             const void* data) {
    if (g_depth != 1) {
        return;
    }
    const char* first = below(path);
    const char* other = second ? below(second) : "";
    const struct Record record = {call,
                                  (uint32_t)strlen(first),
                                  (uint32_t)strlen(other),
                                  0,
                                  g_acknowledged,
                                  offset,
                                  dataSize};
    put(&record, sizeof record);
    put(first, record.pathSize);
    put(other, record.secondSize);
    put(data, dataSize);
}

// A preloaded library that writes down, in order and with their data, all calls of a program that
// change files below one folder: what a disk could still lose when the power goes. What is written
// to the file on descriptor 1 is the program's acknowledgements: each record says how long that
// file was when the call began, so no call that writes to it can be missed.
//
//   TUBAN_RECORD_FOLDER  the folder; an absolute path without links
//   TUBAN_RECORD_LOG     the log; outside of that folder
//   TUBAN_RECORD_DROP    defects to seed: words of "main", "journal", "folder", separated by
//   commas;
//                        a flush of such a file returns success and does nothing
//
// Records are those of struct Record followed by the path and the data; harness/record_log.py
// reads them. A call is written down when it has been done, with what it really did.

#define _GNU_SOURCE
#include "recorder_log.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define EXPORTED __attribute__((visibility("default")))

// The next definition of a function, that of the C library.
#define REAL(result, name, ...)                                                                    \
    static result (*real)(__VA_ARGS__);                                                            \
    if (!real) {                                                                                   \
        *(void**)(&real) = dlsym(RTLD_NEXT, #name);                                                \
    }

// ---- opening and closing
// -------------------------------------------------------------------------

static int recordOpened(int fd, int flags) {
    const int keep = errno;
    char path[PATH_MAX];
    if (fd >= 0 && recordedPathOf(fd, path)) {
        if (flags & O_CREAT) {
            logCall(kCreate, path, NULL, 0, 0, NULL);
        }
        if (flags & O_TRUNC) {
            logCall(kTruncate, path, NULL, 0, 0, NULL);
        }
    }
    errno = keep;
    return fd;
}

#define OPEN_FUNCTION(name)                                                                        \
    EXPORTED int name(const char* path, int flags, ...) {                                          \
        REAL(int, name, const char*, int, ...)                                                     \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;              \
        va_end(rest);                                                                              \
        lockLog();                                                                                 \
        const int fd = recordOpened(real(path, flags, mode), flags);                               \
        unlockLog();                                                                               \
        return fd;                                                                                 \
    }
OPEN_FUNCTION(open)
OPEN_FUNCTION(open64)

#define OPENAT_FUNCTION(name)                                                                      \
    EXPORTED int name(int folder, const char* path, int flags, ...) {                              \
        REAL(int, name, int, const char*, int, ...)                                                \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;              \
        va_end(rest);                                                                              \
        lockLog();                                                                                 \
        const int fd = recordOpened(real(folder, path, flags, mode), flags);                       \
        unlockLog();                                                                               \
        return fd;                                                                                 \
    }
OPENAT_FUNCTION(openat)
OPENAT_FUNCTION(openat64)

#define CREAT_FUNCTION(name)                                                                       \
    EXPORTED int name(const char* path, mode_t mode) {                                             \
        REAL(int, name, const char*, mode_t)                                                       \
        lockLog();                                                                                 \
        const int fd = recordOpened(real(path, mode), O_CREAT | O_TRUNC);                          \
        unlockLog();                                                                               \
        return fd;                                                                                 \
    }
CREAT_FUNCTION(creat)
CREAT_FUNCTION(creat64)

#define FOPEN_FUNCTION(name)                                                                       \
    EXPORTED FILE* name(const char* path, const char* mode) {                                      \
        REAL(FILE*, name, const char*, const char*)                                                \
        lockLog();                                                                                 \
        FILE* file = real(path, mode);                                                             \
        if (file) {                                                                                \
            const int flags = mode[0] == 'w' ? O_CREAT | O_TRUNC : mode[0] == 'a' ? O_CREAT : 0;   \
            recordOpened(fileno(file), flags);                                                     \
        }                                                                                          \
        unlockLog();                                                                               \
        return file;                                                                               \
    }
FOPEN_FUNCTION(fopen)
FOPEN_FUNCTION(fopen64)

// ---- writing
// -------------------------------------------------------------------------------------

static void recordWritten(int fd, const void* data, ssize_t written, off64_t offset) {
    const int keep = errno;
    char path[PATH_MAX];
    if (written > 0 && recordedPathOf(fd, path)) {
        logCall(kWrite, path, NULL, (uint64_t)offset, (uint64_t)written, data);
    }
    errno = keep;
}

EXPORTED ssize_t write(int fd, const void* data, size_t size) {
    REAL(ssize_t, write, int, const void*, size_t)
    lockLog();
    const ssize_t written = real(fd, data, size);
    recordWritten(fd, data, written, lseek64(fd, 0, SEEK_CUR) - written);
    unlockLog();
    return written;
}

#define PWRITE_FUNCTION(name)                                                                      \
    EXPORTED ssize_t name(int fd, const void* data, size_t size, off64_t offset) {                 \
        REAL(ssize_t, name, int, const void*, size_t, off64_t)                                     \
        lockLog();                                                                                 \
        const ssize_t written = real(fd, data, size, offset);                                      \
        recordWritten(fd, data, written, offset);                                                  \
        unlockLog();                                                                               \
        return written;                                                                            \
    }
PWRITE_FUNCTION(pwrite)
PWRITE_FUNCTION(pwrite64)

static void
recordPieces(int fd, const struct iovec* pieces, int count, ssize_t written, off64_t at) {
    for (int i = 0; i < count && written > 0; ++i) {
        const ssize_t size =
            (ssize_t)pieces[i].iov_len < written ? (ssize_t)pieces[i].iov_len : written;
        recordWritten(fd, pieces[i].iov_base, size, at);
        at += size;
        written -= size;
    }
}

EXPORTED ssize_t writev(int fd, const struct iovec* pieces, int count) {
    REAL(ssize_t, writev, int, const struct iovec*, int)
    lockLog();
    const ssize_t written = real(fd, pieces, count);
    recordPieces(fd, pieces, count, written, lseek64(fd, 0, SEEK_CUR) - written);
    unlockLog();
    return written;
}

#define PWRITEV_FUNCTION(name)                                                                     \
    EXPORTED ssize_t name(int fd, const struct iovec* pieces, int count, off64_t offset) {         \
        REAL(ssize_t, name, int, const struct iovec*, int, off64_t)                                \
        lockLog();                                                                                 \
        const ssize_t written = real(fd, pieces, count, offset);                                   \
        recordPieces(fd, pieces, count, written, offset);                                          \
        unlockLog();                                                                               \
        return written;                                                                            \
    }
PWRITEV_FUNCTION(pwritev)
PWRITEV_FUNCTION(pwritev64)

#define TRUNCATE_FUNCTION(name)                                                                    \
    EXPORTED int name(int fd, off64_t size) {                                                      \
        REAL(int, name, int, off64_t)                                                              \
        lockLog();                                                                                 \
        const int result = real(fd, size);                                                         \
        const int keep = errno;                                                                    \
        char path[PATH_MAX];                                                                       \
        if (result == 0 && recordedPathOf(fd, path)) {                                             \
            logCall(kTruncate, path, NULL, (uint64_t)size, 0, NULL);                               \
        }                                                                                          \
        errno = keep;                                                                              \
        unlockLog();                                                                               \
        return result;                                                                             \
    }
TRUNCATE_FUNCTION(ftruncate)
TRUNCATE_FUNCTION(ftruncate64)

// What a copy inside the kernel brought is read back from the copy.
static void recordCopied(int fd, off64_t offset, off64_t size) {
    char block[65536];
    while (size > 0) {
        const size_t wanted = size < (off64_t)sizeof block ? (size_t)size : sizeof block;
        char name[64];
        snprintf(
            name, sizeof name, "/proc/self/fd/%d", fd); // the copy may be open for writing only
        const int reader = openForReading(name);
        const ssize_t got = reader < 0 ? -1 : pread64(reader, block, wanted, offset);
        if (reader >= 0) {
            closeQuietly(reader);
        }
        if (got <= 0) {
            failLog("reading a copy back");
        }
        recordWritten(fd, block, got, offset);
        offset += got;
        size -= got;
    }
}

EXPORTED ssize_t
copy_file_range(int in, off64_t* from, int out, off64_t* to, size_t size, unsigned flags) {
    REAL(ssize_t, copy_file_range, int, off64_t*, int, off64_t*, size_t, unsigned)
    lockLog();
    const off64_t start = to ? *to : lseek64(out, 0, SEEK_CUR);
    const ssize_t copied = real(in, from, out, to, size, flags);
    const int keep = errno;
    char path[PATH_MAX];
    if (copied > 0 && recordedPathOf(out, path)) {
        recordCopied(out, start, copied);
    }
    errno = keep;
    unlockLog();
    return copied;
}

#define SENDFILE_FUNCTION(name)                                                                    \
    EXPORTED ssize_t name(int out, int in, off64_t* from, size_t size) {                           \
        REAL(ssize_t, name, int, int, off64_t*, size_t)                                            \
        lockLog();                                                                                 \
        const off64_t start = lseek64(out, 0, SEEK_CUR);                                           \
        const ssize_t copied = real(out, in, from, size);                                          \
        const int keep = errno;                                                                    \
        char path[PATH_MAX];                                                                       \
        if (copied > 0 && recordedPathOf(out, path)) {                                             \
            recordCopied(out, start, copied);                                                      \
        }                                                                                          \
        errno = keep;                                                                              \
        unlockLog();                                                                               \
        return copied;                                                                             \
    }
SENDFILE_FUNCTION(sendfile)
SENDFILE_FUNCTION(sendfile64)

EXPORTED int ioctl(int fd, unsigned long request, ...) {
    REAL(int, ioctl, int, unsigned long, ...)
    va_list rest;
    va_start(rest, request);
    void* argument = va_arg(rest, void*);
    va_end(rest);
    lockLog();
    const int result = real(fd, request, argument);
    const int keep = errno;
    char path[PATH_MAX];
    if (result == 0 && request == FICLONE && recordedPathOf(fd, path)) {
        struct stat64 about;
        if (fstat64(fd, &about) == 0) {
            recordCopied(fd, 0, about.st_size);
        }
    }
    errno = keep;
    unlockLog();
    return result;
}

// ---- flushing
// ------------------------------------------------------------------------------------

static int flushed(int fd, int (*real)(int)) {
    char path[PATH_MAX];
    lockLog();
    const int ours = recordedPathOf(fd, path);
    const int dropped = ours && flushIsDropped(fd, path);
    const int result = dropped ? 0 : real(fd);
    const int keep = errno;
    if (ours && result == 0 && !dropped) {
        logCall(kFlush, path, NULL, 0, 0, NULL);
    }
    errno = keep;
    unlockLog();
    return result;
}

EXPORTED int fsync(int fd) {
    REAL(int, fsync, int)
    return flushed(fd, real);
}
EXPORTED int fdatasync(int fd) {
    REAL(int, fdatasync, int)
    return flushed(fd, real);
}

// ---- folders
// -------------------------------------------------------------------------------------

static int recordRemoved(int result, const char* path) {
    const int keep = errno;
    if (result == 0 && isRecorded(path)) {
        logCall(kUnlink, path, NULL, 0, 0, NULL);
    }
    errno = keep;
    return result;
}

#define REMOVE_FUNCTION(name)                                                                      \
    EXPORTED int name(const char* path) {                                                          \
        REAL(int, name, const char*)                                                               \
        char whole[PATH_MAX];                                                                      \
        lockLog();                                                                                 \
        wholePath(AT_FDCWD, path, whole);                                                          \
        const int result = recordRemoved(real(path), whole);                                       \
        unlockLog();                                                                               \
        return result;                                                                             \
    }
REMOVE_FUNCTION(unlink)
REMOVE_FUNCTION(remove)
REMOVE_FUNCTION(rmdir)

EXPORTED int unlinkat(int folder, const char* path, int flags) {
    REAL(int, unlinkat, int, const char*, int)
    char whole[PATH_MAX];
    lockLog();
    wholePath(folder, path, whole);
    const int result = recordRemoved(real(folder, path, flags), whole);
    unlockLog();
    return result;
}

static int recordMoved(int result, enum Call call, const char* from, const char* to) {
    const int keep = errno;
    if (result == 0 && (isRecorded(from) || isRecorded(to))) {
        logCall(call, from, to, 0, 0, NULL);
    }
    errno = keep;
    return result;
}

#define MOVE_FUNCTION(name, call)                                                                  \
    EXPORTED int name(const char* from, const char* to) {                                          \
        REAL(int, name, const char*, const char*)                                                  \
        char source[PATH_MAX], target[PATH_MAX];                                                   \
        lockLog();                                                                                 \
        wholePath(AT_FDCWD, from, source);                                                         \
        wholePath(AT_FDCWD, to, target);                                                           \
        const int result = recordMoved(real(from, to), call, source, target);                      \
        unlockLog();                                                                               \
        return result;                                                                             \
    }
MOVE_FUNCTION(rename, kRename)
MOVE_FUNCTION(link, kLink)

EXPORTED int renameat(int fromFolder, const char* from, int toFolder, const char* to) {
    REAL(int, renameat, int, const char*, int, const char*)
    char source[PATH_MAX], target[PATH_MAX];
    lockLog();
    wholePath(fromFolder, from, source);
    wholePath(toFolder, to, target);
    const int result = recordMoved(real(fromFolder, from, toFolder, to), kRename, source, target);
    unlockLog();
    return result;
}

#define MOVE_WITH_FLAGS(name, Flags, call)                                                         \
    EXPORTED int name(                                                                             \
        int fromFolder, const char* from, int toFolder, const char* to, Flags flags) {             \
        REAL(int, name, int, const char*, int, const char*, Flags)                                 \
        char source[PATH_MAX], target[PATH_MAX];                                                   \
        lockLog();                                                                                 \
        wholePath(fromFolder, from, source);                                                       \
        wholePath(toFolder, to, target);                                                           \
        const int result =                                                                         \
            recordMoved(real(fromFolder, from, toFolder, to, flags), call, source, target);        \
        unlockLog();                                                                               \
        return result;                                                                             \
    }
MOVE_WITH_FLAGS(renameat2, unsigned, kRename)
MOVE_WITH_FLAGS(linkat, int, kLink)

EXPORTED int mkdir(const char* path, mode_t mode) {
    REAL(int, mkdir, const char*, mode_t)
    char whole[PATH_MAX];
    lockLog();
    wholePath(AT_FDCWD, path, whole);
    const int result = real(path, mode);
    const int keep = errno;
    if (result == 0 && isRecorded(whole)) {
        logCall(kMakeFolder, whole, NULL, 0, 0, NULL);
    }
    errno = keep;
    unlockLog();
    return result;
}

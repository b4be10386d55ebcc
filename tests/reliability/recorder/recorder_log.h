// The log of the recorder: which files it is about and how a call is written down.
#ifndef TUBAN_RECORDER_LOG_H
#define TUBAN_RECORDER_LOG_H

#include <limits.h>
#include <stdint.h>

enum Call {
    kCreate = 1,     ///< path: the file may be new
    kWrite = 2,      ///< path, offset, data
    kTruncate = 3,   ///< path, offset: the new length
    kFlush = 4,      ///< path: of a file or a folder
    kUnlink = 5,     ///< path: of a file or an empty folder
    kRename = 6,     ///< path, second path
    kLink = 7,       ///< path, second path
    kMakeFolder = 8, ///< path
};

/// The front of a record; the path, the second path and the data follow. Little-endian.
struct Record {
    uint32_t call;
    uint32_t pathSize;
    uint32_t secondSize;
    uint32_t reserved;
    uint64_t acknowledged; ///< length of the file on descriptor 1 when the call began
    uint64_t offset;
    uint64_t dataSize;
};

/// Takes the log for one call, and notes how much has been acknowledged; calls from inside a call
/// are not written down.
void lockLog(void);
void unlockLog(void);

/// Whether a whole path is the recorded folder or below it.
int isRecorded(const char* path);
/// The path of an open file; 0 if it is none of those recorded.
int recordedPathOf(int fd, char path[PATH_MAX]);
/// The whole path of what a call names, its last part taken as it is.
void wholePath(int folder, const char* path, char whole[PATH_MAX]);
/// Whether flushes of this file are to be left out.
int flushIsDropped(int fd, const char* path);

/// Writes a record. Paths are written as they lie below the folder.
void logCall(enum Call call,
             const char* path,
             const char* second,
             uint64_t offset,
             uint64_t dataSize,
             const void* data);

/// Without a record.
int openForReading(const char* path);
void closeQuietly(int fd);
/// A recorder that cannot record ends the program: a log with gaps would prove anything.
void failLog(const char* what) __attribute__((noreturn));

#endif

#ifndef DOCKET_CSQLITESUPPORT_H
#define DOCKET_CSQLITESUPPORT_H

#include <stdbool.h>
#include <stdint.h>

/// Call before anything else of SQLite: it is not to keep account of its memory, which takes a lock at each allocation.
/// Returns an SQLite result code; too late is `SQLITE_MISUSE` and does no harm.
int docket_sqlite_configure(void);

/// Swift cannot call `sqlite3_db_config`, which is variadic. The connection is a `sqlite3 *`.
///
/// The schema is not trusted, the file cannot be damaged by SQL, and closing does not checkpoint. Returns an SQLite
/// result code.
int docket_sqlite_harden(void *connection);

/// Closing moves the log into the file and empties it where nobody else has the file open, and leaves it alone where
/// somebody has. The log's file stays. Returns an SQLite result code.
int docket_sqlite_checkpoint_on_close(void *connection);

/// Flushes the write-ahead log to disk, if there is anything in it. The connection is a `sqlite3 *` that has read from its
/// file. Returns an SQLite result code.
int docket_sqlite_flush_log(void *connection);

/// What a file system says of itself: the magic number of statfs(2) and the device that /proc/self/mountinfo lists.
typedef struct {
    uint32_t kind;
    unsigned major;
    unsigned minor;
} docket_file_system;

/// False where there is no such file or folder.
bool docket_file_system_of(const char *path, docket_file_system *result);

#endif

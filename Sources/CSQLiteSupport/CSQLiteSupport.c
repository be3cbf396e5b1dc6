#include "CSQLiteSupport.h"

#include <sqlite3.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

int docket_sqlite_configure(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

int docket_sqlite_harden(void *connection) {
    int code = sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    if (code == SQLITE_OK) code = sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    if (code == SQLITE_OK) code = sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return code;
}

int docket_sqlite_checkpoint_on_close(void *connection) {
    int persist = 1;
    int code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
    if (code == SQLITE_OK) code = sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    return code;
}

int docket_sqlite_flush_log(void *connection) {
    sqlite3_file *log = NULL;
    int code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (code != SQLITE_OK || !log || !log->pMethods) return code;
    sqlite3_int64 size = 0;
    code = log->pMethods->xFileSize(log, &size);
    if (code != SQLITE_OK || size == 0) return code;
    return log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
}

bool docket_file_system_of(const char *path, docket_file_system *result) {
    struct statfs system;
    struct stat status;
    if (statfs(path, &system) != 0 || stat(path, &status) != 0) return false;
    result->kind = (uint32_t)system.f_type;
    result->major = major(status.st_dev);
    result->minor = minor(status.st_dev);
    return true;
}

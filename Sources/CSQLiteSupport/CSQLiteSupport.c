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

bool docket_file_system_of(const char *path, docket_file_system *result) {
    struct statfs system;
    struct stat status;
    if (statfs(path, &system) != 0 || stat(path, &status) != 0) return false;
    result->kind = (uint32_t)system.f_type;
    result->major = major(status.st_dev);
    result->minor = minor(status.st_dev);
    return true;
}

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "FaultPlan.h"

/// A watched file. The system's own follows it in memory.
struct fault_file {
    sqlite3_file base;
    struct fault_plan *plan;
    char *name;
    /// SQLite flushes the folder with the first flush of a log or a journal.
    bool flushes_folder;
    sqlite3_file *real;
};

static sqlite3_vfs *system_vfs;
static sqlite3_vfs fault_vfs;

static struct fault_file *own(sqlite3_file *file) { return (struct fault_file *)file; }

static const char *last_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/// Notes a change for the account of what is durable. With the mutex held.
static void note(struct fault_file *file, struct change change, const void *bytes) {
    if (!file->plan->keeps_content) return;
    durable_image_note(durable_image_named(&file->plan->images, file->name), change, bytes);
}

static fault_kind next_fault(struct fault_file *file, unsigned kinds) {
    pthread_mutex_lock(&fault_mutex);
    fault_kind fault = fault_plan_next(file->plan, kinds);
    pthread_mutex_unlock(&fault_mutex);
    return fault;
}

static int file_close(sqlite3_file *base) {
    struct fault_file *file = own(base);
    int code = file->real->pMethods->xClose(file->real);
    free(file->name);
    fault_plan_release(file->plan);
    return code;
}

static int file_read(sqlite3_file *base, void *buffer, int count, sqlite3_int64 offset) {
    if (next_fault(own(base), FAULT_BIT(fault_read)) != fault_none) return SQLITE_IOERR_READ;
    return own(base)->real->pMethods->xRead(own(base)->real, buffer, count, offset);
}

static int file_write(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
    struct fault_file *file = own(base);
    pthread_mutex_lock(&fault_mutex);
    bool was_dark = file->plan->kind == fault_power && file->plan->fired > 0;
    fault_kind fault = fault_plan_next(file->plan, FAULT_WRITES);
    int length = count;
    if (fault == fault_write || fault == fault_no_room) length = 0;
    if (fault == fault_short_write) length = count / 2;
    // The write that the power goes with may reach the disk in part.
    if (length > 0 && !was_dark)
        note(file, (struct change){.kind = change_write, .offset = offset, .length = (size_t)length}, bytes);
    pthread_mutex_unlock(&fault_mutex);
    int code = SQLITE_OK;
    if (length > 0 && fault != fault_power)
        code = file->real->pMethods->xWrite(file->real, bytes, length, offset);
    switch (fault) {
    case fault_none: return code;
    case fault_short_write:
    case fault_no_room: return SQLITE_FULL;
    default: return SQLITE_IOERR_WRITE;
    }
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size) {
    struct fault_file *file = own(base);
    pthread_mutex_lock(&fault_mutex);
    bool was_dark = file->plan->kind == fault_power && file->plan->fired > 0;
    fault_kind fault = fault_plan_next(file->plan, FAULT_BIT(fault_truncate) | FAULT_BIT(fault_power));
    if (fault == fault_none || (fault == fault_power && !was_dark))
        note(file, (struct change){.kind = change_truncate, .offset = size}, NULL);
    pthread_mutex_unlock(&fault_mutex);
    if (fault != fault_none) return SQLITE_IOERR_TRUNCATE;
    return file->real->pMethods->xTruncate(file->real, size);
}

static int file_sync(sqlite3_file *base, int flags) {
    (void)flags;
    struct fault_file *file = own(base);
    pthread_mutex_lock(&fault_mutex);
    fault_kind fault = fault_plan_next(file->plan, FAULT_BIT(fault_sync) | FAULT_BIT(fault_power));
    if (fault == fault_none && file->plan->keeps_content) {
        durable_image_flush(durable_image_named(&file->plan->images, file->name));
        if (file->flushes_folder) durable_image_flush_names(file->plan->images);
        file->flushes_folder = false;
    }
    pthread_mutex_unlock(&fault_mutex);
    return fault == fault_none ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

static int file_shm_map(sqlite3_file *base, int page, int size, int extends, void volatile **memory) {
    if (next_fault(own(base), FAULT_BIT(fault_shared_memory)) != fault_none) return SQLITE_IOERR_SHMMAP;
    return own(base)->real->pMethods->xShmMap(own(base)->real, page, size, extends, memory);
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size) {
    return own(base)->real->pMethods->xFileSize(own(base)->real, size);
}
static int file_lock(sqlite3_file *base, int level) {
    return own(base)->real->pMethods->xLock(own(base)->real, level);
}
static int file_unlock(sqlite3_file *base, int level) {
    return own(base)->real->pMethods->xUnlock(own(base)->real, level);
}
static int file_check_lock(sqlite3_file *base, int *result) {
    return own(base)->real->pMethods->xCheckReservedLock(own(base)->real, result);
}
static int file_control(sqlite3_file *base, int operation, void *argument) {
    return own(base)->real->pMethods->xFileControl(own(base)->real, operation, argument);
}
static int file_sector_size(sqlite3_file *base) {
    return own(base)->real->pMethods->xSectorSize(own(base)->real);
}
static int file_characteristics(sqlite3_file *base) {
    return own(base)->real->pMethods->xDeviceCharacteristics(own(base)->real);
}
static int file_shm_lock(sqlite3_file *base, int offset, int count, int flags) {
    return own(base)->real->pMethods->xShmLock(own(base)->real, offset, count, flags);
}
static void file_shm_barrier(sqlite3_file *base) { own(base)->real->pMethods->xShmBarrier(own(base)->real); }
static int file_shm_unmap(sqlite3_file *base, int removes) {
    return own(base)->real->pMethods->xShmUnmap(own(base)->real, removes);
}

// Version 2: shared memory, and no memory-mapped pages, which would be written past xWrite.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

/// What a file holds when it is met first is on the disk.
static void load(struct fault_file *file, bool is_database) {
    pthread_mutex_lock(&fault_mutex);
    bool is_known = !file->plan->keeps_content || durable_image_find(file->plan->images, file->name);
    pthread_mutex_unlock(&fault_mutex);
    sqlite3_int64 size = 0;
    if (is_known || file->real->pMethods->xFileSize(file->real, &size) != SQLITE_OK) return;
    // A log or a journal that is just made has no name on the disk before it is flushed.
    if (size == 0 && !is_database) return;
    void *bytes = malloc((size_t)size + 1);
    if (!bytes) abort();
    if (size == 0 || file->real->pMethods->xRead(file->real, bytes, (int)size, 0) == SQLITE_OK) {
        pthread_mutex_lock(&fault_mutex);
        durable_image_load(durable_image_named(&file->plan->images, file->name), bytes, (size_t)size);
        pthread_mutex_unlock(&fault_mutex);
    }
    free(bytes);
}

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *out_flags) {
    (void)vfs;
    const int watched = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    struct fault_plan *plan = path && (flags & watched) ? fault_plan_for(path) : NULL;
    // Any other file is the system's own, in the same memory.
    if (!plan) return system_vfs->xOpen(system_vfs, path, base, flags, out_flags);
    struct fault_file *file = own(base);
    file->real = (sqlite3_file *)(file + 1);
    memset(file->real, 0, (size_t)system_vfs->szOsFile);
    int code = system_vfs->xOpen(system_vfs, path, file->real, flags, out_flags);
    if (code != SQLITE_OK) {
        base->pMethods = NULL;
        fault_plan_release(plan);
        return code;
    }
    base->pMethods = &methods;
    file->plan = plan;
    file->name = strdup(last_name(path));
    if (!file->name) abort();
    file->flushes_folder = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    load(file, (flags & SQLITE_OPEN_MAIN_DB) != 0);
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int syncs_folder) {
    (void)vfs;
    struct fault_plan *plan = fault_plan_for(path);
    if (!plan) return system_vfs->xDelete(system_vfs, path, syncs_folder);
    pthread_mutex_lock(&fault_mutex);
    bool was_dark = plan->kind == fault_power && plan->fired > 0;
    fault_kind fault = fault_plan_next(plan, FAULT_BIT(fault_power));
    if (plan->keeps_content && !was_dark) {
        struct durable_image *image = durable_image_named(&plan->images, last_name(path));
        durable_image_note(image, (struct change){.kind = change_remove}, NULL);
        if (fault == fault_none && syncs_folder) durable_image_flush_names(plan->images);
    }
    pthread_mutex_unlock(&fault_mutex);
    fault_plan_release(plan);
    return fault == fault_none ? system_vfs->xDelete(system_vfs, path, 0) : SQLITE_IOERR_DELETE;
}

static int vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
    (void)vfs;
    return system_vfs->xAccess(system_vfs, path, flags, result);
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *path, int size, char *result) {
    (void)vfs;
    return system_vfs->xFullPathname(system_vfs, path, size, result);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool is_installed;

static void install(void) {
    system_vfs = sqlite3_vfs_find(NULL);
    if (!system_vfs) return;
    // What is not named here (time, randomness, libraries) is the system's, called with the system's own VFS or none.
    fault_vfs = *system_vfs;
    fault_vfs.zName = "docket-faults";
    fault_vfs.pNext = NULL;
    fault_vfs.szOsFile = (int)sizeof(struct fault_file) + system_vfs->szOsFile;
    fault_vfs.xOpen = vfs_open;
    fault_vfs.xDelete = vfs_delete;
    fault_vfs.xAccess = vfs_access;
    fault_vfs.xFullPathname = vfs_full_path;
    is_installed = sqlite3_vfs_register(&fault_vfs, 1) == SQLITE_OK;
}

bool fault_vfs_install(void) {
    pthread_once(&once, install);
    return is_installed;
}

#ifndef CFAULTVFS_H
#define CFAULTVFS_H

#include <stdbool.h>
#include <stdint.h>

/// A VFS of SQLite that passes everything on to the system's, and spoils what a plan says for the files of one folder.
///
/// Files are watched from the moment they are opened: make the plan first. Nothing of a watched file is ever flushed
/// to the disk, so that sweeps are quick; what a flush would have made durable is kept account of instead.

/// What goes wrong.
typedef enum fault_kind {
    fault_none = 0,
    /// A write fails with an I/O error, and nothing is written.
    fault_write = 1,
    /// A write leaves the first half behind and finds no room for the rest.
    fault_short_write = 2,
    /// A write finds no room, and nothing is written.
    fault_no_room = 3,
    /// A write is done in full and says that it failed.
    fault_late_write = 4,
    /// A flush fails, and nothing is durable by it.
    fault_sync = 5,
    fault_truncate = 6,
    /// The memory that connections share cannot be had.
    fault_shared_memory = 7,
    fault_read = 8,
    /// The power goes with a write, flush, truncation or removal: it and everything behind it fail.
    fault_power = 9,
} fault_kind;

typedef struct fault_plan fault_plan;

/// Makes the VFS the default one of the process. May be called again.
bool fault_vfs_install(void);

/// Watches the files of a folder (its path without links and without a slash at the end) from now on.
/// @param keeps_content keep account of what is durable, for `fault_plan_materialise`.
fault_plan *fault_plan_create(const char *folder, bool keeps_content);
/// Files that are still open go on without faults.
void fault_plan_destroy(fault_plan *plan);

/// From now on the `at`-th (1 is the next) operation that the kind concerns fails, and where `lasts` all behind it.
void fault_plan_arm(fault_plan *plan, fault_kind kind, int64_t at, bool lasts);
void fault_plan_disarm(fault_plan *plan);
/// How many operations a kind concerned since the plan was armed last.
int64_t fault_plan_count(fault_plan *plan);
/// How many of them failed.
int64_t fault_plan_fired(fault_plan *plan);

/// Writes into a folder what a loss of power would leave: what was flushed, and of the rest, in any order, some writes,
/// of some of these only some sectors of 512 bytes, some truncations and removals.
/// @param seed chooses them; the same seed gives the same files.
bool fault_plan_materialise(fault_plan *plan, uint64_t seed, const char *folder);

#endif

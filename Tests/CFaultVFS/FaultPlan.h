#ifndef FAULTPLAN_H
#define FAULTPLAN_H

#include <pthread.h>
#include <stddef.h>

#include "CFaultVFS.h"
#include "DurableImage.h"

struct fault_plan {
    char *folder;
    bool keeps_content;
    fault_kind kind;
    int64_t at;
    bool lasts;
    int64_t count;
    int64_t fired;
    int references;
    struct durable_image *images;
    struct fault_plan *next;
};

/// Over all plans: they are few, and what they guard is short.
extern pthread_mutex_t fault_mutex;

/// The plan that watches a path, retained; NULL for none. Takes the mutex.
struct fault_plan *fault_plan_for(const char *path);
void fault_plan_release(struct fault_plan *plan);

/// Counts an operation and says whether it fails. To be called with the mutex held.
/// @param kinds a bit for each kind that concerns the operation.
/// @return the kind of the failure, or fault_none.
fault_kind fault_plan_next(struct fault_plan *plan, unsigned kinds);

#define FAULT_BIT(kind) (1u << (kind))
#define FAULT_WRITES                                                                                                  \
    (FAULT_BIT(fault_write) | FAULT_BIT(fault_short_write) | FAULT_BIT(fault_no_room) | FAULT_BIT(fault_late_write)     \
     | FAULT_BIT(fault_power))

#endif

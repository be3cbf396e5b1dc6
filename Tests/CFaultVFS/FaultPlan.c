#include "FaultPlan.h"

#include <stdlib.h>
#include <string.h>

pthread_mutex_t fault_mutex = PTHREAD_MUTEX_INITIALIZER;

static struct fault_plan *plans;

fault_plan *fault_plan_create(const char *folder, bool keeps_content) {
    struct fault_plan *plan = calloc(1, sizeof *plan);
    if (!plan) abort();
    plan->folder = strdup(folder);
    if (!plan->folder) abort();
    plan->keeps_content = keeps_content;
    plan->references = 1;
    pthread_mutex_lock(&fault_mutex);
    plan->next = plans;
    plans = plan;
    pthread_mutex_unlock(&fault_mutex);
    return plan;
}

struct fault_plan *fault_plan_for(const char *path) {
    struct fault_plan *found = NULL;
    pthread_mutex_lock(&fault_mutex);
    for (struct fault_plan *plan = plans; plan && !found; plan = plan->next) {
        size_t length = strlen(plan->folder);
        if (strncmp(path, plan->folder, length) == 0 && path[length] == '/') found = plan;
    }
    if (found) found->references++;
    pthread_mutex_unlock(&fault_mutex);
    return found;
}

static void release_locked(struct fault_plan *plan) {
    if (--plan->references > 0) return;
    durable_image_free_all(plan->images);
    free(plan->folder);
    free(plan);
}

void fault_plan_release(struct fault_plan *plan) {
    pthread_mutex_lock(&fault_mutex);
    release_locked(plan);
    pthread_mutex_unlock(&fault_mutex);
}

void fault_plan_destroy(fault_plan *plan) {
    pthread_mutex_lock(&fault_mutex);
    plan->kind = fault_none;
    for (struct fault_plan **link = &plans; *link; link = &(*link)->next)
        if (*link == plan) {
            *link = plan->next;
            break;
        }
    release_locked(plan);
    pthread_mutex_unlock(&fault_mutex);
}

void fault_plan_arm(fault_plan *plan, fault_kind kind, int64_t at, bool lasts) {
    pthread_mutex_lock(&fault_mutex);
    plan->kind = kind;
    plan->at = at;
    plan->lasts = lasts || kind == fault_power;
    plan->count = 0;
    plan->fired = 0;
    pthread_mutex_unlock(&fault_mutex);
}

void fault_plan_disarm(fault_plan *plan) {
    pthread_mutex_lock(&fault_mutex);
    plan->kind = fault_none;
    pthread_mutex_unlock(&fault_mutex);
}

int64_t fault_plan_count(fault_plan *plan) {
    pthread_mutex_lock(&fault_mutex);
    int64_t count = plan->count;
    pthread_mutex_unlock(&fault_mutex);
    return count;
}

int64_t fault_plan_fired(fault_plan *plan) {
    pthread_mutex_lock(&fault_mutex);
    int64_t fired = plan->fired;
    pthread_mutex_unlock(&fault_mutex);
    return fired;
}

fault_kind fault_plan_next(struct fault_plan *plan, unsigned kinds) {
    if (plan->kind == fault_none || !(kinds & FAULT_BIT(plan->kind))) return fault_none;
    plan->count++;
    bool fails = plan->count == plan->at || (plan->lasts && plan->count > plan->at);
    if (!fails) return fault_none;
    plan->fired++;
    return plan->kind;
}

bool fault_plan_materialise(fault_plan *plan, uint64_t seed, const char *folder) {
    bool is_written = true;
    uint64_t state = seed;
    pthread_mutex_lock(&fault_mutex);
    for (struct durable_image *image = plan->images; image; image = image->next)
        is_written = durable_image_lose_power(image, &state, folder) && is_written;
    pthread_mutex_unlock(&fault_mutex);
    return is_written;
}

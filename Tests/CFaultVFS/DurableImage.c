#include "DurableImage.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { sector = 512 };

static void *checked(void *memory) {
    if (!memory) abort();
    return memory;
}

struct durable_image *durable_image_find(struct durable_image *list, const char *name) {
    for (struct durable_image *image = list; image; image = image->next)
        if (strcmp(image->name, name) == 0) return image;
    return NULL;
}

struct durable_image *durable_image_named(struct durable_image **list, const char *name) {
    struct durable_image *image = durable_image_find(*list, name);
    if (image) return image;
    image = checked(calloc(1, sizeof *image));
    image->name = checked(strdup(name));
    image->next = *list;
    *list = image;
    return image;
}

static void resize(struct durable_image *image, size_t size) {
    if (size > image->capacity) {
        image->capacity = size * 2;
        image->bytes = checked(realloc(image->bytes, image->capacity));
    }
    if (size > image->size) memset(image->bytes + image->size, 0, size - image->size);
    image->size = size;
}

static void put(struct durable_image *image, int64_t offset, const unsigned char *bytes, size_t length) {
    size_t end = (size_t)offset + length;
    if (end > image->size) resize(image, end);
    memcpy(image->bytes + offset, bytes, length);
}

void durable_image_load(struct durable_image *image, const void *bytes, size_t size) {
    if (size > 0) put(image, 0, bytes, size);
    image->exists = true;
}

static void forget_changes(struct durable_image *image) {
    for (size_t index = 0; index < image->count; index++) free(image->changes[index].bytes);
    image->count = 0;
}

void durable_image_note(struct durable_image *image, struct change change, const void *bytes) {
    if (image->count == image->room) {
        image->room = image->room ? image->room * 2 : 64;
        image->changes = checked(realloc(image->changes, image->room * sizeof *image->changes));
    }
    if (change.length > 0) {
        change.bytes = checked(malloc(change.length));
        memcpy(change.bytes, bytes, change.length);
    }
    image->changes[image->count++] = change;
}

static void apply(struct durable_image *image, const struct change *change) {
    switch (change->kind) {
    case change_write:
        put(image, change->offset, change->bytes, change->length);
        image->exists = true;
        break;
    case change_truncate: resize(image, (size_t)change->offset); break;
    case change_remove:
        resize(image, 0);
        image->exists = false;
        break;
    }
}

void durable_image_flush(struct durable_image *image) {
    image->exists = true;
    for (size_t index = 0; index < image->count; index++) apply(image, &image->changes[index]);
    forget_changes(image);
}

void durable_image_flush_names(struct durable_image *list) {
    for (struct durable_image *image = list; image; image = image->next) {
        size_t done = 0;
        for (size_t index = 0; index < image->count; index++)
            if (image->changes[index].kind == change_remove) done = index + 1;
        for (size_t index = 0; index < done; index++) {
            apply(image, &image->changes[index]);
            free(image->changes[index].bytes);
        }
        image->count -= done;
        memmove(image->changes, image->changes + done, image->count * sizeof *image->changes);
        if (image->count > 0) image->exists = true;
    }
}

void durable_image_free_all(struct durable_image *list) {
    while (list) {
        struct durable_image *next = list->next;
        forget_changes(list);
        free(list->changes);
        free(list->bytes);
        free(list->name);
        free(list);
        list = next;
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
static uint64_t next_random(uint64_t *state) {
    uint64_t word = *state += UINT64_C(0x9E3779B97F4A7C15);
    word = (word ^ (word >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    word = (word ^ (word >> 27)) * UINT64_C(0x94D049BB133111EB);
    return word ^ (word >> 31);
}

/// Of one write the sectors that reached the disk: all, or each by the toss of a coin.
static void apply_torn(struct durable_image *image, const struct change *change, uint64_t *state) {
    if (change->kind != change_write || next_random(state) % 2 == 0) {
        apply(image, change);
        return;
    }
    size_t done = 0;
    while (done < change->length) {
        size_t within = (size_t)((change->offset + (int64_t)done) % sector);
        size_t length = sector - within;
        if (length > change->length - done) length = change->length - done;
        if (next_random(state) % 2 == 0) {
            put(image, change->offset + (int64_t)done, change->bytes + done, length);
            image->exists = true;
        }
        done += length;
    }
}

static bool write_file(const struct durable_image *image, const char *folder) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, image->name);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return false;
    size_t done = 0;
    while (done < image->size) {
        ssize_t count = write(file, image->bytes + done, image->size - done);
        if (count <= 0) break;
        done += (size_t)count;
    }
    close(file);
    return done == image->size;
}

bool durable_image_lose_power(const struct durable_image *image, uint64_t *state, const char *folder) {
    struct durable_image left = {.name = image->name, .exists = image->exists};
    if (image->size > 0) put(&left, 0, image->bytes, image->size);
    size_t *order = checked(calloc(image->count + 1, sizeof *order));
    for (size_t index = 0; index < image->count; index++) order[index] = index;
    // The system writes mostly as it was told to, or in any order; a little of it, or nearly all.
    if (next_random(state) % 2 == 0)
        for (size_t index = image->count; index > 1; index--) {
            size_t other = (size_t)(next_random(state) % index);
            size_t kept = order[index - 1];
            order[index - 1] = order[other];
            order[other] = kept;
        }
    uint64_t share = next_random(state) % 101;
    for (size_t index = 0; index < image->count; index++)
        if (next_random(state) % 100 < share) apply_torn(&left, &image->changes[order[index]], state);
    free(order);
    bool is_written = !left.exists || write_file(&left, folder);
    free(left.bytes);
    return is_written;
}

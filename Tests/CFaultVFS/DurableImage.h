#ifndef DURABLEIMAGE_H
#define DURABLEIMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum change_kind { change_write, change_truncate, change_remove };

/// Something done to a file since it was flushed last.
struct change {
    enum change_kind kind;
    /// Of a truncation, the new size.
    int64_t offset;
    size_t length;
    unsigned char *bytes;
};

/// What a disk holds of one file for certain, and what has been done to the file since.
struct durable_image {
    char *name;
    bool exists;
    unsigned char *bytes;
    size_t size;
    size_t capacity;
    struct change *changes;
    size_t count;
    size_t room;
    struct durable_image *next;
};

/// The image of that name in the list; NULL where there is none.
struct durable_image *durable_image_find(struct durable_image *list, const char *name);
/// The image of that name in the list, made where it is missing.
struct durable_image *durable_image_named(struct durable_image **list, const char *name);
/// Takes what a file held before anybody watched it as durable.
void durable_image_load(struct durable_image *image, const void *bytes, size_t size);
void durable_image_note(struct durable_image *image, struct change change, const void *bytes);
/// Makes everything done to it durable.
void durable_image_flush(struct durable_image *image);
/// Makes names durable, as flushing a folder does: what was removed is gone, what was made is there, be it empty.
void durable_image_flush_names(struct durable_image *list);
void durable_image_free_all(struct durable_image *list);
/// Writes what is left of it after a loss of power into a folder.
/// @param state of the generator; advanced.
bool durable_image_lose_power(const struct durable_image *image, uint64_t *state, const char *folder);

#endif

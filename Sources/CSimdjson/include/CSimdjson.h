#ifndef DOCKET_CSIMDJSON_H
#define DOCKET_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a node of a parsed document is. An object's children alternate key (a string) and value.
enum {
    DOCKET_JSON_NULL = 0,
    DOCKET_JSON_FALSE = 1,
    DOCKET_JSON_TRUE = 2,
    DOCKET_JSON_NUMBER = 3,
    DOCKET_JSON_STRING = 4,
    DOCKET_JSON_ARRAY = 5,
    DOCKET_JSON_OBJECT = 6,
};

/// One node, in document order. `count` is the number of elements or members that follow;
/// `text` and `length` are the unescaped string or the number as it was written.
typedef struct {
    uint32_t kind;
    uint32_t count;
    const char *text;
    size_t length;
} docket_json_node;

/// Where and why parsing stopped: `offset` in bytes from the start; `reason` is a constant string.
typedef struct {
    size_t offset;
    const char *reason;
} docket_json_failure;

typedef struct docket_json_parser docket_json_parser;

docket_json_parser *docket_json_parser_create(void);
void docket_json_parser_destroy(docket_json_parser *parser);

/// Parses one document. Returns the number of nodes, or 0 with `failure` filled.
/// The nodes live until the next call with the same parser.
size_t docket_json_parse(docket_json_parser *parser, const uint8_t *bytes, size_t length, size_t depth_limit,
                         const docket_json_node **nodes, docket_json_failure *failure);

#ifdef __cplusplus
}
#endif
#endif

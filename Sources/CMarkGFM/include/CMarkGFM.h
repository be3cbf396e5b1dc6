#ifndef CMARKGFM_H
#define CMARKGFM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What a node of the tree is.
typedef enum {
    CMARKGFM_OTHER = 0,
    CMARKGFM_DOCUMENT,
    CMARKGFM_QUOTE,
    CMARKGFM_LIST,
    CMARKGFM_ITEM,
    CMARKGFM_PARAGRAPH,
    CMARKGFM_HEADING,
    CMARKGFM_CODE_BLOCK,
    CMARKGFM_HTML_BLOCK,
    CMARKGFM_RULE,
    CMARKGFM_TABLE,
    CMARKGFM_TABLE_ROW,
    CMARKGFM_TABLE_CELL,
    CMARKGFM_TEXT,
    CMARKGFM_SOFT_BREAK,
    CMARKGFM_LINE_BREAK,
    CMARKGFM_CODE,
    CMARKGFM_HTML,
    CMARKGFM_EMPHASIS,
    CMARKGFM_STRONG,
    CMARKGFM_STRIKE,
    CMARKGFM_LINK,
    CMARKGFM_IMAGE,
} CMarkGFMKind;

/// A node being entered or left. Pointers are valid until the tree is freed.
typedef struct {
    uint8_t kind;
    bool is_enter;
    /// A list's: whether it is numbered, and whether no blank lines part its items.
    bool is_ordered;
    bool is_tight;
    /// A code block's.
    bool is_fenced;
    /// A heading's, 1 to 6.
    uint8_t level;
    /// Lines count from 1, as do columns, which are bytes; where they lie in the source as far as the library knows.
    int32_t first_line;
    int32_t first_column;
    int32_t last_line;
    int32_t last_column;
    /// What is before the content on a block's first line, in bytes.
    int32_t inner_offset;
    /// Of a text, code or HTML.
    const uint8_t *literal;
    size_t literal_count;
    /// Of a block that holds text: what its inline nodes were parsed from, its lines without what contains them.
    const uint8_t *content;
    size_t content_count;
    /// Of a link or image.
    const uint8_t *address;
    size_t address_count;
} CMarkGFMEvent;

typedef struct CMarkGFMTree CMarkGFMTree;

/// Parses CommonMark with GFM's tables, strike-through and autolinks. NULL where there is no memory. Task lists are left
/// to the caller: the library knows only those outside quotes.
CMarkGFMTree *cmarkgfm_parse(const uint8_t *bytes, size_t count);

/// The next event in document order; false at the end.
bool cmarkgfm_next(CMarkGFMTree *tree, CMarkGFMEvent *event);

/// How the column of a table is aligned: 'l', 'c', 'r' or 0; of the table entered last.
uint8_t cmarkgfm_alignment(const CMarkGFMTree *tree, size_t column);

/// What the entity behind an ampersand stands for, as UTF-8.
/// - Returns: the bytes it takes behind the ampersand; 0 where it is none.
size_t cmarkgfm_entity(const uint8_t *bytes, size_t count, uint8_t output[16], size_t *output_count);

void cmarkgfm_free(CMarkGFMTree *tree);

#endif

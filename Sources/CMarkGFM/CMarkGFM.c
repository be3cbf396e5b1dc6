#include "CMarkGFM.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <cmark-gfm/houdini.h>
#include <cmark-gfm/node.h>

struct CMarkGFMTree {
    cmark_node *root;
    cmark_iter *iterator;
    cmark_node *table;
};

/// The library keeps the characters that its extensions listen for in tables that all parsers share.
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static const char *const extensions[] = {"table", "strikethrough", "autolink"};

CMarkGFMTree *cmarkgfm_parse(const uint8_t *bytes, size_t count) {
    CMarkGFMTree *tree = calloc(1, sizeof *tree);
    if (!tree) return NULL;
    pthread_mutex_lock(&gate);
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_SOURCEPOS | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(extensions[i]);
        if (extension) cmark_parser_attach_syntax_extension(parser, extension);
    }
    cmark_parser_feed(parser, (const char *)bytes, count);
    tree->root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    pthread_mutex_unlock(&gate);
    tree->iterator = tree->root ? cmark_iter_new(tree->root) : NULL;
    if (!tree->iterator) {
        cmarkgfm_free(tree);
        return NULL;
    }
    return tree;
}

void cmarkgfm_free(CMarkGFMTree *tree) {
    if (!tree) return;
    if (tree->iterator) cmark_iter_free(tree->iterator);
    if (tree->root) cmark_node_free(tree->root);
    free(tree);
}

static uint8_t kind_of(cmark_node *node) {
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_DOCUMENT: return CMARKGFM_DOCUMENT;
    case CMARK_NODE_BLOCK_QUOTE: return CMARKGFM_QUOTE;
    case CMARK_NODE_LIST: return CMARKGFM_LIST;
    case CMARK_NODE_ITEM: return CMARKGFM_ITEM;
    case CMARK_NODE_PARAGRAPH: return CMARKGFM_PARAGRAPH;
    case CMARK_NODE_HEADING: return CMARKGFM_HEADING;
    case CMARK_NODE_CODE_BLOCK: return CMARKGFM_CODE_BLOCK;
    case CMARK_NODE_HTML_BLOCK: return CMARKGFM_HTML_BLOCK;
    case CMARK_NODE_THEMATIC_BREAK: return CMARKGFM_RULE;
    case CMARK_NODE_TEXT: return CMARKGFM_TEXT;
    case CMARK_NODE_SOFTBREAK: return CMARKGFM_SOFT_BREAK;
    case CMARK_NODE_LINEBREAK: return CMARKGFM_LINE_BREAK;
    case CMARK_NODE_CODE: return CMARKGFM_CODE;
    case CMARK_NODE_HTML_INLINE: return CMARKGFM_HTML;
    case CMARK_NODE_EMPH: return CMARKGFM_EMPHASIS;
    case CMARK_NODE_STRONG: return CMARKGFM_STRONG;
    case CMARK_NODE_LINK: return CMARKGFM_LINK;
    case CMARK_NODE_IMAGE: return CMARKGFM_IMAGE;
    default: break;
    }
    // What extensions add has no constants.
    const char *name = cmark_node_get_type_string(node);
    if (strcmp(name, "table") == 0) return CMARKGFM_TABLE;
    if (strcmp(name, "table_header") == 0 || strcmp(name, "table_row") == 0) return CMARKGFM_TABLE_ROW;
    if (strcmp(name, "table_cell") == 0) return CMARKGFM_TABLE_CELL;
    if (strcmp(name, "strikethrough") == 0) return CMARKGFM_STRIKE;
    return CMARKGFM_OTHER;
}

bool cmarkgfm_next(CMarkGFMTree *tree, CMarkGFMEvent *event) {
    cmark_event_type type = cmark_iter_next(tree->iterator);
    if (type == CMARK_EVENT_DONE || type == CMARK_EVENT_NONE) return false;
    cmark_node *node = cmark_iter_get_node(tree->iterator);
    memset(event, 0, sizeof *event);
    event->kind = kind_of(node);
    event->is_enter = type == CMARK_EVENT_ENTER;
    event->first_line = node->start_line;
    event->first_column = node->start_column;
    event->last_line = node->end_line;
    event->last_column = node->end_column;
    event->inner_offset = node->internal_offset;
    switch (event->kind) {
    case CMARKGFM_LIST:
        event->is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        event->is_tight = cmark_node_get_list_tight(node) != 0;
        break;
    case CMARKGFM_HEADING:
        event->level = (uint8_t)cmark_node_get_heading_level(node);
        break;
    case CMARKGFM_CODE_BLOCK:
        event->is_fenced = node->as.code.fenced != 0;
        event->literal = node->as.code.literal.data;
        event->literal_count = (size_t)node->as.code.literal.len;
        break;
    case CMARKGFM_TEXT:
    case CMARKGFM_CODE:
    case CMARKGFM_HTML:
    case CMARKGFM_HTML_BLOCK:
        event->literal = node->as.literal.data;
        event->literal_count = (size_t)node->as.literal.len;
        break;
    case CMARKGFM_LINK:
    case CMARKGFM_IMAGE:
        event->address = node->as.link.url.data;
        event->address_count = (size_t)node->as.link.url.len;
        break;
    case CMARKGFM_TABLE:
        if (event->is_enter) tree->table = node;
        break;
    default: break;
    }
    switch (event->kind) {
    case CMARKGFM_PARAGRAPH:
    case CMARKGFM_HEADING:
    case CMARKGFM_TABLE_CELL:
        event->content = node->content.ptr;
        event->content_count = (size_t)node->content.size;
        break;
    default: break;
    }
    return true;
}

uint8_t cmarkgfm_alignment(const CMarkGFMTree *tree, size_t column) {
    if (!tree->table || column >= cmark_gfm_extensions_get_table_columns(tree->table)) return 0;
    return cmark_gfm_extensions_get_table_alignments(tree->table)[column];
}

size_t cmarkgfm_entity(const uint8_t *bytes, size_t count, uint8_t output[16], size_t *output_count) {
    cmark_strbuf text;
    cmark_strbuf_init(cmark_get_default_mem_allocator(), &text, 16);
    // The longest name has 31 letters.
    size_t taken = (size_t)houdini_unescape_ent(&text, bytes, (bufsize_t)(count < 40 ? count : 40));
    *output_count = taken > 0 && text.size <= 16 ? (size_t)text.size : 0;
    memcpy(output, text.ptr, *output_count);
    cmark_strbuf_free(&text);
    return *output_count > 0 ? taken : 0;
}

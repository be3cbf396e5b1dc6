// Must precede every header: without them ncurses hides its wide functions, and glibc wcwidth and memfd_create.
#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *composed;
static unsigned char *composed_bytes;
static size_t composed_capacity;

bool docket_locale_is_utf8(void) {
    setlocale(LC_CTYPE, "");
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// A variable of the environment, put back as it was once ncurses has read it.
struct lent {
    const char *name;
    char *before;
};

static struct lent lend(const char *name, const char *value) {
    const char *before = getenv(name);
    struct lent lent = {name, before == NULL ? NULL : strdup(before)};
    setenv(name, value, 1);
    return lent;
}

static void take_back(struct lent lent) {
    if (lent.before == NULL) {
        unsetenv(lent.name);
    } else {
        setenv(lent.name, lent.before, 1);
    }
    free(lent.before);
}

// The memory file has no size, some descriptions have none either, and LINES and COLUMNS may be another terminal's.
static SCREEN *start(const char *term, const char *terminfo, int rows, int columns) {
    char digits[2][16];
    snprintf(digits[0], sizeof digits[0], "%d", rows);
    snprintf(digits[1], sizeof digits[1], "%d", columns);
    struct lent lines = lend("LINES", digits[0]);
    struct lent width = lend("COLUMNS", digits[1]);
    SCREEN *started;
    if (terminfo == NULL) {
        started = newterm(term, composed, stdin);
    } else {
        struct lent description = lend("TERMINFO", terminfo);
        started = newterm(term, composed, stdin);
        take_back(description);
    }
    take_back(lines);
    take_back(width);
    return started;
}

bool docket_screen_open(const char *term, const char *terminfo, int rows, int columns) {
    int descriptor = memfd_create("docket-screen", MFD_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    composed = fdopen(descriptor, "w+");
    if (composed == NULL) {
        close(descriptor);
        return false;
    }
    screen = start(term, terminfo, rows, columns);
    if (screen == NULL) {
        docket_screen_close();
        return false;
    }
    set_term(screen);
    typeahead(-1);
    idlok(stdscr, FALSE);
    scrollok(stdscr, FALSE);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    resizeterm(rows, columns);
    // What ncurses says to start with is not for the terminal: whoever sends frames enters and leaves it.
    wnoutrefresh(stdscr);
    doupdate();
    lseek(fileno(composed), 0, SEEK_SET);
    return true;
}

void docket_screen_close(void) {
    if (screen != NULL) {
        delscreen(screen);
        screen = NULL;
    }
    if (composed != NULL) {
        fclose(composed);
        composed = NULL;
    }
    free(composed_bytes);
    composed_bytes = NULL;
    composed_capacity = 0;
}

const char *docket_screen_capability(const char *name) {
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

bool docket_screen_flag(const char *name) {
    return tigetflag(name) > 0;
}

int docket_screen_colors(void) {
    return has_colors() ? COLORS : 0;
}

int docket_screen_pairs(void) {
    return has_colors() ? COLOR_PAIRS : 0;
}

bool docket_screen_define_pair(int pair, int foreground, int background) {
    return init_extended_pair(pair, foreground, background) == OK;
}

void docket_screen_set_background(int pair) {
    cchar_t blank;
    wchar_t space[] = {L' ', 0};
    if (setcchar(&blank, space, A_NORMAL, 0, &pair) == OK) {
        wbkgrndset(stdscr, &blank);
    }
}

void docket_screen_resize(int rows, int columns) {
    resizeterm(rows, columns);
}

void docket_screen_erase(void) {
    werase(stdscr);
}

static attr_t attributes_of(uint8_t flags) {
    attr_t attributes = A_NORMAL;
    if (flags & DOCKET_BOLD) attributes |= A_BOLD;
    if (flags & DOCKET_DIM) attributes |= A_DIM;
    if (flags & DOCKET_ITALIC) attributes |= A_ITALIC;
    if (flags & DOCKET_UNDERLINE) attributes |= A_UNDERLINE;
    if (flags & DOCKET_REVERSE) attributes |= A_REVERSE;
    return attributes;
}

// A glyph in one cell or two; nothing where libc measures it otherwise than the layout did.
static bool compose_cell(const wchar_t *text, int width, uint8_t flags, int pair, cchar_t *out) {
    return text[0] != 0 && wcwidth(text[0]) == width && setcchar(out, text, attributes_of(flags), 0, &pair) == OK;
}

static void put_stand_in(int row, int column, int width, uint8_t flags, int pair) {
    wchar_t text[] = {MB_CUR_MAX > 1 ? 0xFFFD : L'?', 0};
    wchar_t blank[] = {L' ', 0};
    cchar_t cells[2];
    setcchar(&cells[0], text, attributes_of(flags), 0, &pair);
    setcchar(&cells[1], blank, attributes_of(flags), 0, &pair);
    mvwadd_wchnstr(stdscr, row, column, cells, width < 2 ? 1 : 2);
}

void docket_screen_put(int row, int column, const struct docket_cell *cell) {
    wchar_t text[DOCKET_CELL_SCALARS + 1];
    int count = cell->scalar_count < DOCKET_CELL_SCALARS ? cell->scalar_count : DOCKET_CELL_SCALARS;
    for (int i = 0; i < count; i++) {
        text[i] = (wchar_t)cell->scalars[i];
    }
    text[count] = 0;
    cchar_t out;
    if (compose_cell(text, cell->width, cell->attributes, cell->pair, &out)) {
        mvwadd_wchnstr(stdscr, row, column, &out, 1);
    } else {
        put_stand_in(row, column, cell->width, cell->attributes, cell->pair);
    }
}

void docket_screen_put_run(int row, int column, const uint32_t *scalars, int count, uint8_t attributes, int pair) {
    cchar_t span[256];
    cchar_t letter;
    wchar_t blank[] = {L' ', 0};
    if (setcchar(&letter, blank, attributes_of(attributes), 0, &pair) != OK) {
        return;
    }
    int used = 0;
    int start = column;
    for (int i = 0; i < count; i++) {
        wchar_t scalar = (wchar_t)scalars[i];
        // Asking libc for the width of a letter of ASCII would take longer than all the rest.
        bool fits = (scalar >= ' ' && scalar < 127) || wcwidth(scalar) == 1;
        if (used > 0 && (used == 256 || !fits)) {
            mvwadd_wchnstr(stdscr, row, start, span, used);
            used = 0;
        }
        if (!fits) {
            put_stand_in(row, column + i, 1, attributes, pair);
            continue;
        }
        if (used == 0) {
            start = column + i;
        }
        span[used] = letter;
        span[used++].chars[0] = scalar;
    }
    if (used > 0) {
        mvwadd_wchnstr(stdscr, row, start, span, used);
    }
}

long docket_screen_compose(int cursor_row, int cursor_column, bool cursor_visible, bool repaint,
                           const unsigned char **bytes) {
    if (repaint) {
        clearok(curscr, TRUE);
    }
    leaveok(stdscr, cursor_visible ? FALSE : TRUE);
    if (cursor_visible) {
        wmove(stdscr, cursor_row, cursor_column);
    }
    curs_set(cursor_visible ? 1 : 0);
    wnoutrefresh(stdscr);
    doupdate();
    fflush(composed);

    int descriptor = fileno(composed);
    off_t size = lseek(descriptor, 0, SEEK_CUR);
    if (size < 0) {
        return -1;
    }
    if ((size_t)size > composed_capacity) {
        unsigned char *larger = realloc(composed_bytes, (size_t)size);
        if (larger == NULL) {
            return -1;
        }
        composed_bytes = larger;
        composed_capacity = (size_t)size;
    }
    if (size > 0 && pread(descriptor, composed_bytes, (size_t)size, 0) != size) {
        return -1;
    }
    lseek(descriptor, 0, SEEK_SET);
    *bytes = composed_bytes;
    return (long)size;
}

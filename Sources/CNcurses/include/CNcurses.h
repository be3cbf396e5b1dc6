// The one door to ncurses and to the terminal's modes: plain ints and one small struct, because
// SwiftPM's own import of ncursesw drops the wide functions, and Swift cannot see macros and variadics.
#ifndef DOCKET_CNCURSES_H
#define DOCKET_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DOCKET_BOLD = 1,
    DOCKET_DIM = 2,
    DOCKET_ITALIC = 4,
    DOCKET_UNDERLINE = 8,
    DOCKET_REVERSE = 16,
    DOCKET_CELL_SCALARS = 5
};

/// What one cell (or a pair of cells, for a wide glyph) shows.
struct docket_cell {
    uint32_t scalars[DOCKET_CELL_SCALARS];
    uint8_t scalar_count;
    uint8_t width;
    uint8_t attributes;
    int32_t pair;
};

// Screen: ncurses composes into memory, so that a frame leaves in one write and nobody but this program owns the tty.

/// Sets the character type from the environment; true where that means UTF-8.
bool docket_locale_is_utf8(void);
/// Starts ncurses for `term`, with `terminfo` (may be NULL) in the place of the environment's TERMINFO while it starts.
bool docket_screen_open(const char *term, const char *terminfo, int rows, int columns);
void docket_screen_close(void);
/// A string capability, NULL where the terminal has none.
const char *docket_screen_capability(const char *name);
bool docket_screen_flag(const char *name);
int docket_screen_colors(void);
int docket_screen_pairs(void);
/// Defines a colour pair; -1 is the terminal's own colour.
bool docket_screen_define_pair(int pair, int foreground, int background);
/// The pair that blanks are erased with.
void docket_screen_set_background(int pair);
void docket_screen_resize(int rows, int columns);
/// Blanks what ncurses is to show.
void docket_screen_erase(void);
/// Puts a glyph, or U+FFFD where libc measures it otherwise than the layout did.
void docket_screen_put(int row, int column, const struct docket_cell *cell);
/// The same with cells beside each other that look alike and are one scalar and one column each.
void docket_screen_put_run(int row, int column, const uint32_t *scalars, int count, uint8_t attributes, int pair);
/// Composes what changed. The bytes belong to the screen and hold until the next call; -1 on failure.
long docket_screen_compose(int cursor_row, int cursor_column, bool cursor_visible, bool repaint,
                           const unsigned char **bytes);

// Modes: raw input and what undoes it, whichever way the program ends.

/// Saves the modes of `input`, makes it raw, and arms the restoring of both on a crash or an exit.
/// `leave` are the bytes that bring the terminal behind `output` back.
bool docket_modes_enter(int input, int output, const unsigned char *leave, size_t leave_count);
/// Brings the terminal back, once; safe to call at any time.
void docket_modes_leave(void);

// Signals: a byte with its number on a pipe for each; crashes restore the terminal first.

/// Returns the reading end of the pipe, -1 on failure.
int docket_signals_install(void);
void docket_signals_remove(void);
/// While another program has the terminal a stop must stop this one too.
void docket_signals_stop_by_default(bool by_default);
/// Stops the whole job, as the terminal's own suspend key does; returns when it goes on.
void docket_signals_stop_now(void);

#endif

#include "CNcurses.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// Everything that a crash handler needs lies ready here, since it may neither allocate nor lock.
static struct termios saved;
static struct termios raw;
static unsigned char leave_bytes[1024];
static size_t leave_length;
static int input_descriptor = -1;
static int output_descriptor = -1;
static atomic_bool armed;

bool docket_modes_enter(int input, int output, const unsigned char *leave, size_t leave_count) {
    static bool registered;
    // After a stop that nobody could catch the saved modes still are the right ones.
    if (!atomic_load(&armed)) {
        if (leave_count > sizeof leave_bytes || tcgetattr(input, &saved) != 0) {
            return false;
        }
        memcpy(leave_bytes, leave, leave_count);
        leave_length = leave_count;
        input_descriptor = input;
        output_descriptor = output;
        raw = saved;
        cfmakeraw(&raw);
        raw.c_cc[VMIN] = 1;
        raw.c_cc[VTIME] = 0;
        if (!registered) {
            registered = true;
            atexit(docket_modes_leave);
        }
        atomic_store(&armed, true);
    }
    while (tcsetattr(input, TCSANOW, &raw) != 0) {
        if (errno != EINTR) {
            atomic_store(&armed, false);
            return false;
        }
    }
    return true;
}

void docket_modes_leave(void) {
    if (!atomic_exchange(&armed, false)) {
        return;
    }
    const unsigned char *next = leave_bytes;
    size_t left = leave_length;
    while (left > 0) {
        ssize_t written = write(output_descriptor, next, left);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            break;
        }
        next += written;
        left -= (size_t)written;
    }
    // Reports of the mouse that nobody has read would land in the shell as text.
    tcflush(input_descriptor, TCIFLUSH);
    while (tcsetattr(input_descriptor, TCSANOW, &saved) != 0 && errno == EINTR) {
    }
}

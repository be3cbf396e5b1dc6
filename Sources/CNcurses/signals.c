#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static const int noted[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT};
static const int crashes[] = {SIGILL, SIGSEGV, SIGTRAP, SIGABRT, SIGBUS, SIGFPE};
enum { noted_count = sizeof noted / sizeof *noted, crash_count = sizeof crashes / sizeof *crashes };

static struct sigaction noted_before[noted_count];
static struct sigaction crashes_before[crash_count];
static int ends[2] = {-1, -1};
static void *crash_stack;

static void note(int number) {
    int error = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe already holds a notice of everything that there is to know.
    ssize_t ignored = write(ends[1], &byte, 1);
    (void)ignored;
    errno = error;
}

static void crash(int number, siginfo_t *info, void *context) {
    (void)context;
    docket_modes_leave();
    for (int i = 0; i < crash_count; i++) {
        if (crashes[i] == number) {
            sigaction(number, &crashes_before[i], NULL);
        }
    }
    // A fault happens again when the handler returns; one that was sent must be sent again.
    if (info->si_code <= 0) {
        raise(number);
    }
}

static void handle(int number) {
    struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

int docket_signals_install(void) {
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        return -1;
    }
    for (int i = 0; i < noted_count; i++) {
        sigaction(noted[i], NULL, &noted_before[i]);
        handle(noted[i]);
    }
    // An overflowing stack cannot run its own handler.
    size_t size = 64 * 1024;
    crash_stack = malloc(size);
    if (crash_stack != NULL) {
        stack_t stack = {.ss_sp = crash_stack, .ss_size = size};
        sigaltstack(&stack, NULL);
    }
    for (int i = 0; i < crash_count; i++) {
        struct sigaction action = {.sa_sigaction = crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
        sigemptyset(&action.sa_mask);
        sigaction(crashes[i], &action, &crashes_before[i]);
    }
    return ends[0];
}

void docket_signals_remove(void) {
    if (ends[0] < 0) {
        return;
    }
    for (int i = 0; i < noted_count; i++) {
        sigaction(noted[i], &noted_before[i], NULL);
    }
    // Where the terminal's end was read before its signal came, that one is still under way: it must not end the program
    // while it saves what was decided.
    signal(SIGHUP, SIG_IGN);
    for (int i = 0; i < crash_count; i++) {
        sigaction(crashes[i], &crashes_before[i], NULL);
    }
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    free(crash_stack);
    crash_stack = NULL;
    close(ends[0]);
    close(ends[1]);
    ends[0] = ends[1] = -1;
}

void docket_signals_stop_by_default(bool by_default) {
    if (by_default) {
        signal(SIGTSTP, SIG_DFL);
    } else {
        handle(SIGTSTP);
    }
}

void docket_signals_stop_now(void) {
    // To this thread and unblocked, so that the stop has happened when raise returns; sent to the process, another
    // thread could take it only when the handler is back.
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    docket_signals_stop_by_default(true);
    pthread_sigmask(SIG_UNBLOCK, &stop, &before);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    docket_signals_stop_by_default(false);
}

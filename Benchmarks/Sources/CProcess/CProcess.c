#define _GNU_SOURCE
#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t bench_spawn(char *const arguments[], char *const environment[], int input, int output, int error) {
    pid_t process = fork();
    if (process != 0) return process;
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(error, 2) < 0) _exit(127);
    execve(arguments[0], arguments, environment);
    _exit(127);
}

pid_t bench_spawn_in_terminal(
    char *const arguments[], char *const environment[], unsigned short rows, unsigned short columns, int *terminal) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    pid_t process = forkpty(terminal, NULL, NULL, &size);
    if (process == 0) {
        execve(arguments[0], arguments, environment);
        _exit(127);
    }
    if (process > 0) fcntl(*terminal, F_SETFD, FD_CLOEXEC);
    return process;
}

_Bool bench_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0; }

_Bool bench_wait(pid_t process, bench_outcome *outcome) {
    int state = 0;
    struct rusage usage;
    while (wait4(process, &state, 0, &usage) < 0) {
        if (errno != EINTR) return 0;
    }
    outcome->status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
    outcome->peak_kib = usage.ru_maxrss;
    return 1;
}

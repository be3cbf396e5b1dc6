#ifndef BENCHMARKS_CPROCESS_H
#define BENCHMARKS_CPROCESS_H

#include <sys/types.h>

/// What a process was and used, as wait4(2) says.
typedef struct {
    /// The exit status, or 128 + the signal that ended it.
    int status;
    /// The peak of its resident memory in KiB. Linux counts what the forking process had resident as the child's own.
    long peak_kib;
} bench_outcome;

/// Starts a program with these descriptors as standard input, output and error. Returns its id, or -1 with errno.
pid_t bench_spawn(char *const arguments[], char *const environment[], int input, int output, int error);

/// Starts a program in a pseudo terminal of its own; `terminal` becomes our end of it. Returns its id, or -1 with errno.
pid_t bench_spawn_in_terminal(
    char *const arguments[], char *const environment[], unsigned short rows, unsigned short columns, int *terminal);

/// Makes a pipe that started programs do not inherit: its reading end, its writing end. False with errno where that fails.
_Bool bench_pipe(int ends[2]);

/// Waits until the process has ended. False with errno where that fails.
_Bool bench_wait(pid_t process, bench_outcome *outcome);

#endif

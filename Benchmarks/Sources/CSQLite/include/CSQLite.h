#ifndef BENCHMARKS_CSQLITE_H
#define BENCHMARKS_CSQLITE_H

#include <sqlite3.h>

#endif

#ifndef CAIRN_CSQLITE_SHIM_H
#define CAIRN_CSQLITE_SHIM_H

#include <sqlite3.h>

/// SQLite counts its memory under a lock at each allocation unless it is told not to, which is a
/// variadic function that Swift cannot call. To be called before the first connection is opened.
static inline int cairn_sqlite_count_no_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#endif

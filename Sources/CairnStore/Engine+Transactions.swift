internal import GRDB
internal import GRDBSQLite

/// Transactions through the connection's own handle.
///
/// The database library's own way says `PRAGMA query_only` around each read, which makes SQLite
/// parse every prepared statement anew, and so costs more than most reads.
extension Engine {
    /// Runs `body` on one consistent state of the file.
    ///
    /// - Precondition: `body` writes nothing.
    func reading(_ body: () throws -> Void) throws {
        try beginReading.run()
        do {
            try begin()
            try body()
        } catch {
            rollBack()
            throw error
        }
        let isWriting = sqlite3_txn_state(connection, nil) == SQLITE_TXN_WRITE
        if isWriting { rollBack() }
        precondition(!isWriting, "a read wrote to the store")
        unlock()
        try commit.run()
    }

    /// Runs `body` in an immediate transaction and commits it; rolls back where `body` throws.
    ///
    /// - Parameter keepsLock: whether the file stays locked for reading, so that `reading`, which
    ///   has to come next, need not lock it anew. The next transaction of whatever kind unlocks it.
    func writing(keepsLock: Bool = false, _ body: () throws -> Void) throws {
        // Whoever waits for a lock to write while others wait for this one would wait for itself.
        unlock()
        try beginWriting.run()
        do {
            try begin()
            try body()
            try finish()
            if keepsLock { keepLock() } else { unlock() }
            try commit.run()
        } catch {
            rollBack()
            throw error
        }
    }

    /// Runs `body` inside a transaction for writing; where it throws that error what it did is taken
    /// back, and nil comes of it. After any other error the transaction has to be rolled back. What
    /// the engine remembers of the transaction so far is forgotten: nothing may have been applied.
    func attempting<T, Refusal: Error>(
        unless refusal: Refusal.Type, _ body: () throws -> T
    ) throws -> T? {
        try prepared("SAVEPOINT attempt").run()
        do {
            let result = try body()
            try prepared("RELEASE attempt").run()
            return result
        } catch is Refusal {
            try prepared("ROLLBACK TO attempt").run()
            try prepared("RELEASE attempt").run()
            forget()
            try begin()
            return nil
        }
    }

    /// SQLite may have rolled back by itself, as when the disk is full.
    private func rollBack() {
        forget()
        unlock()
        if sqlite3_get_autocommit(connection) == 0 { try? rollback.run() }
    }
}

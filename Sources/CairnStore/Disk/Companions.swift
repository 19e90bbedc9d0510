internal import GRDBSQLite
internal import Synchronization

/// The names under which SQLite asks for what may be beside the stores that are open.
///
/// It asks for a store's journal and its WAL by the names that it made when it opened the store, at
/// their very addresses; a name elsewhere in memory may have been read from a file.
final class Companions: Sendable {
    private struct Companion: @unchecked Sendable {
        /// Used by the connection that asks alone.
        unowned let store: GatheredFile
        let isJournal: Bool
    }

    private let known = Mutex<[UInt: Companion]>([:])

    /// - Parameter name: of the store, as SQLite hands it to a VFS.
    func add(_ store: GatheredFile, named name: UnsafePointer<CChar>) {
        let journal = UInt(bitPattern: sqlite3_filename_journal(name))
        let log = UInt(bitPattern: sqlite3_filename_wal(name))
        let companions = [
            journal: Companion(store: store, isJournal: true),
            log: Companion(store: store, isJournal: false),
        ]
        known.withLock { $0.merge(companions) { $1 } }
    }

    func remove(_ store: GatheredFile) {
        let mark = ObjectIdentifier(store)
        known.withLock { known in
            known = known.filter { ObjectIdentifier($0.value.store) != mark }
        }
    }

    /// The store whose journal has that name; nil for any other file.
    func store(ofJournal name: UnsafePointer<CChar>) -> GatheredFile? {
        companion(name).flatMap { $0.isJournal ? $0.store : nil }
    }

    private func companion(_ name: UnsafePointer<CChar>) -> Companion? {
        known.withLock { $0[UInt(bitPattern: name)] }
    }

    /// Whether there is something in the file of that name; nil where the file has to be looked at.
    func isThere(_ name: UnsafePointer<CChar>) -> Bool? {
        guard let found = companion(name) else { return nil }
        if found.isJournal { return found.store.hasJournal(at: name) }
        // A store in WAL mode says so in its first page. What stands beside an empty one was a
        // store's before it, and SQLite removes it.
        return found.store.hasContent ? false : nil
    }
}

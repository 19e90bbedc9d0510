package import CairnModel
internal import GRDB
internal import GRDBSQLite

/// A store: one SQLite file with the log and the tables that follow from it.
///
/// The file uses a rollback journal, not WAL: the system's SQLite may be older than 3.51.3, whose
/// predecessors can in rare cases corrupt a WAL that two connections reset at once, and here a
/// server and the command line open the same file. It also keeps a store one file. As long as a
/// store is open its journal stays beside it, with pages of transactions that have ended: the first
/// byte says that they are of no more use. Making room for it anew would cost a small commit a tenth
/// of its time, and the log in the store has what was in those pages. Each commit waits for the disk.
///
/// Errors are `StoreError`s, besides what the caller's own closures throw.
package final class Store: Sendable {
    package let path: String
    let surroundings: Surroundings
    let queue: DatabaseQueue
    /// Used inside the queue's closures alone.
    let engine: Engine
    let sidecar: SidecarFile

    init(path: String, surroundings: Surroundings, queue: DatabaseQueue) {
        (self.path, self.surroundings, self.queue) = (path, surroundings, queue)
        sidecar = SidecarFile(of: path)
        engine = queue.unsafeRead { database in Engine(database) }
    }

    /// The version of SQLite that this program runs with.
    package static var sqliteVersion: String { String(cString: sqlite3_libversion()) }

    /// The node id under which it writes; it may take another before its next write.
    package func node() throws -> NodeID {
        try read { try $0.engine.node() }
    }

    /// Hands one consistent state of the store to `body`, and keeps it still that long.
    package func read<T>(_ body: (Snapshot) throws -> T) throws -> T {
        var result: T?
        try using { try $0.reading { result = try body(Snapshot(engine: engine)) } }
        return result!
    }

    /// Runs `body` in one immediate transaction; it is rolled back where `body` throws.
    ///
    /// - Parameter keepsLock: whether a read comes next (`Engine.writing`).
    func write<T>(keepsLock: Bool = false, _ body: (Snapshot) throws -> T) throws -> T {
        var result: T?
        try using {
            try $0.writing(keepsLock: keepsLock) { result = try body(Snapshot(engine: engine)) }
        }
        return result!
    }

    /// Not generic: these are the calls that cross into the library.
    private func using(_ body: (Engine) throws -> Void) throws {
        do {
            try queue.unsafeRead { _ in try body(engine) }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        } catch is LineFault {
            // What others send is read before; a line of our own that cannot be read was damaged.
            throw StoreError(
                .corrupted, "an entry in the log of \(path) is damaged",
                hint: "keep a copy of the file, and run cairn doctor")
        }
    }
}

// MARK: - Settings of this laptop, beside the log and never synced

extension Store {
    /// The chapter that this laptop belongs to.
    package func home() throws -> RecordID? {
        try read { try $0.engine.meta("home").flatMap { RecordID($0) } }
    }

    /// Says which chapter this laptop belongs to.
    package func setHome(_ chapter: RecordID) throws {
        try write { try $0.engine.setMeta("home", chapter.description) }
    }

    /// The volunteer who works on this laptop, as `by` names one; nil on another machine than the
    /// one where it was said.
    package func me() -> String? {
        guard let known = sidecar.current(), known.machine == surroundings.machine else {
            return nil
        }
        return known.me
    }

    /// Says who works on this laptop.
    package func setMe(_ volunteer: String?) throws {
        let node = try node()
        try FolderLock.holding(path) {
            var next =
                sidecar.current()
                ?? Sidecar(
                    machine: surroundings.machine, file: sidecar.mark(), node: node, me: nil)
            next.me = volunteer
            try sidecar.replace(with: next, isDurable: false)
        }
    }
}

import CairnModel
import CairnStore
import Foundation
import TestSupport

extension TemporaryFolder {
    /// A new, empty store in this folder.
    func newStore(
        _ name: String = "store", on machine: TestMachine? = nil
    ) throws -> Store {
        let seed = Array(name.utf8).reduce(7) { $0 &* 31 &+ UInt64($1) }
        let machine = machine ?? TestMachine("machine of \(name)", seed: seed)
        return try Store.create(
            StoreFiles(url.appending(path: name)).path, surroundings: machine.surroundings)
    }
}

extension Store {
    /// Receives lines in their order, and what was refused again and again until nothing more is
    /// applied.
    ///
    /// - Returns: the lines that were left over.
    @discardableResult
    func take(_ lines: [[UInt8]]) throws -> [[UInt8]] {
        var waiting = lines
        while !waiting.isEmpty {
            let received = try receive(waiting) { _ in true }
            let left = zip(waiting, received).filter {
                if case .refused = $1.outcome { true } else { false }
            }
            if left.count == waiting.count { break }
            waiting = left.map(\.0)
        }
        return waiting
    }

    func dump() throws -> [String] { try read(StoreDump.lines) }

    /// Sets fields of a record, making it where it is not there.
    @discardableResult
    func put(
        _ id: RecordID, kind: String = "event", in log: RecordID, resolve: Bool = false,
        _ set: (field: String, value: JSON)...
    ) throws -> Performed {
        try perform { snapshot in
            let isThere = try snapshot.record(kind, id, in: log) != nil
            return Intent(
                [
                    Edit(
                        isThere ? .write : .create, log: log, kind: kind, id: id, set: set,
                        resolve: resolve)
                ], by: nil)
        }
    }

    func shown(
        _ id: RecordID, kind: String = "event", in log: RecordID
    ) throws -> StoredRecord? {
        try read { try $0.record(kind, id, in: log) }
    }

    /// Takes over all lines of another store.
    func pull(_ other: Store) throws { try take(StoreDump.log(other)) }
}

/// Names for tests that need one log and few records.
enum Some {
    static let log = RecordID("0193a5c1-b2f4-7a3c-9d2e-1b2c3d4e5f60")!
    static let event = RecordID("0193a5c2-0000-7000-8000-000000000001")!
    static let task = RecordID("0193a5c3-0000-7000-8000-000000000001")!
}

import CairnModel
import Foundation
import GRDBSQLite
import TestSupport
import Testing

@testable import CairnStore

/// Whatever grows with the log is found through an index.
struct QueryPlanTests {
    let folder: TemporaryFolder
    let store: Store
    let log = RecordID.new()
    let event = RecordID.new()
    let tasks = (0..<600).map { _ in RecordID.new() }

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(folder.file("a.db"), surroundings: .testing())
        var edits = [Edit(.create, log: log, kind: "event", id: event, set: [("title", "Fair")])]
        for (index, id) in tasks.enumerated() {
            var set: [(field: String, value: JSON)] = [
                ("title", .string("Task \(index)")), ("event", .string(event.description)),
            ]
            if index.isMultiple(of: 2) { set.append(("due", ["date": "2026-05-02"])) }
            edits.append(Edit(.create, log: log, kind: "task", id: id, set: set))
        }
        try store.performMany(Intent(edits, by: nil)) { _ in }
    }

    /// The tables with a row for each entry, record, changed field or piece.
    private static let longTables = ["entry", "piece", "record", "cell", "settled", "run_piece"]

    /// The statements that `body` ran and whose plan walks over a whole long table.
    private func scans(_ body: (Snapshot) throws -> Void) throws -> [String] {
        let ran = try traced { try store.read(body) }
        #expect(!ran.isEmpty)
        return try ran.filter { sql in try scans(in: sql) }
    }

    /// Whether a step of a statement's plan walks over a long table, whatever its alias.
    private func isScan(_ step: String, of sql: String) -> Bool {
        guard step.hasPrefix("SCAN ") else { return false }
        let name = step.split(separator: " ")[1]
        return Self.longTables.contains { $0 == name || sql.contains("\($0) \(name)") }
    }

    private func scans(in sql: String) throws -> Bool {
        try plan(of: sql).contains { isScan($0, of: sql) }
    }

    private func plan(of sql: String) throws -> [String] {
        try store.read { snapshot in
            let explained = try Statement(
                snapshot.engine.connection, "EXPLAIN QUERY PLAN \(sql)")
            var steps: [String] = []
            while try explained.next() { steps.append(explained.text(3)) }
            return steps
        }
    }

    /// The texts of the statements that `body` runs, without those of transactions.
    private func traced(_ body: () throws -> Void) throws -> Set<String> {
        let seen = Seen()
        let connection = store.engine.connection
        sqlite3_trace_v2(
            connection, UInt32(SQLITE_TRACE_STMT),
            { _, context, statement, _ in
                let seen = Unmanaged<Seen>.fromOpaque(context!).takeUnretainedValue()
                if let text = sqlite3_sql(OpaquePointer(statement)) {
                    seen.texts.insert(String(cString: text))
                }
                return 0
            }, Unmanaged.passUnretained(seen).toOpaque())
        defer { sqlite3_trace_v2(connection, 0, nil, nil) }
        try body()
        return seen.texts.filter { text in
            ["SELECT", "INSERT", "UPDATE", "DELETE"].contains { text.hasPrefix($0) }
        }
    }

    private final class Seen {
        var texts: Set<String> = []
    }

    @Test("the test notices a walk over all records")
    func noticesScans() throws {
        let found = try scans { _ = try $0.counts() }
        #expect(found.count == 1)
    }

    @Test("lists go through the index")
    func lists() throws {
        let found = try scans { snapshot in
            var timed = RecordFilter(kind: "task")
            (timed.from, timed.before) = ("2026-05-01", "2026-05-03")
            var naming = RecordFilter(kind: "task")
            naming.naming = ("event", event)
            for filter in [RecordFilter(kind: "task"), timed, naming] {
                let listed = try snapshot.records(filter)
                #expect(!listed.isEmpty)
            }
        }
        #expect(found.isEmpty)
    }

    @Test("a record is found by its id and by its ref through an index")
    func lookups() throws {
        let found = try scans { snapshot in
            #expect(try snapshot.record("task", tasks[7], in: log) != nil)
            let ref = try snapshot.ref(of: tasks[7])
            #expect(try snapshot.find(ref, kinds: nil).map(\.id) == [tasks[7]])
        }
        #expect(found.isEmpty)
    }

    @Test("an exchange reads what the other lacks, and nothing else")
    func exchanges() throws {
        let have = try store.read { try $0.vector(of: nil) }
        try store.perform { _ in
            Intent(
                [Edit(.write, log: log, kind: "task", id: tasks[3], set: [("title", "New")])],
                by: nil)
        }
        let found = try scans { snapshot in
            var lines = 0
            try snapshot.forEachLacking(have, logs: [log], leavingOut: [:]) { _ in
                lines += 1
                return true
            }
            #expect(lines == 1)
            for (stream, pairs) in have.streams {
                for pair in pairs { #expect(try snapshot.holds(stream, pair)) }
            }
        }
        #expect(found.isEmpty)
    }

    @Test("a write and an entry that comes in walk over no table")
    func writes() throws {
        let other = try Store.create(folder.file("b.db"), surroundings: .testing())
        var lines: [[UInt8]] = []
        _ = try store.read { snapshot in
            try snapshot.forEachLacking(Vector(), logs: [log], leavingOut: [:]) {
                lines.append(Array($0))
                return true
            }
        }
        _ = try other.receive(lines) { _ in true }
        try other.perform { _ in
            Intent(
                [Edit(.write, log: log, kind: "task", id: tasks[5], set: [("title", "Other")])],
                by: nil)
        }
        let last = try other.read { snapshot in
            var last: [UInt8] = []
            try snapshot.forEachLacking(Vector(), logs: [log], leavingOut: [:]) {
                last = Array($0)
                return true
            }
            return last
        }
        let ran = try traced {
            try store.perform { _ in
                Intent(
                    [Edit(.write, log: log, kind: "task", id: tasks[5], set: [("title", "Own")])],
                    by: nil)
            }
            var opened = OpenedConflicts()
            var lines = EntryLines()
            last.withUnsafeBufferPointer { lines.append($0) }
            _ = try store.receive([lines], opened: &opened) { _ in true }
            #expect(try store.read { try $0.openCount(of: opened) } == 1)
        }
        let found = try ran.filter { sql in try scans(in: sql) }
        #expect(found.isEmpty)
    }
}

import CairnModel
import Foundation
import TestSupport
import Testing

@testable import CairnStore

struct PerformTests {
    let folder: TemporaryFolder
    let store: Store
    let log = RecordID.new()

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(folder.file("a.db"), surroundings: .testing())
    }

    private func create(_ id: RecordID, _ set: [(field: String, value: JSON)]) throws -> Performed {
        try store.perform { _ in
            Intent([Edit(.create, log: log, kind: "event", id: id, set: set)], by: nil)
        }
    }

    private func record(_ id: RecordID) throws -> StoredRecord {
        try #require(try store.read { try $0.record("event", id, in: log) })
    }

    @Test("a record is made once and shows what was set")
    func creates() throws {
        let id = RecordID.new()
        #expect(try create(id, [("title", "One"), ("capacity", 3)]).results == [.created])
        #expect(try create(id, [("title", "Two")]).results == [.unchanged])
        let found = try record(id)
        #expect(found["title"] == "One")
        #expect(found["capacity"] == 3)
        #expect(!found.isHidden)
    }

    @Test("the first entry of a node says which laptop it is")
    func introduces() throws {
        _ = try create(.new(), [("title", "One")])
        let nodes = try store.read { try $0.records(RecordFilter(kind: "node")) }
        #expect(nodes.map { $0["name"] } == ["Test laptop"])
    }

    @Test("writing the shown value again writes nothing")
    func skipsEqualValues() throws {
        let id = RecordID.new()
        _ = try create(id, [("title", "One")])
        let again = try store.perform { _ in
            Intent(
                [Edit(.write, log: log, kind: "event", id: id, set: [("title", "One")])], by: nil)
        }
        #expect(again.results == [.unchanged])
        #expect(again.entries.isEmpty)
    }

    @Test("a deleted record is hidden, and made again it shows only what is set anew")
    func deletesAndMakesAgain() throws {
        let id = RecordID.new()
        _ = try create(id, [("title", "One"), ("summary", "Old")])
        let deleted = try store.perform { _ in
            Intent([Edit(.delete, log: log, kind: "event", id: id)], by: nil)
        }
        #expect(deleted.results == [.deleted])
        #expect(try record(id).isHidden)
        #expect(try create(id, [("title", "New")]).results == [.restored])
        let found = try record(id)
        #expect(!found.isHidden)
        #expect(found.fields.map(\.name) == ["title"])
        #expect(found["title"] == "New")
        #expect(try store.read { try $0.conflicts(all: true) }.isEmpty)
    }

    @Test("undo takes back the last command: an edit, a deletion, then what made the record")
    func undoes() throws {
        let id = RecordID.new()
        _ = try create(id, [("title", "One")])
        try store.perform { _ in
            Intent(
                [Edit(.write, log: log, kind: "event", id: id, set: [("title", "Two")])], by: nil)
        }
        try store.perform { _ in
            Intent([Edit(.delete, log: log, kind: "event", id: id)], by: nil)
        }
        func undo() throws {
            let last = try store.read { try $0.lastCommand(by: nil) }
            try store.perform { Intent(try $0.undoing(last).edits, by: nil, undoes: last) }
        }
        try undo()
        #expect(try record(id)["title"] == "Two")
        #expect(try !record(id).isHidden)
        try undo()
        #expect(try record(id)["title"] == "One")
        try undo()
        #expect(try record(id).isHidden)
        #expect(try store.read { try $0.lastCommand(by: nil) }.isEmpty)
    }

    @Test("an import of many records is one command, and undo takes all of it back")
    func undoesMany() throws {
        let edits = (0..<1_203).map { index in
            Edit(
                .create, log: log, kind: "event", id: .new(),
                set: [("title", .string("Event \(index)"))])
        }
        let performed = try store.performMany(Intent(edits, by: nil)) { _ in }
        #expect(performed.entries.count == 3)
        #expect(Set(performed.results) == [.created])
        let last = try store.read { try $0.lastCommand(by: nil) }
        #expect(last == performed.entries)
        let plan = try store.read { try $0.undoing(last) }
        #expect(plan.records == 1_203)
        try store.performMany(Intent(plan.edits, by: nil, undoes: last)) { _ in }
        #expect(try store.read { try $0.records(RecordFilter(kind: "event")) }.isEmpty)
        #expect(try store.doctor { _ in }.allSatisfy { !$0.isFault })
    }

    @Test(
        "many creations come to the same whether one of their records is there already or none",
        arguments: [nil, 0, 300, 700, 899])
    func createsMany(known: Int?) throws {
        let ids = (0..<900).map { _ in RecordID.new() }
        func edit(_ place: Int) -> Edit {
            Edit(
                .create, log: log, kind: "event", id: ids[place],
                set: [("title", .string("Event \(place)"))])
        }
        var results = [Performed.Result](repeating: .created, count: ids.count)
        if let known {
            // One shown, one deleted.
            for (place, result) in [(known, Performed.Result.unchanged), (450, .restored)] {
                _ = try create(ids[place], [("title", "Before"), ("capacity", 3)])
                results[place] = result
            }
            let deletion = Edit(.delete, log: log, kind: "event", id: ids[450])
            try store.perform { _ in Intent([deletion], by: nil) }
        }
        let before = try store.read { try $0.entryCount() }
        // And one twice in the same command, before and behind the end of an entry.
        let edits = ids.indices.map(edit) + [edit(10), edit(890)]
        let performed = try store.perform { _ in Intent(edits, by: nil) }
        #expect(performed.results == results + [.unchanged, .unchanged])
        #expect(
            try store.read { try $0.entryCount() } == before + performed.entries.count)
        #expect(try store.doctor { _ in }.allSatisfy { !$0.isFault })
        let title = try record(ids[700])["title"]
        #expect(title == (known == 700 ? "Before" : "Event 700"))
        #expect(try record(ids[450])["title"] == "Event 450")
        #expect(try record(ids[450])["capacity"] == nil)
        // The next command goes on from there.
        #expect(try create(ids[899], []).results == [.unchanged])
        #expect(try create(.new(), [("title", "New")]).results == [.created])
    }

    @Test("a ref is the shortest tail that no other record has")
    func refs() throws {
        let first = RecordID("0193a5c2-7d10-7c3e-8f4a-5b6c7d8e9f01")!
        let second = RecordID("0193a5c2-7d10-7c3e-8f4a-5b6c7d8a9f01")!
        _ = try create(first, [("title", "One")])
        #expect(try store.read { try $0.ref(of: first) } == "9f01")
        _ = try create(second, [("title", "Two")])
        #expect(try store.read { try $0.ref(of: first) } == "e9f01")
        let found = try store.read { try $0.find("9f01", kinds: nil) }
        #expect(found.map(\.id) == [second, first])
        #expect(try store.read { try $0.find("8E9F01", kinds: ["event"]) }.map(\.id) == [first])
    }

    @Test("lists come in the order of their time and take bounds and links")
    func lists() throws {
        let event = RecordID.new()
        _ = try create(event, [("title", "B"), ("when", ["date": "2026-05"])])
        _ = try create(
            .new(), [("title", "A"), ("when", ["start": "2026-04-01T10:00", "tz": "UTC"])])
        _ = try create(.new(), [("title", "C")])
        func titles(_ change: (inout RecordFilter) -> Void) throws -> [String?] {
            var filter = RecordFilter(kind: "event", logs: [log])
            change(&filter)
            return try store.read { try $0.records(filter) }.map { $0["title"]?.string }
        }
        #expect(try titles { _ in } == ["A", "B", "C"])
        #expect(try titles { $0.from = "2026-04-02" } == ["B"])
        #expect(try titles { $0.before = "2026-05" } == ["A"])
        #expect(try titles { $0.logs = [.new()] } == [])
    }

    @Test("two stores that exchanged all lines have equal digests and the same conflict")
    func exchanges() throws {
        let other = try Store.create(folder.file("b.db"), surroundings: .testing())
        let id = RecordID.new()
        _ = try create(id, [("title", "One")])
        try carry(from: store, to: other)
        for (side, title) in [(store, "Here"), (other, "There")] {
            try side.perform { _ in
                Intent(
                    [
                        Edit(
                            .write, log: log, kind: "event", id: id,
                            set: [("title", .string(title))])
                    ], by: nil)
            }
        }
        try carry(from: store, to: other)
        try carry(from: other, to: store)
        #expect(
            try store.read { try $0.digests() } == other.read { try $0.digests() })
        let conflicts = try store.read { try $0.conflicts(all: false) }
        #expect(conflicts.map(\.field) == ["title"])
        #expect(Set(conflicts[0].values.map(\.value)) == ["Here", "There"])
        #expect(try other.read { try $0.conflicts(all: false) }.map(\.id) == conflicts.map(\.id))
    }

    @Test("of many creations one that is too large counts only where it would be written")
    func createsTooLarge() throws {
        let ids = (0..<30).map { _ in RecordID.new() }
        let long = JSON.string(String(repeating: "a", count: 200 * 1024))
        let edits = ids.enumerated().map { place, id in
            Edit(
                .create, log: log, kind: "event", id: id,
                set: place == 20 ? [("summary", long), ("instructions", long)] : [("title", "T")])
        }
        #expect(throws: StoreError.self) { try store.perform { _ in Intent(edits, by: nil) } }
        #expect(try store.read { try $0.entryCount() } == 0)
        _ = try create(ids[20], [("title", "Before")])
        let performed = try store.perform { _ in Intent(edits, by: nil) }
        #expect(performed.results[20] == .unchanged)
        #expect(performed.results.filter { $0 == .created }.count == 29)
    }

    @Test("what replaced a record of a clock that was ahead did not make it, and is taken back")
    func undoesBehindClockAhead() throws {
        let ahead = try Store.create(
            folder.file("b.db"), surroundings: .testing(wall: { 1_900_000_000_000 }))
        let id = RecordID.new()
        try ahead.perform { _ in
            Intent(
                [Edit(.create, log: log, kind: "event", id: id, set: [("title", "There")])],
                by: nil)
        }
        try carry(from: ahead, to: store)
        // This laptop's own clock was not taken along.
        try store.write { try $0.engine.setClock(Clock(last: Timestamp(milliseconds: 1))) }
        let edit = Edit(.write, log: log, kind: "event", id: id, set: [("title", "Here")])
        let performed = try store.perform { _ in Intent([edit], by: nil) }
        let plan = try store.read { try $0.undoing(performed.entries) }
        #expect(plan.leftAlone.isEmpty)
        try store.perform { _ in Intent(plan.edits, by: nil, undoes: performed.entries) }
        #expect(try record(id)["title"] == "There")
    }

    @Test("two stores that imported some of the same records have equal tables afterwards")
    func importsMeet() throws {
        let other = try Store.create(folder.file("b.db"), surroundings: .testing())
        let ids = (0..<95).map { _ in RecordID.new() }
        for (side, title) in [(store, "Here"), (other, "There")] {
            let edits = ids.enumerated().compactMap { place, id in
                // Some are on one side alone.
                place % 7 == (title == "Here" ? 3 : 5)
                    ? nil
                    : Edit(
                        .create, log: log, kind: place % 2 == 0 ? "event" : "task", id: id,
                        set: [("title", .string(title))])
            }
            try side.perform { _ in Intent(edits, by: nil) }
        }
        try carry(from: store, to: other)
        try carry(from: other, to: store)
        #expect(
            try store.read { try $0.digests() } == other.read { try $0.digests() })
        for side in [store, other] {
            let conflicts = try side.read { try $0.conflicts(all: false) }
            #expect(conflicts.count == ids.indices.filter { $0 % 7 != 3 && $0 % 7 != 5 }.count)
            #expect(try side.doctor { _ in }.allSatisfy { !$0.isFault })
        }
    }

    @Test("lines that are not taken make no kind known")
    func refusedLeavesNothing() throws {
        let folder = try TemporaryFolder()
        let (from, other) = (try folder.newStore("from"), try folder.newStore("other"))
        let log = RecordID.new()
        let id = RecordID.new()
        try other.put(.new(), in: log, ("title", "Here"))
        for index in 0..<12 {
            try from.put(id, kind: "zine", in: log, ("page", .integer(Int64(index))))
        }
        var lines: [[UInt8]] = []
        try from.read { try $0.forEachLine(logs: [log]) { lines.append($1) } }
        let received = try other.receive(lines) { _ in false }
        #expect(received.allSatisfy { if case .refused = $0.outcome { true } else { false } })
        #expect(try other.read { try $0.engine.kind("zine") } == nil)
    }

    private func carry(from: Store, to: Store) throws {
        let have = try to.read { try $0.vector(of: nil) }
        var lines: [[UInt8]] = []
        _ = try from.read { snapshot in
            try snapshot.forEachLacking(
                have, logs: try snapshot.logs(), leavingOut: [:]
            ) {
                lines.append(Array($0))
                return true
            }
        }
        for received in try to.receive(lines, isAllowed: { _ in true }) {
            #expect(received.outcome == .applied)
        }
    }
}

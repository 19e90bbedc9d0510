import CairnModel
import CairnStore
import Foundation
import TestSupport
import Testing

@Suite("Searching a store")
struct SearchStoreTests {
    let folder: TemporaryFolder
    let store: Store
    let log = Some.log

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.newStore()
    }

    @discardableResult
    private func make(
        kind: String = "event", in log: RecordID? = nil, _ set: (field: String, value: JSON)...
    ) throws -> RecordID {
        let id = RecordID.new()
        let log = log ?? self.log
        try store.perform { _ in
            Intent([Edit(.create, log: log, kind: kind, id: id, set: set)], by: nil)
        }
        return id
    }

    private func edit(
        _ action: Edit.Action, _ id: RecordID, _ set: (field: String, value: JSON)...
    ) throws {
        try store.perform { _ in
            Intent([Edit(action, log: log, kind: "event", id: id, set: set)], by: nil)
        }
    }

    /// What is found with all that is there in the index, some of it, or none of it: the same.
    private func find(
        _ text: String, in store: Store? = nil, kinds: Set<String>? = nil,
        logs: Set<RecordID>? = nil, deleted: Bool = false, limit: Int = 50
    ) throws -> [RecordID] {
        let store = store ?? self.store
        func search() throws -> [RecordID] {
            try store.read {
                try $0.search(text, kinds: kinds, logs: logs, deleted: deleted, limit: limit)
            }.map(\.id)
        }
        let before = try search()
        try store.prepareSearch()
        #expect(try search() == before, "\(text): with the index and without")
        return before
    }

    /// So many records that the index takes them in.
    private func fill(_ count: Int = 150) throws {
        for start in stride(from: 0, to: count, by: 400) {
            let edits = (start..<min(count, start + 400)).map { number in
                Edit(
                    .create, log: log, kind: "task", id: .new(),
                    set: [("title", .string("Filler \(number)"))])
            }
            try store.perform { _ in Intent(edits, by: nil) }
        }
        try store.prepareSearch()
    }

    @Test("finds words whatever their case and accents, and beginnings of the last")
    func words() throws {
        let zoe = try make(kind: "volunteer", in: log.peopleLog, ("given_name", "Zoë"))
        let event = try make(("title", "Night display"), ("place", ["name": "Zoës Garten"]))
        try fill()
        #expect(try find("zoe") == [zoe, event])
        #expect(try find("ZOË", kinds: ["volunteer"]) == [zoe])
        #expect(try find("zoe", logs: [log]) == [event])
        #expect(try find("night disp") == [event])
        #expect(try find("nig disp") == [])
        #expect(try find("filler", limit: 3).count == 3)
    }

    @Test("puts titles first, then what is later")
    func order() throws {
        func event(_ title: String, _ day: String, _ summary: String = "-") throws -> RecordID {
            try make(
                ("summary", .string(summary)), ("title", .string(title)),
                ("when", ["date": .string(day)]))
        }
        let text = try event("Evening", "2027-01-01", "A film about rivers")
        let old = try event("Film one", "2025-01-01")
        let new = try event("Film two", "2026-01-01")
        #expect(try find("film") == [new, old, text])
        try fill()
        #expect(try find("film") == [new, old, text])
        #expect(try find("film", limit: 2) == [new, old])
    }

    @Test("follows edits, deletions, restorations and undo")
    func follows() throws {
        try fill()
        let id = try make(("title", "Candle night"))
        #expect(try find("candle") == [id])
        try fill()
        try edit(.write, id, ("title", "Lantern night"))
        #expect(try find("candle") == [])
        #expect(try find("lantern") == [id])
        try edit(.delete, id)
        #expect(try find("lantern") == [])
        #expect(try find("lantern", deleted: true) == [id])
        try fill()
        #expect(try find("lantern") == [])
        #expect(try find("lantern", deleted: true) == [id])
        try edit(.restore, id)
        #expect(try find("lantern") == [id])
        try fill()
        let performed = try store.put(id, in: log, ("title", "Torch night"))
        #expect(try find("torch") == [id])
        try store.perform { Intent(try $0.undoing(performed.entries).edits, by: nil) }
        #expect(try find("torch") == [])
        #expect(try find("lantern") == [id])
    }

    @Test("finds what arrives by exchange, new and changed")
    func exchange() throws {
        let other = try folder.newStore("other")
        let id = try make(("title", "Poster walk"))
        try other.pull(store)
        for number in 0..<200 {
            try other.put(.new(), in: log, ("title", .string("Other \(number)")))
        }
        #expect(try find("poster", in: other) == [id])
        try fill()
        try other.put(id, in: log, ("title", "Banner walk"))
        try store.pull(other)
        #expect(try find("banner") == [id])
        #expect(try find("poster") == [])
        #expect(try find("other 19").count == 11)
    }

    @Test("takes nothing that somebody types for an operator")
    func operators() throws {
        let id = try make(("title", "Near miss AND more: \"quoted\" {title} 🎈"))
        try fill()
        for text in [
            "\"", "*", "NEAR(", "near(miss", "AND", "\"quoted", "title:near", "{title}", "^near",
            "🎈", "- + ( )", "a\u{0}b", "'; DROP TABLE record; --",
            String(repeating: "w ", count: 900),
        ] {
            #expect(throws: Never.self, "\(text)") { _ = try find(text) }
        }
        #expect(try find("\"quoted\" near*") == [id])
        #expect(try find("NEAR(") == [id])
        #expect(try find("🎈") == [id])
        #expect(try find("*") == [])
    }

    @Test("gives the same answers once doctor has folded the log again")
    func doctor() throws {
        for number in 0..<30 {
            try make(("summary", "about kites"), ("title", .string("Event \(number)")))
        }
        let id = try make(("title", "Kites and candles"))
        try fill()
        try edit(.write, id, ("title", "Kites and lanterns"))
        let before = try (find("kites"), find("lanterns"), find("event 1"))
        #expect(before.0.count == 31)
        let findings = try store.doctor { _ in }
        #expect(!findings.contains { $0.isFault })
        let after = try (find("kites"), find("lanterns"), find("event 1"))
        #expect(before == after)
        try fill()
        #expect(try find("kites") == before.0)
    }

    @Test("stays right when so much was changed that the index is made anew")
    func manyChanges() throws {
        let id = try make(("title", "Round 0"))
        try fill(1_200)
        for round in 1...3 {
            let tasks = try store.read { try $0.records(RecordFilter(kind: "task")) }
            let edits = tasks.map { task in
                Edit(
                    .write, log: log, kind: "task", id: task.id,
                    set: [("title", .string("Changed \(round)"))])
            }
            try store.performMany(Intent(edits, by: nil)) { _ in }
            try edit(.write, id, ("title", .string("Round \(round)")))
            #expect(try find("changed \(round)", limit: 5_000).count == tasks.count)
            #expect(try find("changed \(round - 1)", limit: 5_000).isEmpty)
            #expect(try find("round") == [id])
        }
    }
}

import CairnModel
import CairnStore
import TestSupport
import Testing

@Suite("Undo, one after the other")
struct UndoTests {
    private let folder: TemporaryFolder
    private let store: Store
    private let log = RecordID.new()
    private let id = RecordID.new()

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(folder.file("a.db"), surroundings: .testing())
        try perform(Edit(.create, log: log, kind: "event", id: id, set: [("title", "A")]))
    }

    @discardableResult
    private func perform(_ edit: Edit, by: String? = nil) throws -> [EntryName] {
        try store.perform { _ in Intent([edit], by: by) }.entries
    }

    @discardableResult
    private func title(_ text: JSON, by: String? = nil) throws -> [EntryName] {
        try perform(
            Edit(.write, log: log, kind: "event", id: id, set: [("title", text)]), by: by)
    }

    /// Takes back the last command, or the entries that are named.
    @discardableResult
    private func undo(_ names: [EntryName]? = nil) throws -> Performed {
        try store.perform { snapshot in
            let names = try names ?? snapshot.lastCommand(by: nil)
            return Intent(try snapshot.undoing(names).edits, by: nil, undoes: names)
        }
    }

    private func leftAlone() throws -> [UndoPlan.Reason] {
        try store.read { try $0.undoing($0.lastCommand(by: nil)).leftAlone.map(\.reason) }
    }

    private var record: StoredRecord {
        get throws {
            let found = try store.read { try $0.record("event", id, in: log) }
            return try #require(found)
        }
    }

    @Test("walks back through every change of a field, to what made the record")
    func walksBack() throws {
        try title("B")
        try title("C")
        try title(.null)
        for expected: JSON in ["C", "B", "A"] {
            try undo()
            #expect(try record["title"] == expected)
        }
        try undo()
        #expect(try record.isHidden)
        #expect(try store.read { try $0.lastCommand(by: nil) }.isEmpty)
    }

    @Test("walks back past what was undone in between")
    func walksPastUndone() throws {
        try title("B")
        try title("C")
        try undo()
        try title("D")
        try undo()
        #expect(try record["title"] == "B")
        try undo()
        #expect(try record["title"] == "A")
        try undo()
        #expect(try record.isHidden)
    }

    @Test("leaves alone what another wrote over a restored value")
    func leavesOthers() throws {
        try title("B")
        try title("C")
        try undo()
        try title("D", by: "\(log.peopleLog)/\(RecordID.new())")
        #expect(try leftAlone() == [.changedSince])
        try undo()
        #expect(try record["title"] == "D")
    }

    @Test("goes back to what another wrote, and no further than the own change")
    func restoresOthers() throws {
        let other = "\(log.peopleLog)/\(RecordID.new())"
        try title("B")
        try title("C", by: other)
        try title("D")
        try undo()
        #expect(try record["title"] == "C")
        #expect(try leftAlone() == [.changedSince])
    }

    @Test("walks back through deletions and restorations")
    func walksDeletions() throws {
        try perform(Edit(.delete, log: log, kind: "event", id: id))
        try perform(Edit(.restore, log: log, kind: "event", id: id))
        try perform(Edit(.delete, log: log, kind: "event", id: id))
        for isHidden in [false, true, false, true] {
            try undo()
            #expect(try record.isHidden == isHidden)
        }
    }

    @Test("an undo that is taken back can be undone again, and then what came before it")
    func redo() throws {
        try title("B")
        try title("C")
        let undone = try undo().entries
        try undo(undone)
        #expect(try record["title"] == "C")
        for expected: JSON in ["B", "A"] {
            try undo()
            #expect(try record["title"] == expected)
        }
    }

    @Test("after an undo that had nothing to write the walk goes on")
    func undoWithoutWrite() throws {
        try title("B")
        try perform(
            Edit(
                .write, log: log, kind: "event", id: id, set: [("title", "B")], resolve: true))
        #expect(try undo().entries.isEmpty)
        try undo()
        #expect(try record["title"] == "A")
    }
}

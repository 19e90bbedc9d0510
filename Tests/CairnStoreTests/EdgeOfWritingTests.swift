import CairnModel
import CairnStore
import TestSupport
import Testing

/// Writes that say little, and what is listed of them.
struct EdgeOfWritingTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.newStore()
    }

    @Test("a record of which nothing but nulls is said is made all the same")
    func emptyRecord() throws {
        let made = try store.put(Some.event, in: Some.log, ("title", nil))
        #expect(made.results == [.created])
        let record = try #require(try store.shown(Some.event, in: Some.log))
        #expect(record.fields.isEmpty)
        #expect(!record.isHidden)
    }

    @Test("an edit that comes to nothing writes no entry, not even the laptop's own record")
    func nothing() throws {
        let edit = Edit(
            .write, log: Some.log, kind: "event", id: Some.event, set: [("title", "One")])
        let performed = try store.perform { _ in Intent([edit], by: nil) }
        #expect(performed.results == [.missing])
        #expect(performed.entries.isEmpty)
        #expect(try StoreDump.log(store).isEmpty)
    }

    @Test("a resolution is listed even where it replaces one value alone")
    func resolutionOfOneValue() throws {
        try store.put(Some.event, in: Some.log, ("title", "One"))
        try store.put(Some.event, in: Some.log, resolve: true, ("title", "Two"))
        let listed = try store.read { try $0.conflicts(all: true) }
        #expect(listed.map(\.state) == [.resolved])
        #expect(listed.flatMap(\.values).map(\.value) == ["One"])
    }

    @Test("a hidden record is not marked as one with a conflict, and is again once restored")
    func conflictOfHiddenRecord() throws {
        let other = try folder.newStore("other")
        try store.put(Some.event, in: Some.log, ("title", "One"))
        try other.pull(store)
        try store.put(Some.event, in: Some.log, ("title", "Here"))
        try other.put(Some.event, in: Some.log, ("title", "There"))
        try store.pull(other)
        #expect(try store.shown(Some.event, in: Some.log)?.hasConflict == true)
        for (action, hasConflict) in [(Edit.Action.delete, false), (.restore, true)] {
            let edit = Edit(action, log: Some.log, kind: "event", id: Some.event)
            try store.perform { _ in Intent([edit], by: nil) }
            let record = try #require(try store.shown(Some.event, in: Some.log))
            #expect(record.isHidden != hasConflict)
            #expect(record.hasConflict == hasConflict)
        }
    }

    @Test("a restoration over a deletion that somebody undid ends the conflict without review")
    func overwrittenDeletion() throws {
        let other = try folder.newStore("other")
        try store.put(Some.event, in: Some.log, ("title", "One"))
        try store.perform { _ in
            Intent([Edit(.delete, log: Some.log, kind: "event", id: Some.event)], by: nil)
        }
        try other.pull(store)
        // One restores, the other deletes what the first does not know yet: both stay live.
        try other.perform { _ in
            Intent([Edit(.restore, log: Some.log, kind: "event", id: Some.event)], by: nil)
        }
        try store.perform { _ in
            Intent([Edit(.restore, log: Some.log, kind: "event", id: Some.event)], by: nil)
        }
        try store.perform { _ in
            Intent([Edit(.delete, log: Some.log, kind: "event", id: Some.event)], by: nil)
        }
        try store.pull(other)
        #expect(
            try store.read { try $0.conflicts(all: false) }.map(\.code) == ["edited_while_deleted"])
        try store.perform { _ in
            Intent([Edit(.restore, log: Some.log, kind: "event", id: Some.event)], by: nil)
        }
        let listed = try store.read { try $0.conflicts(all: true) }
        #expect(listed.map(\.state) == [.overwritten])
    }
}

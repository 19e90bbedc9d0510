import CairnModel
import CairnStore
import TestSupport
import Testing

/// What a record is shown as, whatever somebody called its fields.
struct RecordShapeTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The record as JSON, read again strictly: a key that stands twice is a fault there.
    private func shown(_ record: StoredRecord, _ snapshot: Snapshot) throws -> JSON {
        try JSON(reading: Array(snapshot.json(record, marksKind: true).compactText.utf8))
    }

    @Test(
        "a record of any kind with every odd field is shown, listed, searched and looked over",
        arguments: Vocabulary.current.kinds.map(\.name) + ["zine"])
    func everyField(kind: String) throws {
        let store = try folder.newStore()
        let log = kind == "volunteer" ? Some.log.peopleLog : Some.log
        let id = kind == "chapter" ? Some.log : Some.event
        let fields = OddFields.names.map { (field: $0, value: JSON.string("odd \($0)")) }
        try store.perform { _ in
            Intent([Edit(.create, log: log, kind: kind, id: id, set: fields)], by: nil)
        }
        try store.prepareSearch()
        try store.read { snapshot in
            let record = try #require(try snapshot.record(kind, id, in: log))
            let json = try shown(record, snapshot)
            #expect(json["id"] == .string(id.description))
            #expect(json["log"] == .string(log.description))
            #expect(json["record"] == .string(kind))
            #expect(json["ref"] == .string(try snapshot.ref(record)))
            #expect(json["created_by"] == .null)
            #expect(json["odd"] == "odd odd")
            #expect(json[""] == "odd ")
            #expect(try snapshot.records(RecordFilter(kind: kind)).contains { $0.id == id })
            let isSearched = !["volunteer", "signup", "node"].contains(kind)
            #expect(try snapshot.search("odd", limit: 5).map(\.id) == (isSearched ? [id] : []))
            _ = try snapshot.issues()
            _ = try snapshot.find(id.description, kinds: nil)
        }
    }

    @Test("of a field and a set of one name the one that the vocabulary has is shown")
    func oneName() throws {
        let store = try folder.newStore()
        try store.put(
            Some.event, in: Some.log, ("tag", 1), ("tag/art", true), ("title", "Show"),
            ("title/x", 1), ("tag-x", 2), ("when/", 1), ("new", 1), ("new/a", 2), ("newer/", 3))
        let json = try store.read { snapshot in
            try shown(snapshot.record("event", Some.event, in: Some.log)!, snapshot)
        }
        #expect(json["tag"] == ["art"])
        #expect(json["title"] == "Show")
        #expect(json["tag-x"] == 2)
        #expect(json["when"] == [""])
        #expect(json["new"] == 1)
        #expect(json["newer"] == [""])
    }

    @Test(
        "whatever histories leave, each record is shown with each key once",
        arguments: 1...8 as ClosedRange<UInt64>)
    func histories(seed: UInt64) throws {
        let store = try folder.newStore()
        try store.take(RandomHistory(seed: seed, in: folder).lines)
        try store.read { snapshot in
            for kind in ["event", "task"] {
                var filter = RecordFilter(kind: kind)
                filter.includesHidden = true
                try snapshot.forEach(filter) { _ = try shown($0, snapshot) }
            }
        }
    }
}

import CairnModel
import CairnStore
import TestSupport
import Testing

/// Records that somebody put into a log where their kind never is.
struct AstrayTests {
    let folder: TemporaryFolder
    let store: Store
    private let own = RecordID.new()
    private let other = RecordID.new()

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.newStore()
        for (id, name) in [(own, "State"), (other, "Lincoln")] {
            try store.put(
                id, kind: "chapter", in: id, ("name", .string(name)), ("tz", "UTC"),
                ("slug", .string(name.lowercased())))
        }
        try store.put(other, kind: "chapter", in: other, ("parent", .string(own.description)))
    }

    @Test("a chapter is in the log of its id alone: another log cannot take its place or its slug")
    func chapter() throws {
        try store.put(
            own, kind: "chapter", in: other, ("name", "Evil"), ("slug", "state"),
            ("parent", .string(other.description)), ("tz", "Asia/Tokyo"))
        try store.prepareSearch()
        try store.read { snapshot in
            let chapters = try snapshot.chapters()
            #expect(Set(chapters.map(\.id)) == [own, other])
            #expect(chapters.allSatisfy { $0.log == $0.id })
            #expect(try snapshot.chapter(of: own).map(snapshot.title) == "State")
            #expect(try snapshot.branch(from: own) == [own, other])
            #expect(try snapshot.zone(of: other) == "UTC")
            #expect(try snapshot.find(own.description, kinds: ["chapter"]).map(\.log) == [own])
            #expect(try snapshot.records("chapter", own).map(\.log) == [own])
            #expect(try snapshot.search("evil", limit: 5).isEmpty)
            let issues = try snapshot.issues()
            #expect(issues.map(\.code) == [.invalidValue])
            #expect(issues[0].record.log == other)
        }
        // It is kept, and goes on to others.
        let copy = try folder.newStore("copy")
        try copy.pull(store)
        #expect(try copy.shown(own, kind: "chapter", in: other)?["name"] == "Evil")
        #expect(try copy.dump() == store.dump())
    }

    @Test("a volunteer is in a people log alone, and one elsewhere makes no people log of it")
    func volunteer() throws {
        let stray = RecordID.new()
        try store.put(stray, kind: "volunteer", in: other, ("given_name", "Stray"))
        try store.put(.new(), kind: "volunteer", in: other.peopleLog, ("given_name", "Ana"))
        try store.read { snapshot in
            let found = try snapshot.records(RecordFilter(kind: "volunteer"))
            #expect(found.map { $0["given_name"] } == ["Ana"])
            #expect(try snapshot.peopleLogs() == [other.peopleLog])
            #expect(try snapshot.find(stray.description, kinds: nil).isEmpty)
            let issues = try snapshot.issues()
            #expect(issues.map(\.code) == [.invalidValue])
            #expect(!issues[0].detail.contains("Stray"))
        }
        // Accepted, it is not listed again.
        try store.perform { snapshot in
            Intent([try snapshot.accepting(.issue(snapshot.issues()[0]))], by: nil)
        }
        #expect(try store.read { try $0.issues().allSatisfy(\.isAccepted) })
    }
}

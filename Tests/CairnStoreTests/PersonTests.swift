import CairnModel
import CairnStore
import TestSupport
import Testing

/// Who somebody is whose records were merged.
struct PersonTests {
    let folder: TemporaryFolder
    let store: Store
    private let people = Some.log.peopleLog
    private let ids = (0..<4).map { _ in RecordID.new() }

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.newStore()
        for id in ids { try store.put(id, kind: "volunteer", in: people, ("given_name", "Ana")) }
    }

    private func merge(_ one: Int, into other: Int) throws {
        try store.put(
            ids[one], kind: "volunteer", in: people, ("merged_into", .string("\(ids[other])")))
    }

    private func names(_ id: RecordID) throws -> Set<RecordID>? {
        try store.read { snapshot in
            let person = try snapshot.person(id, in: people)
            return person.map { Set($0.names.map(\.id)) }
        }
    }

    @Test("a person has the names above and below, from whichever record one begins")
    func bothWays() throws {
        try merge(0, into: 1)
        try merge(1, into: 2)
        try merge(3, into: 1)
        for id in ids { #expect(try names(id) == Set(ids)) }
        let record = try store.read { try $0.person(ids[0], in: people)?.record.id }
        #expect(record == ids[2])
    }

    @Test("a circle ends, and who was blocked or is not there is nobody")
    func ends() throws {
        try merge(0, into: 1)
        try merge(1, into: 0)
        #expect(try names(ids[0]) == [ids[0], ids[1]])
        try merge(2, into: 3)
        try store.put(ids[3], kind: "volunteer", in: people, ("status", "blocked"))
        #expect(try names(ids[2]) == nil)
        #expect(try names(.new()) == nil)
    }

    @Test("the same id in another people log is somebody else")
    func otherLog() throws {
        let (elsewhere, stranger) = (RecordID.new().peopleLog, RecordID.new())
        try store.put(
            stranger, kind: "volunteer", in: elsewhere, ("merged_into", .string("\(ids[0])")))
        #expect(try names(ids[0]) == [ids[0]])
        try store.put(
            stranger, kind: "volunteer", in: elsewhere,
            ("merged_into", .string("\(people)/\(ids[0])")))
        #expect(try names(ids[0]) == [ids[0], stranger])
    }
}

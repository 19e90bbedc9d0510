import CairnModel
import Foundation
import GRDB
import TestSupport
import Testing

@testable import CairnStore

/// What a commit does not write since the log says it: the tips of streams and the clock; and what is
/// remembered of them from one transaction to the next.
struct SmallCommitTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("a.db") }
    private let store: Store
    private static let now: Int64 = 1_780_000_000_000

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(
            folder.file("a.db"), surroundings: .testing(wall: { Self.now }))
    }

    private func opened() throws -> Store {
        try Store.open(path, surroundings: .testing(wall: { Self.now }))
    }

    /// The next line of a stream.
    private func line(
        _ node: String, _ seq: Int64, behind prev: [UInt8]?, at: Int64, title: String = "One"
    ) -> [UInt8] {
        let operation = EntryWriter.Operation(
            kind: "event", id: .new(), set: [("title", .string(title))], over: [:])
        return EntryWriter.line(
            EntryWriter.Envelope(
                log: Some.log, node: NodeID(node)!, seq: seq,
                prev: prev.map { line in line.withUnsafeBytes { Hash.head(of: $0) } },
                at: Timestamp(milliseconds: at), by: nil, part: nil, salt: nil),
            operations: [EntryWriter.bytes(of: operation)])
    }

    private func lines(_ node: String, _ count: Int) -> [[UInt8]] {
        var made: [[UInt8]] = []
        for seq in 0..<count {
            made.append(
                line(node, Int64(seq + 1), behind: made.last, at: Self.now - 1_000_000 + Int64(seq))
            )
        }
        return made
    }

    private func pair(_ line: [UInt8], _ seq: Int) -> Vector.Pair {
        .init(seq: Int64(seq), head: line.withUnsafeBytes { Hash.head(of: $0) })
    }

    private func lacking(_ store: Store, _ pair: Vector.Pair) throws -> [[UInt8]] {
        var found: [[UInt8]] = []
        let stream = Vector.Stream(log: Some.log, node: NodeID("aaaaaaaaaaaaaaaa")!)
        _ = try store.read { snapshot in
            try snapshot.forEachLacking(
                Vector([stream: [pair]]), logs: [Some.log], leavingOut: [:]
            ) {
                found.append(Array($0))
                return true
            }
        }
        return found
    }

    @Test("who lacks lines gets those behind the line that they name, however they came in")
    func lackingLines() throws {
        let all = lines("aaaaaaaaaaaaaaaa", 100)
        // In batches and one by one, so that the lines that are remembered begin at many places.
        for batch in [Array(all[..<50]), Array(all[50..<53])] + all[53...].map({ [$0] }) {
            try store.take(batch)
        }
        let anew = try opened()
        for (place, line) in all.enumerated() {
            let named = pair(line, place + 1)
            #expect(try lacking(store, named) == Array(all[(place + 1)...]), "\(place)")
            #expect(try lacking(anew, named) == Array(all[(place + 1)...]), "\(place)")
            // A line that is not here tells nothing of what its sender has.
            let strange = Vector.Pair(seq: named.seq, head: pair(Array("other".utf8), 1).head)
            #expect(try lacking(store, strange).isEmpty && lacking(anew, strange).isEmpty)
        }
        #expect(try lacking(store, .origin) == all && lacking(anew, .origin) == all)
        #expect(try lacking(store, pair(all[0], 101)).isEmpty)
    }

    @Test("the tips are those of the log, after a fork too and in a store that is opened anew")
    func tips() throws {
        let trunk = lines("aaaaaaaaaaaaaaaa", 5)
        let left = line("aaaaaaaaaaaaaaaa", 6, behind: trunk[4], at: Self.now, title: "Left")
        let right = line("aaaaaaaaaaaaaaaa", 6, behind: trunk[4], at: Self.now, title: "Right")
        let low = line("aaaaaaaaaaaaaaaa", 3, behind: trunk[1], at: Self.now, title: "Low")
        let more = line("aaaaaaaaaaaaaaaa", 7, behind: left, at: Self.now, title: "More")
        var held: [[UInt8]] = []
        let stream = Vector.Stream(log: Some.log, node: NodeID("aaaaaaaaaaaaaaaa")!)
        for (next, tips) in [
            (trunk, [(trunk[4], 5)]), ([left], [(left, 6)]), ([right], [(left, 6), (right, 6)]),
            ([low], [(low, 3), (left, 6), (right, 6)]),
            ([more], [(low, 3), (right, 6), (more, 7)]),
        ] {
            held += next
            #expect(try store.take(next).isEmpty)
            let expected = tips.map { pair($0.0, $0.1) }.sorted()
            for store in [store, try opened()] {
                #expect(try store.read { try $0.vector(of: nil) }.streams == [stream: expected])
            }
        }
        #expect(try Set(StoreDump.log(store)) == Set(held))
    }

    @Test("the clock is kept, whether entries come from behind it, before it or from far ahead")
    func clock() throws {
        func expect(_ at: Int64, _ counter: UInt16 = 0) throws {
            for store in [store, try opened()] {
                let last = try store.read { try $0.engine.clock().last }
                #expect(last == Timestamp(milliseconds: at, counter: counter))
            }
        }
        try expect(0)
        let trunk = lines("aaaaaaaaaaaaaaaa", 2)
        try store.take(trunk)
        try expect(Self.now - 999_999)
        // From behind.
        try store.take([line("bbbbbbbbbbbbbbbb", 1, behind: nil, at: Self.now - 2_000_000)])
        try expect(Self.now - 999_999)
        // Over five minutes ahead: left alone.
        let far = line("bbbbbbbbbbbbbbbc", 1, behind: nil, at: Self.now + 400_000)
        try store.take([far])
        try expect(Self.now - 999_999)
        // The same again, and nothing new at all.
        try store.take([far])
        try expect(Self.now - 999_999)
        // A minute ahead: followed, also where older ones come with it.
        try store.take([
            line("bbbbbbbbbbbbbbbd", 1, behind: nil, at: Self.now + 60_000),
            line("bbbbbbbbbbbbbbbe", 1, behind: nil, at: Self.now - 5),
        ])
        try expect(Self.now + 60_000)
        // What is written here goes on from there: two entries, of the laptop and of the event.
        let performed = try store.put(.new(), in: Some.log, ("title", "Mine"))
        try expect(Self.now + 60_000, UInt16(performed.entries.count))
    }

    @Test("a store of before has the same tips and the same clock, and goes on")
    func earlier() throws {
        let trunk = lines("aaaaaaaaaaaaaaaa", 3)
        let left = line("aaaaaaaaaaaaaaaa", 4, behind: trunk[2], at: Self.now, title: "Left")
        let right = line("aaaaaaaaaaaaaaaa", 4, behind: trunk[2], at: Self.now, title: "Right")
        try store.take(trunk + [left, right] + lines("bbbbbbbbbbbbbbbb", 2))
        let vector = try store.read { try $0.vector(of: nil) }
        let clock = try store.read { try $0.engine.clock().last }
        #expect(clock == Timestamp(milliseconds: Self.now))
        // As the migrations up to v005 and the program of then would have left it.
        try DatabaseQueue(path: path).writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    CREATE TABLE tips AS SELECT * FROM tip; DROP VIEW tip;
                    ALTER TABLE fork RENAME TO tip; DELETE FROM tip;
                    INSERT INTO tip SELECT * FROM tips; DROP TABLE tips;
                    ALTER TABLE entry DROP COLUMN clock;
                    INSERT INTO meta VALUES ('clock', '\(clock.packed)');
                    DELETE FROM grdb_migrations WHERE identifier = 'v006-commit';
                    """)
        }
        let migrated = try opened()
        #expect(try migrated.read { try $0.vector(of: nil) } == vector)
        #expect(try migrated.read { try $0.engine.clock().last } == clock)
        let kept = try DatabaseQueue(path: path).read { database in
            try (
                Int.fetchOne(database, sql: "SELECT count(*) FROM fork"),
                String.fetchOne(database, sql: "SELECT value FROM meta WHERE key = 'clock'")
            )
        }
        #expect(kept == (2, nil))
        try migrated.put(.new(), in: Some.log, ("title", "Mine"))
        #expect(try migrated.read { try $0.engine.clock().last } > clock)
        #expect(try opened().dump() == migrated.dump())
    }
}

import Foundation
import GRDB
import GRDBSQLite
import TestSupport
import Testing

@testable import CairnStore

/// The layer under SQLite that gathers writes, used by connections that are no stores. What a crash
/// or a full disk at any write leaves is played by the simulation.
@Suite struct GatheringVFSTests {
    private let folder: TemporaryFolder
    private var path: String { folder.file("pages.db") }
    private var journal: String { path + "-journal" }

    init() throws {
        folder = try TemporaryFolder()
        GatheringVFS.use()
    }

    /// A connection whose cache holds ten pages, so that a transaction writes before it ends.
    private func connect(_ mode: String = "TRUNCATE", pageBytes: Int = 4096) throws -> DatabaseQueue
    {
        var configuration = Configuration()
        configuration.prepareDatabase {
            try $0.execute(sql: "PRAGMA page_size = \(pageBytes)")
            try $0.execute(sql: "PRAGMA journal_mode = \(mode)")
            try $0.execute(sql: "PRAGMA cache_size = 10")
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// A new file with one table of some rows.
    private func filled(
        _ rows: Int, _ mode: String = "TRUNCATE", pageBytes: Int = 4096
    ) throws -> DatabaseQueue {
        let queue = try connect(mode, pageBytes: pageBytes)
        try queue.write { database in
            try database.execute(sql: "CREATE TABLE page (n INTEGER PRIMARY KEY, text TEXT)")
            try fill(database, 0..<rows, "a")
        }
        return queue
    }

    private func fill(_ database: Database, _ rows: Range<Int>, _ text: String) throws {
        for row in rows {
            try database.execute(
                sql: "INSERT OR REPLACE INTO page (n, text) VALUES (?, ?)",
                arguments: [row, String(repeating: text, count: 700)])
        }
    }

    /// Bytes over the files of a connection that is open, as a crash of another program leaves them.
    private func put(_ name: String, into path: String) throws {
        for suffix in ["", "-journal"] {
            let file = try FileHandle(forWritingTo: URL(filePath: path + suffix))
            try file.write(contentsOf: Data(contentsOf: URL(filePath: folder.file(name) + suffix)))
            try file.close()
        }
    }

    /// The files as they are now, nothing of what waits in memory among it.
    private func copy(to name: String) throws {
        for suffix in ["", "-journal"] {
            try FileManager.default.copyItem(
                atPath: path + suffix, toPath: folder.file(name) + suffix)
        }
    }

    private var journalStart: UInt8? { try? Data(contentsOf: URL(filePath: journal)).first }

    private func texts(_ queue: DatabaseQueue) throws -> [String: Int] {
        try queue.read { database in
            #expect(try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok")
            let rows = try Row.fetchAll(
                database, sql: "SELECT substr(text, 1, 1) AS t, count(*) AS c FROM page GROUP BY t")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["t"], $0["c"]) })
        }
    }

    private var journalInode: UInt64? {
        let found = try? FileManager.default.attributesOfItem(atPath: journal)
        return (found?[.systemFileNumber] as? NSNumber)?.uint64Value
    }

    @Test(
        "what did not fit the cache is rolled back, and committed", arguments: [512, 4096, 65536],
        ["TRUNCATE", "PERSIST"])
    func spills(pageBytes: Int, mode: String) throws {
        let queue = try filled(400, mode, pageBytes: pageBytes)
        #expect(try texts(queue) == ["a": 400])
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try queue.write { database in
                try fill(database, 200..<700, "b")
                throw Stop()
            }
        }
        #expect(try texts(queue) == ["a": 400])
        try queue.write { try fill($0, 100..<500, "c") }
        #expect(try texts(queue) == ["a": 100, "c": 400])
        #expect(try texts(connect(mode, pageBytes: pageBytes)) == ["a": 100, "c": 400])
    }

    @Test(
        "savepoints inside a transaction go back to where they began",
        arguments: ["TRUNCATE", "PERSIST"])
    func savepoints(mode: String) throws {
        let queue = try connect(mode)
        try queue.write { database in
            try database.execute(sql: "CREATE TABLE page (n INTEGER PRIMARY KEY, text TEXT)")
            try fill(database, 0..<100, "a")
            try database.inSavepoint {
                try fill(database, 50..<300, "b")
                return .rollback
            }
            try database.inSavepoint {
                try fill(database, 90..<120, "c")
                return .commit
            }
        }
        #expect(try texts(queue) == ["a": 90, "c": 30])
    }

    @Test(
        "the journal stays the same file, and is made anew where somebody removed it",
        arguments: ["TRUNCATE", "PERSIST"])
    func journals(mode: String) throws {
        let (first, second) = (try filled(10, mode), try connect("DELETE"))
        let inode = try #require(journalInode)
        try first.write { try fill($0, 0..<10, "b") }
        #expect(journalInode == inode)
        // Ends with the journal deleted.
        try second.write { try fill($0, 5..<15, "c") }
        #expect(journalInode == nil)
        try first.write { database in
            try fill(database, 0..<200, "d")
            // Pages are in the file already, so what they were is in a journal of that name.
            let size = try FileManager.default.attributesOfItem(atPath: journal)[.size] as? Int
            #expect(try #require(size) > 4096)
        }
        #expect(try texts(second) == ["d": 200])
    }

    @Test(
        "a program that dies in a transaction leaves the state before it",
        arguments: ["TRUNCATE", "PERSIST"])
    func dies(mode: String) throws {
        let queue = try filled(300, mode)
        try queue.write { database in
            try fill(database, 0..<300, "b")
            try copy(to: "dead.db")
        }
        var dead = Configuration()
        dead.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = \(mode)") }
        let found = try DatabaseQueue(path: folder.file("dead.db"), configuration: dead)
        #expect(try texts(found) == ["a": 300])
        #expect(try texts(queue) == ["b": 300])
    }

    @Test("a journal that is kept says nothing between two transactions, whatever stands in it")
    func keptJournal() throws {
        let queue = try filled(300, "PERSIST")
        try queue.write { try fill($0, 0..<300, "b") }
        let longest = try #require(try? Data(contentsOf: URL(filePath: journal)).count)
        #expect(longest > 100_000 && journalStart == 0)
        try queue.write { database in
            // Fewer pages than the transaction before: behind its end stands what that one noted.
            try fill(database, 0..<80, "c")
            try copy(to: "dead.db")
            #expect(journalStart == 0xD9)
        }
        #expect(try Data(contentsOf: URL(filePath: journal)).count == longest)
        #expect(journalStart == 0)
        #expect(try texts(connect("DELETE")) == ["b": 220, "c": 80])
        let dead = try DatabaseQueue(path: folder.file("dead.db"))
        #expect(try texts(dead) == ["b": 300])
        #expect(try texts(queue) == ["b": 220, "c": 80])
    }

    @Test("what another program left in the journal is rolled back by one that has it open")
    func foreignJournal() throws {
        let queue = try filled(300, "PERSIST")
        try queue.write { try fill($0, 0..<300, "b") }
        let other = try connect("PERSIST")
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            try other.write { database in
                try fill(database, 0..<300, "c")
                try copy(to: "dead.db")
                throw Stop()
            }
        }
        try other.close()
        #expect(try texts(queue) == ["b": 300])
        try put("dead.db", into: path)
        #expect(journalStart == 0xD9)
        #expect(try texts(queue) == ["b": 300])
        #expect(journalStart == 0)
        try queue.write { try fill($0, 0..<300, "d") }
        #expect(try texts(connect()) == ["d": 300])
    }

    @Test("a connection that is closed leaves nothing in the journal, unless it is needed")
    func closes() throws {
        func journalBytes() throws -> Int { try Data(contentsOf: URL(filePath: journal)).count }
        let (queue, other) = (try filled(50, "PERSIST"), try connect("PERSIST"))
        #expect(try texts(other) == ["a": 50])
        #expect(try journalBytes() > 0)
        try other.write { database in
            try fill(database, 0..<200, "b")
            // Somebody else is in the midst of writing.
            try queue.close()
            #expect(try journalBytes() > 0 && journalStart == 0xD9)
        }
        #expect(try texts(other) == ["b": 200])
        #expect(try journalBytes() > 0)
        try other.close()
        #expect(try journalBytes() == 0)
        #expect(try texts(connect()) == ["b": 200])
    }

    @Test("a journal that grew over its limit is cut, and serves on")
    func longJournal() throws {
        let queue = try filled(300, "PERSIST")
        try queue.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA journal_size_limit = 20000")
        }
        for text in ["b", "c"] {
            try queue.write { try fill($0, 0..<300, text) }
            #expect(try Data(contentsOf: URL(filePath: journal)).count == 20_000)
            #expect(journalStart == 0)
        }
        #expect(try texts(connect("DELETE")) == ["c": 300])
    }

    @Test("the WAL of a store that was there before does not come back with a new one")
    func staleWAL() throws {
        let old = try filled(50, "WAL")
        try FileManager.default.copyItem(atPath: path + "-wal", toPath: folder.file("stale"))
        try old.close()
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: folder.file("stale"), toPath: path + "-wal")
        #expect(try texts(filled(10, "PERSIST")) == ["a": 10])
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
        #expect(try texts(connect("DELETE")) == ["a": 10])
    }

    @Test("a file in WAL mode is read and brought back")
    func wal() throws {
        let queue = try filled(50, "WAL")
        try queue.close()
        #expect(try texts(connect()) == ["a": 50])
    }
}

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
        "what did not fit the cache is rolled back, and committed", arguments: [512, 4096, 65536])
    func spills(pageBytes: Int) throws {
        let queue = try filled(400, pageBytes: pageBytes)
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
        #expect(try texts(connect(pageBytes: pageBytes)) == ["a": 100, "c": 400])
    }

    @Test("savepoints inside a transaction go back to where they began")
    func savepoints() throws {
        let queue = try connect()
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

    @Test("the journal stays the same file, and is made anew where somebody removed it")
    func journals() throws {
        let (first, second) = (try filled(10), try connect("DELETE"))
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

    @Test("a program that dies in a transaction leaves the state before it")
    func dies() throws {
        let queue = try filled(300)
        try queue.write { database in
            try fill(database, 0..<300, "b")
            // As the files are when it dies: nothing that waits in memory gets there.
            for suffix in ["", "-journal"] {
                try FileManager.default.copyItem(
                    atPath: path + suffix, toPath: folder.file("dead.db") + suffix)
            }
        }
        var dead = Configuration()
        dead.prepareDatabase { try $0.execute(sql: "PRAGMA journal_mode = TRUNCATE") }
        let found = try DatabaseQueue(path: folder.file("dead.db"), configuration: dead)
        #expect(try texts(found) == ["a": 300])
        #expect(try texts(queue) == ["b": 300])
    }

    @Test("a file in WAL mode is read and brought back")
    func wal() throws {
        let queue = try filled(50, "WAL")
        try queue.close()
        #expect(try texts(connect()) == ["a": 50])
    }
}

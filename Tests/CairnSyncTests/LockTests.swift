import CairnModel
import CairnStore
import CairnSync
import Foundation
import Synchronization
import TestSupport
import Testing

/// An answer is read on the lock of what was received before it; nobody waits for it afterwards.
struct LockTests {
    private let log = RecordID.new()
    private let laptop: Laptop

    init() throws { laptop = try Laptop() }

    private func server(_ author: inout Author) throws -> ExchangeServer {
        var server = ExchangeServer(store: laptop.store, access: .all)
        let hello = Hello(
            node: author.node, time: 1_775_228_645_000, holdings: .have(Vector()))
        let lines = author.events(3)
        try server.feed(HandMade(hello: hello, sections: [lines]).bytes)
        return server
    }

    /// Writes to the laptop's file as another program does.
    ///
    /// - Parameter begins: is called right before.
    private static func write(
        to path: String, _ log: RecordID, begins: () -> Void = {}
    ) throws {
        let other = try Store.open(path, surroundings: .testing())
        begins()
        try other.perform { _ in
            Intent(
                [Edit(.create, log: log, kind: "event", id: .new(), set: [("title", "Here")])],
                by: nil)
        }
    }

    @Test("once an answer is written, or failed, another program writes at once")
    func released() throws {
        struct Broken: Error {}
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        var written = try server(&author)
        try written.answer(wall: 1_775_228_645_000) { _ in }
        try Self.write(to: laptop.path, log)
        var failing = try server(&author)
        #expect(throws: Broken.self) {
            try failing.answer(wall: 1_775_228_645_000) { _ in throw Broken() }
        }
        #expect(failing.intake.applied == 3)
        try Self.write(to: laptop.path, log)
        #expect(try laptop.entries == 8)
    }

    @Test("until the answer is read, others read but do not write; a write of one's own goes first")
    func kept() throws {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        var batch = EntryLines()
        for line in author.events(2) { line.withUnsafeBufferPointer { batch.append($0) } }
        var opened = OpenedConflicts()
        _ = try laptop.store.receive([batch], opened: &opened, keepsLock: true) { _ in true }
        let other = try Store.open(laptop.path, surroundings: .testing())
        #expect(try other.read { try $0.entryCount() } == 2)
        let isDone = Mutex(false)
        let begins = DispatchSemaphore(value: 0)
        let (path, log) = (laptop.path, log)
        let writer = Thread {
            try? Self.write(to: path, log) { begins.signal() }
            isDone.withLock { $0 = true }
        }
        writer.start()
        begins.wait()
        Thread.sleep(forTimeInterval: 0.3)
        #expect(isDone.withLock { !$0 })
        // Whoever waits holds the lock for writing; this store must not wait for it with its own.
        try laptop.receive(author.events(1))
        let deadline = Date(timeIntervalSinceNow: 10)
        while isDone.withLock({ !$0 }), Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
        #expect(isDone.withLock { $0 })
        #expect(try laptop.entries == 4)
    }
}

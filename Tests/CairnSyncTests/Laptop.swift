import CairnModel
import CairnStore
import CairnSync
import Foundation
import TestSupport
import Testing

/// A store in a folder of its own, and what tests do with it.
final class Laptop {
    let folder: TemporaryFolder
    private(set) var store: Store
    var path: String { folder.file("cairn.db") }

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(folder.file("cairn.db"), surroundings: .testing())
    }

    /// The bytes of the store and of what stands beside it.
    func backup() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        where name.hasPrefix("cairn.db") {
            files[name] = try Data(contentsOf: folder.url.appending(path: name))
        }
        return files
    }

    /// Puts a backup back so that nothing tells: the same files, and their earlier contents.
    func restore(_ files: [String: Data]) throws {
        for (name, data) in files {
            let file = try FileHandle(forWritingTo: folder.url.appending(path: name))
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: data)
            try file.close()
        }
        store = try Store.open(path, surroundings: .testing())
    }

    @discardableResult
    func make(
        _ kind: String = "event", _ id: RecordID = .new(), in log: RecordID,
        _ set: [(field: String, value: JSON)]
    ) throws -> RecordID {
        try store.perform { _ in
            Intent([Edit(.create, log: log, kind: kind, id: id, set: set)], by: nil)
        }
        return id
    }

    func edit(
        _ kind: String = "event", _ id: RecordID, in log: RecordID,
        _ set: [(field: String, value: JSON)]
    ) throws {
        try store.perform { _ in
            Intent([Edit(.write, log: log, kind: kind, id: id, set: set)], by: nil)
        }
    }

    @discardableResult
    func receive(_ lines: [[UInt8]]) throws -> [Outcome] {
        try store.receive(lines, isAllowed: { _ in true }).map(\.outcome)
    }

    var entries: Int { get throws { try store.read { try $0.entryCount() } } }
    var digests: [RecordID: String] { get throws { try store.read { try $0.digests() } } }
    var vector: Vector { get throws { try store.read { try $0.vector(of: nil) } } }
    var conflicts: Int { get throws { try store.read { try $0.openConflictCount() } } }

    func title(_ id: RecordID, in log: RecordID) throws -> String? {
        try store.read { try $0.record("event", id, in: log)?["title"]?.string }
    }

    // MARK: Bundles

    @discardableResult
    func write(
        _ name: String, _ choice: BundleLogs = .all, since: String? = nil
    ) throws -> BundleWriter.Written {
        let base = try since.map { try BundleReader.have(BundleSource($0)) }
        return try BundleWriter.write(
            store, choice, since: base, wall: wallNow(), to: BundleTarget(name), progress: { _ in })
    }

    @discardableResult
    func read(
        _ name: String, takes: @escaping (RecordID) -> Bool = { _ in true }
    ) throws -> BundleReader.Result {
        try BundleReader.read(
            BundleSource(name), into: store, takes: takes, progress: { _, _ in })
    }

    func read(_ bytes: [UInt8]) throws -> BundleReader.Result {
        let name = folder.file("handmade-\(UUID())")
        try Data(bytes).write(to: URL(filePath: name))
        return try read(name)
    }
}

extension BundleLogs {
    static var all: BundleLogs {
        var choice = BundleLogs()
        choice.takesAll = true
        return choice
    }
}

/// The wall clock, milliseconds since 1970.
func wallNow() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

/// What a run between two laptops did.
struct Run {
    var step = CallerSession.Step.again
    var rounds = 0
    var requests: [[UInt8]] = []
    var answers: [[UInt8]] = []
    var caller: ExchangeCaller
}

/// Runs rounds between two stores of one process over the very bytes.
///
/// - Parameter answer: may change or lose an answer's bytes; is told the number of the round.
func run(
    _ left: Laptop, _ right: Laptop, callerAccess: Access = .all, serverAccess: Access = .all,
    remembered: Vector? = nil, limits: ExchangeWriter.Limits = .http,
    request alterRequest: (Int, [UInt8]) -> [UInt8] = { $1 },
    answer alterAnswer: (Int, [UInt8]) -> [UInt8] = { $1 }
) throws -> Run {
    var run = Run(
        caller: ExchangeCaller(
            store: left.store, access: callerAccess, remembered: remembered, limits: limits))
    while run.step == .again {
        let request = Collected()
        try run.caller.request(wall: wallNow(), to: request.add)
        run.requests.append(request.bytes)
        var server = ExchangeServer(store: right.store, access: serverAccess, limits: limits)
        try server.feed(alterRequest(run.rounds, request.bytes))
        let answer = Collected()
        try server.answer(wall: wallNow(), to: answer.add)
        run.answers.append(answer.bytes)
        let arrived = alterAnswer(run.rounds, answer.bytes)
        if !arrived.isEmpty { try run.caller.feed(arrived) }
        run.step = try run.caller.finish(wall: wallNow())
        run.rounds += 1
        if run.rounds > 200 { throw SyncFault(.tooLarge, "no end after 200 rounds", hint: "") }
    }
    return run
}

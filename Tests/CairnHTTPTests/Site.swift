import CairnHTTP
import CairnModel
import CairnStore
import CairnSync
import Foundation
import Logging
import TestSupport

/// A store in a folder of its own, and what the people at it do.
final class Site: Sendable {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store.create(folder.file("cairn.db"), surroundings: .testing())
    }

    /// A store that has a chapter and a volunteer.
    convenience init(chapter name: String) throws {
        try self.init()
        let chapter = try addChapter(name)
        try store.setHome(chapter)
        try make("volunteer", in: chapter.peopleLog, ["given_name": .string("\(name) Secret")])
    }

    var home: RecordID { get throws { try store.home()! } }

    @discardableResult
    func addChapter(_ name: String) throws -> RecordID {
        let id = RecordID.new()
        return try make("chapter", id, in: id, ["name": .string(name), "tz": "UTC"])
    }

    @discardableResult
    func make(
        _ kind: String = "event", _ id: RecordID = .new(), in log: RecordID, _ set: [String: JSON]
    ) throws -> RecordID {
        let fields = set.sorted { $0.key < $1.key }.map { (field: $0.key, value: $0.value) }
        try store.perform { _ in
            Intent([Edit(.create, log: log, kind: kind, id: id, set: fields)], by: nil)
        }
        return id
    }

    @discardableResult
    func event(_ title: String, in log: RecordID? = nil) throws -> RecordID {
        try make(in: log ?? home, ["title": .string(title)])
    }

    func rename(_ id: RecordID, _ title: String, in log: RecordID? = nil) throws {
        let log = try log ?? home
        try store.perform { _ in
            Intent(
                [
                    Edit(
                        .write, log: log, kind: "event", id: id,
                        set: [(field: "title", value: .string(title))])
                ], by: nil)
        }
    }

    func title(_ id: RecordID, in log: RecordID) throws -> String? {
        try store.read { try $0.record("event", id, in: log)?["title"]?.string }
    }

    var logs: [RecordID] { get throws { try store.read { try $0.logs().sorted() } } }

    func digest(of log: RecordID) throws -> String? {
        try store.read { try $0.digests()[log] }
    }

    /// Whether the store's files hold a text anywhere.
    func holds(_ text: String) throws -> Bool {
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.url, includingPropertiesForKeys: nil)
        return try files.contains { try Data(contentsOf: $0).range(of: Data(text.utf8)) != nil }
    }

    // MARK: Calling a server

    /// Joins with an invitation, as the command does.
    @discardableResult
    func join(
        _ invitation: String, as name: String = "state", sharesPeople: Bool = false,
        settings: ClientSettings = .testing()
    ) async throws -> JoinCall.Answer {
        let call = try JoinCall(invitation: invitation)
        let known = try store.peers().first { $0.url == call.url }
        let answer = try await call.run(
            node: store.node(), log: store.home(), name: "Test laptop",
            token: known.flatMap { store.peerToken(for: $0.name) }, settings: settings)
        var peer = Peer(name: name, joined: answer, at: call.url, known: known)
        peer.ca = settings.ca
        peer.sharesPeople = sharesPeople
        try store.setPeerToken(answer.token, for: peer.name)
        try store.save(peer)
        if try store.home() == nil, answer.role == .chapter { try store.setHome(answer.log) }
        return answer
    }

    @discardableResult
    func sync(
        _ name: String = "state", settings: ClientSettings = .testing()
    ) async throws -> SyncFigures {
        let peer = try store.peers().first { $0.name == name }!
        var settings = settings
        settings.ca = settings.ca ?? peer.ca
        var run = SyncRun(store: store, peer: peer, settings: settings, wall: wallNow)
        return try await run.run { _ in }
    }
}

extension ClientSettings {
    static func testing() -> ClientSettings {
        var settings = ClientSettings()
        settings.connectSeconds = 20
        settings.readSeconds = 60
        return settings
    }
}

/// The wall clock, milliseconds since 1970.
@Sendable func wallNow() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

let dayMilliseconds: Int64 = 86_400_000

import CairnModel
import CairnStore
import Foundation
import TestSupport
import Testing

/// No node id is shared by two stores, or goes on after a store was put back.
struct IdentityTests {
    let folder: TemporaryFolder
    let machine = TestMachine("laptop", seed: 5)
    let files: StoreFiles

    init() throws {
        folder = try TemporaryFolder()
        files = try StoreFiles(folder.url.appending(path: "own"))
    }

    /// A store that has written and given out something.
    private func used() throws -> Store {
        let store = try folder.newStore("own", on: machine)
        try store.setHome(Some.log)
        try store.put(Some.log, kind: "chapter", in: Some.log, ("name", "Lincoln High"))
        try store.put(Some.event, in: Some.log, ("title", "One"))
        #expect(try store.prepareToSend() == nil)
        return store
    }

    private func open(_ files: StoreFiles, on machine: TestMachine) throws -> Store {
        try Store.open(files.path, surroundings: machine.surroundings)
    }

    /// Which stream the store's next write goes to.
    private func write(_ store: Store, _ title: JSON) throws -> Performed {
        let performed = try store.put(Some.event, in: Some.log, ("title", title))
        for entry in performed.entries { #expect(try entry.dot.node == store.node()) }
        return performed
    }

    @Test("a store that is closed and opened again stays who it was")
    func reopened() throws {
        let node = try used().node()
        let store = try open(files, on: machine)
        #expect(try write(store, "Two").newIdentity == nil)
        #expect(try store.prepareToSend() == nil)
        #expect(try store.node() == node)
    }

    @Test(
        "a copied store takes a new node id before it writes, and the original stays who it was",
        arguments: [StoreFiles.Parts.all, .store])
    func copied(parts: StoreFiles.Parts) throws {
        let node = try used().node()
        let other = try StoreFiles(folder.url.appending(path: "copy"))
        try files.copy(parts, to: other)
        let copy = try open(other, on: machine)
        #expect(try write(copy, "Copy").newIdentity == .elsewhere)
        #expect(try copy.node() != node)
        #expect(try write(copy, "Copy again").newIdentity == nil)
        let original = try open(files, on: machine)
        #expect(try write(original, "Original").newIdentity == nil)
        #expect(try original.node() == node)
    }

    @Test("a store whose disk went into another machine takes a new node id")
    func machineChanged() throws {
        let node = try used().node()
        let store = try open(files, on: TestMachine("another", seed: 6))
        #expect(try write(store, "Two").newIdentity == .elsewhere)
        #expect(try store.node() != node)
    }

    @Test("a store without its sidecar takes a new node id")
    func sidecarMissing() throws {
        let node = try used().node()
        try files.remove(.sidecar)
        let store = try open(files, on: machine)
        #expect(try write(store, "Two").newIdentity == .elsewhere)
        #expect(try store.node() != node)
    }

    @Test("a store that was put back behind what it gave out takes a new node id")
    func restored() throws {
        let backup = try StoreFiles(folder.url.appending(path: "backup"))
        let node = try used().node()
        try files.copy(.store, to: backup)
        let store = try open(files, on: machine)
        try store.put(Some.event, in: Some.log, ("title", "Given out"))
        #expect(try store.prepareToSend() == nil)
        let given = try StoreDump.log(store)
        try backup.copy(.store, to: files, .into)
        let restored = try open(files, on: machine)
        #expect(try write(restored, "After").newIdentity == .behind)
        #expect(try restored.node() != node)
        try restored.take(given)
        let conflict = try restored.read { try $0.conflicts(all: false) }
        #expect(Set(conflict.flatMap(\.values).map(\.value)) == ["Given out", "After"])
    }

    @Test("a store whose file was replaced by another takes a new node id")
    func replaced() throws {
        let backup = try StoreFiles(folder.url.appending(path: "backup"))
        let node = try used().node()
        try files.copy(.store, to: backup)
        try backup.copy(.store, to: files, .anew)
        let store = try open(files, on: machine)
        #expect(try write(store, "Two").newIdentity == .elsewhere)
        #expect(try store.node() != node)
    }

    @Test("sending takes a new identity too where one is due")
    func sending() throws {
        let node = try used().node()
        try files.remove(.sidecar)
        let store = try open(files, on: machine)
        #expect(try store.prepareToSend() == .elsewhere)
        #expect(try store.node() != node)
        #expect(try write(store, "Two").newIdentity == nil)
    }

    @Test("a store whose clock was far ahead of the wall takes a new node id and the wall's time")
    func clockAhead() throws {
        let wall = machine.wall
        machine.wall = wall + 30 * 365 * 86_400_000
        let node = try used().node()
        machine.wall = wall
        let store = try open(files, on: machine)
        let performed = try write(store, "Two")
        #expect(performed.newIdentity == .clockAhead)
        #expect(try store.node() != node)
        let entry = try store.read { try $0.entry(performed.entries.last!) }
        #expect(try #require(entry).at.milliseconds <= wall + 1)
        #expect(try store.shown(Some.event, in: Some.log)?["title"] == "Two")
    }

    @Test("a clock a few minutes ahead of the wall goes on by its counter")
    func clockSlightlyAhead() throws {
        let store = try used()
        let node = try store.node()
        let before = try write(store, "Two")
        machine.wall -= 4 * 60_000
        let after = try write(store, "Three")
        #expect(after.newIdentity == nil)
        #expect(try store.node() == node)
        let entries = try store.read { snapshot in
            try (before.entries + after.entries).map { try #require(try snapshot.entry($0)) }
        }
        #expect(entries[0].at < entries[1].at)
        #expect(entries[0].at.milliseconds == entries[1].at.milliseconds)
    }

    @Test("an entry of its own that a store did not write makes it take a new node id")
    func ownEntryFromElsewhere() throws {
        let twin = try StoreFiles(folder.url.appending(path: "twin"))
        let node = try used().node()
        try files.copy(.all, to: twin)
        let store = try open(files, on: machine)
        try store.put(Some.event, in: Some.log, ("title", "Lost with the disk"))
        let lines = try StoreDump.log(store)
        // The whole folder as it was before: nothing in it tells.
        try twin.copy(.all, to: files, .into)
        let back = try open(files, on: machine)
        #expect(try write(back, "Fork").newIdentity == nil)
        #expect(try back.node() == node)
        try back.take(lines)
        #expect(try write(back, "After").newIdentity == .foreignOwnEntry)
        #expect(try back.node() != node)
        let ended = try back.read { try $0.conflicts(all: true) }
        #expect(Set(ended.flatMap(\.values).map(\.value)) == ["Lost with the disk", "Fork"])
    }

    @Test("of its own entry that comes back it is said why, as the store was before it came")
    func ownEntryComesBack() throws {
        // Of a copy whose clock ran ahead: this store's own does not.
        let twin = try StoreFiles(folder.url.appending(path: "twin"))
        _ = try used()
        try files.copy(.all, to: twin)
        let wall = machine.wall
        machine.wall = wall + 20 * 60_000
        let ahead = try open(files, on: machine)
        try ahead.put(Some.event, in: Some.log, ("title", "Ahead"))
        let lines = try StoreDump.log(ahead)
        machine.wall = wall
        try twin.copy(.all, to: files, .into)
        let back = try open(files, on: machine)
        try back.take(lines)
        #expect(try write(back, "After").newIdentity == .foreignOwnEntry)
    }

    @Test("a store that lacked its last entry says that it was behind, also once it has it back")
    func lastEntryComesBack() throws {
        let backup = try StoreFiles(folder.url.appending(path: "backup"))
        _ = try used()
        try files.copy(.store, to: backup)
        let store = try open(files, on: machine)
        try store.put(Some.event, in: Some.log, ("title", "Last"))
        let lines = try StoreDump.log(store)
        try backup.copy(.store, to: files, .into)
        let back = try open(files, on: machine)
        try back.take(lines)
        #expect(try write(back, "After").newIdentity == .behind)
    }

    @Test("a new node id comes with a record that tells which laptop it was")
    func nodeRecord() throws {
        _ = try used()
        try files.remove(.sidecar)
        let store = try open(files, on: machine)
        _ = try write(store, "Two")
        let node = try store.node().description
        let id = RecordID.derived(kind: "node", parents: [node])
        let record = try #require(try store.shown(id, kind: "node", in: Some.log))
        let history = try store.read { try $0.history(of: record) }
        #expect(history.first?.entry.dot.node.description == node)
        #expect(history.first?.entry.dot.seq == 1)
    }
}

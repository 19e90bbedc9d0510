internal import CairnModel
internal import CairnSchema
internal import Foundation
internal import GRDB

extension Store {
    /// Makes a new, empty store with a node id and a sidecar.
    ///
    /// - Throws: `exists` where something is at the path; what opening throws.
    package static func create(_ path: String, surroundings: Surroundings) throws -> Store {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) {
            try makeFolder(folder)
        }
        let file = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw errno == EEXIST
                ? StoreError(
                    .exists, "\(path) is there already",
                    hint: "use it as it is, or name another file with --store")
                : StoreError(
                    .readOnly, "\(path) cannot be made: \(String(cString: strerror(errno)))",
                    hint: "choose a folder that you may write to")
        }
        close(file)
        do {
            return try fill(path, surroundings)
        } catch {
            for name in [path, path + "-journal", Sidecar.path(of: path)] { unlink(name) }
            throw error
        }
    }

    private static func makeFolder(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreError(
                .readOnly, "the folder \(folder) cannot be made",
                hint: "choose a folder that you may write to")
        }
    }

    private static func fill(_ path: String, _ surroundings: Surroundings) throws -> Store {
        let queue = try connect(path, surroundings, readOnly: false)
        try translate(path) { try migrator.migrate(queue) }
        let store = Store(path: path, surroundings: surroundings, queue: queue)
        let node = NodeID(random: surroundings.random(10))
        try store.write { snapshot in
            try snapshot.engine.setMeta("node", node.description)
            try snapshot.engine.setMeta("vocabulary", LinkRules.fingerprint)
        }
        let sidecar = Sidecar(
            machine: surroundings.machine, file: store.sidecar.mark(), node: node, me: nil)
        try store.sidecar.replace(with: sidecar, isDurable: surroundings.isDurable)
        return store
    }

    /// Opens the store in a file; for reading alone where the file may not be written.
    ///
    /// - Throws: `not-found`, `not-a-store`, `newer-store`, `unreadable`, `read-only` where it has
    ///   to be brought up to date and may not be written.
    package static func open(_ path: String, surroundings: Surroundings) throws -> Store {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw StoreError(
                .notFound, "there is no store at \(path)",
                hint: "make one with cairn init --name \"Your chapter\" --tz Your/Zone, "
                    + "or name its file with --store")
        }
        if isFolder.boolValue {
            throw StoreError(
                .notAStore, "\(path) is a folder, not a store",
                hint: "name the store's file with --store")
        }
        let readOnly = access(path, W_OK) != 0
        let queue = try connect(path, surroundings, readOnly: readOnly)
        let isCurrent = try translate(path) { try queue.read { try inspect($0, path) } }
        if !isCurrent {
            if readOnly {
                throw StoreError(
                    .readOnly,
                    "\(path) was made by an earlier version of Cairn and may only be read",
                    hint: "copy it to where you may write, and use the copy")
            }
            try translate(path) { try migrator.migrate(queue) }
        }
        let store = Store(path: path, surroundings: surroundings, queue: queue)
        if !readOnly { try store.followVocabulary() }
        return store
    }

    /// Whether every migration is there.
    private static func inspect(_ database: Database, _ path: String) throws -> Bool {
        let mark = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        guard mark == 1_128_354_382 else {
            throw StoreError(
                .notAStore, "\(path) is not a Cairn store",
                hint: "name another file with --store, or make a store with cairn init")
        }
        if try migrator.hasBeenSuperseded(database) {
            throw StoreError(
                .newerStore, "\(path) was made by a newer version of Cairn",
                hint: "install the newer version on this laptop; the store was not touched")
        }
        return try migrator.hasCompletedMigrations(database)
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (name, sql) in Migrations.all {
            migrator.registerMigration(name) { try $0.execute(sql: sql) }
        }
        return migrator
    }

    /// Of a journal that is kept: what a large merge needed goes back to the disk.
    private static let journalBytesMax = 4 * 1024 * 1024

    private static func connect(
        _ path: String, _ surroundings: Surroundings, readOnly: Bool
    ) throws -> DatabaseQueue {
        GatheringVFS.use()
        var configuration = GRDB.Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(20)
        // The tables are a function of the log, and doctor checks them: no lookup for each row.
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { database in
            if !readOnly {
                // Of a new file: fewer, larger pages are what taking in a whole log likes.
                try database.execute(sql: "PRAGMA page_size = 8192")
                try database.execute(sql: "PRAGMA journal_mode = PERSIST")
                try database.execute(sql: "PRAGMA journal_size_limit = \(journalBytesMax)")
                let level = surroundings.isDurable ? "FULL" : "OFF"
                try database.execute(sql: "PRAGMA synchronous = \(level)")
            }
            // In KiB: a process that reads a bundle of any length stays under 96 MiB with it.
            try database.execute(sql: "PRAGMA cache_size = -46080")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return try translate(path) { try DatabaseQueue(path: path, configuration: configuration) }
    }

    private static func translate<T>(_ path: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// Links and times follow the vocabulary: where it has changed since they were made, the log
    /// is folded again.
    private func followVocabulary() throws {
        let isCurrent = try read {
            try $0.engine.meta("vocabulary") == LinkRules.fingerprint
        }
        if isCurrent { return }
        try write {
            try $0.engine.foldAgain()
            try $0.engine.setMeta("vocabulary", LinkRules.fingerprint)
        }
    }
}

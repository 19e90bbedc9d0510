package import Foundation

/// The files of a store that is called `cairn.db` in a folder of its own.
package struct StoreFiles: Sendable {
    package let folder: URL

    package init(_ folder: URL) throws {
        self.folder = folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    package var path: String { folder.appending(path: "cairn.db").path }

    /// Which of a store's files are meant.
    package struct Parts: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// The SQLite file with its journal.
        package static let store = Parts(rawValue: 1)
        /// What is beside the store.
        package static let sidecar = Parts(rawValue: 2)
        package static let all: Parts = [.store, .sidecar]
    }

    private func names(_ parts: Parts) throws -> [String] {
        let own = ["cairn.db", "cairn.db-wal", "cairn.db-shm", "cairn.db-journal"]
        return try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { parts.contains(own.contains($0) ? .store : .sidecar) }
    }

    package func remove(_ parts: Parts) throws {
        for name in try names(parts) {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }

    /// Copies files to another folder, over those that are there.
    package func copy(_ parts: Parts, to other: StoreFiles) throws {
        for name in try names(parts) {
            let target = other.folder.appending(path: name)
            try? FileManager.default.removeItem(at: target)
            try FileManager.default.copyItem(at: folder.appending(path: name), to: target)
        }
    }
}

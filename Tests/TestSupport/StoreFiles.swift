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

    /// Takes files away without freeing their inodes, so that no new file gets one of them.
    package func remove(_ parts: Parts) throws {
        for name in try names(parts) { try bury(folder.appending(path: name)) }
    }

    /// How a copy comes to where a file of that name may be already.
    package enum Way: Sendable {
        /// A new file, as a download or a move makes it.
        case anew
        /// Into the file that is there, as `cp` does.
        case into
    }

    /// Copies files to another folder, where they take the place of those that are there.
    package func copy(_ parts: Parts, to other: StoreFiles, _ way: Way = .anew) throws {
        let names = try names(parts)
        for name in try other.names(parts) where !names.contains(name) {
            try other.bury(other.folder.appending(path: name))
        }
        for name in names {
            let target = other.folder.appending(path: name)
            let bytes = try Data(contentsOf: folder.appending(path: name))
            if way == .into, let file = FileHandle(forWritingAtPath: target.path) {
                try file.truncate(atOffset: 0)
                try file.write(contentsOf: bytes)
                try file.close()
            } else {
                try other.bury(target)
                try bytes.write(to: target)
            }
        }
    }

    private func bury(_ file: URL) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: file.path) else { return }
        let grave = folder.deletingLastPathComponent().appending(path: "graves")
        try files.createDirectory(at: grave, withIntermediateDirectories: true)
        let count = try files.contentsOfDirectory(atPath: grave.path).count
        try files.moveItem(at: file, to: grave.appending(path: "\(count)"))
    }
}

internal import Foundation

/// Holds off every other process that changes a small file beside the store, while one does.
///
/// The lock is on the folder: a lock on the store's own file would take SQLite's with it.
enum FolderLock {
    static func holding<T>(_ store: String, _ body: () throws -> T) throws -> T {
        let file = Folder.open(of: store)
        guard file >= 0 else { return try body() }
        defer { close(file) }
        while flock(file, LOCK_EX) != 0, errno == EINTR {}
        return try body()
    }
}

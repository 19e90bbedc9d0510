internal import GRDB

/// What a store cannot do, in words for a person.
package struct StoreError: Error, Sendable, CustomStringConvertible {
    /// What to match on; stable.
    package enum Code: String, Sendable {
        case notFound = "not-found"
        case exists
        case notAStore = "not-a-store"
        case newerStore = "newer-store"
        case unreadable
        case readOnly = "read-only"
        case diskFull = "disk-full"
        case busy
        case corrupted
        case tooLarge = "too-large"
        case failed
    }

    package let code: Code
    /// What and where, a sentence part without a full stop.
    package let reason: String
    /// The next step, a sentence part.
    package let hint: String

    package init(_ code: Code, _ reason: String, hint: String) {
        (self.code, self.reason, self.hint) = (code, reason, hint)
    }

    package var description: String { reason }

    /// An error of SQLite's as one of ours.
    init(_ error: DatabaseError, path: String) {
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                .diskFull, "the disk is full, so the last step was not saved in \(path)",
                hint: "make room and run the command again")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy, "another program is writing to \(path)",
                hint: "wait for it to finish and run the command again")
        case .SQLITE_READONLY, .SQLITE_PERM:
            self.init(
                .readOnly, "\(path) may not be written to",
                hint: "check who owns the file and its folder")
        case .SQLITE_NOTADB:
            self.init(
                .notAStore, "\(path) is not a Cairn store",
                hint: "name another file with --store, or make a store with cairn init")
        case .SQLITE_CANTOPEN, .SQLITE_AUTH:
            self.init(
                .unreadable, "\(path) cannot be opened",
                hint: "check that the file is there and that you may read it")
        case .SQLITE_CORRUPT:
            self.init(
                .corrupted, "\(path) is damaged",
                hint: "keep a copy of the file, and run cairn doctor")
        case .SQLITE_IOERR:
            self.init(
                .failed, "the disk failed while using \(path)",
                hint: "check the disk, then run cairn doctor")
        default:
            self.init(
                .failed, "the store failed: \(error.message ?? "no reason given")",
                hint: "run cairn doctor")
        }
    }
}

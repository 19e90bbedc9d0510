internal import Foundation
internal import GRDBSQLite

/// A store's file or its rollback journal, whose writes are gathered: what continues the write
/// before it waits in memory, and goes to the file in one piece.
///
/// SQLite writes a store a page at a time and its journal three pieces a page, so that a small
/// commit is mostly calls to the system. What waits is written where SQLite waits for the disk,
/// and before anything that needs it in the file, in the order that a rollback relies on ("Atomic
/// Commit In SQLite", sections 3.7 to 3.11): the journal before the file, the file before the
/// journal ends. A file belongs to one connection and is used under its lock.
final class GatheredFile {
    /// A page's most; the system's VFS of SQLite writes less than 128 KiB at once.
    private static let roomBytes = 64 * 1024

    /// The file as the system's VFS has it, open until this object goes.
    let inner: UnsafeMutablePointer<sqlite3_file>
    /// Of a store: its journal as long as that is open. Of a journal: its store.
    private weak var other: GatheredFile?
    private let isJournal: Bool
    /// Of a journal that may stay open: which file it is.
    private let mark: FileMark?
    private var waiting: UnsafeMutableRawPointer?
    /// Where in the file the first waiting byte belongs, and how many wait.
    private var (start, count): (Int64, Int) = (0, 0)
    /// Of a journal: whether nothing is in it.
    private var hasEnded = false
    /// Of a store: whether something was read from it.
    private(set) var hasContent = false
    /// Of a store: its journal between two transactions.
    private var idleJournal: GatheredFile?

    /// - Parameters:
    ///   - inner: opened, in memory of SQLite's, which is freed with this object.
    ///   - name: the file's path.
    ///   - store: of a journal.
    ///   - mayRest: whether a journal was opened as one that is made anew: SQLite flushes the folder
    ///     of such a one alone, and it has to be flushed once.
    init(
        _ inner: UnsafeMutablePointer<sqlite3_file>, named name: UnsafePointer<CChar>,
        journalOf store: GatheredFile?, mayRest: Bool
    ) {
        (self.inner, other, isJournal) = (inner, store, store != nil)
        mark = isJournal && mayRest ? FileMark(of: name) : nil
        store?.other = self
    }

    deinit {
        waiting?.deallocate()
        sqlite3_free(inner)
    }

    var methods: UnsafePointer<sqlite3_io_methods> { inner.pointee.pMethods }

    /// How far the file goes with what waits.
    private var end: Int64 { start + Int64(count) }
}

// MARK: - Writing

extension GatheredFile {
    func write(_ bytes: UnsafeRawPointer, _ amount: Int, at offset: Int64) -> Int32 {
        // A header that is not valid yet begins with zeros too, and goes on with other bytes.
        if isJournal, offset == 0,
            UnsafeRawBufferPointer(start: bytes, count: amount).allSatisfy({ $0 == 0 })
        {
            return endJournal()
        }
        let continues = count > 0 && offset == end
        if continues, count + amount <= Self.roomBytes {
            (waiting! + count).copyMemory(from: bytes, byteCount: amount)
            count += amount
            return SQLITE_OK
        }
        let code = isJournal && !continues ? settle() : flush()
        if code != SQLITE_OK { return code }
        // Without its journal beside it nothing would say when a store's pages have to be written.
        if amount > Self.roomBytes || !isJournal && other == nil {
            hasEnded = false
            return methods.pointee.xWrite(inner, bytes, Int32(amount), offset)
        }
        if waiting == nil {
            waiting = .allocate(byteCount: Self.roomBytes, alignment: 16)
        }
        waiting!.copyMemory(from: bytes, byteCount: amount)
        (start, count) = (offset, amount)
        return SQLITE_OK
    }

    /// Writes what waits. A store waits for its journal: what a rollback needs comes first.
    ///
    /// Where a store's pages cannot be written they are dropped, and the rollback that follows
    /// takes them from the journal: so this is called only where SQLite heeds the code, and takes
    /// back the whole transaction after it. What waits of a journal is kept, since the rollback
    /// reads it.
    func flush() -> Int32 {
        if count == 0 { return SQLITE_OK }
        hasEnded = false
        if !isJournal, let other {
            let code = other.flush()
            if code != SQLITE_OK {
                count = 0
                return code
            }
        }
        let code = methods.pointee.xWrite(inner, waiting, Int32(count), start)
        if code == SQLITE_OK || !isJournal { count = 0 }
        return code
    }

    /// Before the journal ends or says something else of itself: the pages that it stood for are
    /// written.
    func settle() -> Int32 {
        if isJournal, let other {
            let code = other.flush()
            if code != SQLITE_OK { return code }
        }
        return flush()
    }

    /// Ends a journal that is kept: nothing is in one whose first byte is 0, whatever follows. SQLite
    /// would write zeros over the whole header, of which a part might arrive and then a failure:
    /// the transaction would be there, and its program told that it is not.
    private func endJournal() -> Int32 {
        let code = letGo()
        if code != SQLITE_OK { return code }
        var zero: UInt8 = 0
        let written = methods.pointee.xWrite(inner, &zero, 1, 0)
        hasEnded = written == SQLITE_OK
        return written
    }

    /// Before a journal ends: the pages that it stood for are written, and what waits of itself is
    /// of no use.
    private func letGo() -> Int32 {
        let code = other?.flush() ?? SQLITE_OK
        if code == SQLITE_OK { count = 0 }
        return code
    }

    func truncate(to size: Int64) -> Int32 {
        let code = isJournal && size == 0 ? letGo() : settle()
        if code != SQLITE_OK { return code }
        let truncated = methods.pointee.xTruncate(inner, size)
        hasEnded = truncated == SQLITE_OK && (hasEnded || size == 0)
        return truncated
    }

    func sync(_ flags: Int32) -> Int32 {
        let code = flush()
        return code == SQLITE_OK ? methods.pointee.xSync(inner, flags) : code
    }

    func close() -> Int32 {
        if !isJournal { GatheringVFS.companions.remove(self) }
        let code = settle()
        emptyIdleJournal()
        _ = idleJournal?.close()
        idleJournal = nil
        let closed = methods.pointee.xClose(inner)
        return code == SQLITE_OK ? closed : code
    }
}

// MARK: - A journal between two transactions

extension GatheredFile {
    /// Stays open for the next transaction instead of being closed, where this is a journal that
    /// has ended.
    func rest() -> Bool {
        guard isJournal, hasEnded, count == 0, mark != nil, let other, other.idleJournal == nil
        else { return false }
        other.idleJournal = self
        return true
    }

    /// Leaves no pages in the journal for whoever has the file afterwards: somebody who may read the
    /// store alone could not tell that they are of no use. Where another program writes, or has died
    /// over it, the journal is left as it is.
    private func emptyIdleJournal() {
        guard let journal = idleJournal else { return }
        var size: Int64 = 0
        guard journal.size(&size) == SQLITE_OK, size > 0,
            methods.pointee.xLock(inner, SQLITE_LOCK_SHARED) == SQLITE_OK
        else { return }
        if methods.pointee.xLock(inner, SQLITE_LOCK_RESERVED) == SQLITE_OK, journal.firstByte() == 0
        {
            _ = journal.truncate(to: 0)
        }
        _ = methods.pointee.xUnlock(inner, SQLITE_LOCK_NONE)
    }

    /// The first byte in the file; nil where there is none.
    private func firstByte() -> UInt8? {
        var first: UInt8 = 0
        return methods.pointee.xRead(inner, &first, 1, 0) == SQLITE_OK ? first : nil
    }

    /// Whether there is a journal of that name with something in it; nil where this connection has
    /// none open that tells. Asked under the store's lock for reading: who writes a store's pages
    /// waits for that lock.
    func hasJournal(at name: UnsafePointer<CChar>) -> Bool? {
        guard let journal = idleJournal else { return nil }
        var status = stat()
        guard stat(name, &status) == 0, status.st_size > 0 else { return false }
        guard journal.mark == FileMark(status) else { return nil }
        return journal.firstByte().map { $0 != 0 }
    }

    /// The journal of the transaction before, as long as it is the file of that name: it is open,
    /// so that no other file can have got its inode. Whoever makes a journal holds the store's lock
    /// for writing, so that the name does not change hands meanwhile.
    func takeIdleJournal(at name: UnsafePointer<CChar>) -> GatheredFile? {
        guard let journal = idleJournal else { return nil }
        idleJournal = nil
        if journal.mark == FileMark(of: name) { return journal }
        _ = journal.close()
        return nil
    }
}

// MARK: - Reading

extension GatheredFile {
    func read(_ bytes: UnsafeMutableRawPointer, _ amount: Int, at offset: Int64) -> Int32 {
        if count > 0, offset + Int64(amount) > start, offset < end {
            if offset >= start, offset + Int64(amount) <= end {
                bytes.copyMemory(from: waiting! + Int(offset - start), byteCount: amount)
                return SQLITE_OK
            }
            let code = flush()
            if code != SQLITE_OK { return code }
        }
        let code = methods.pointee.xRead(inner, bytes, Int32(amount), offset)
        if code == SQLITE_OK { hasContent = true }
        return code
    }

    func size(_ size: UnsafeMutablePointer<sqlite3_int64>) -> Int32 {
        let code = methods.pointee.xFileSize(inner, size)
        if code == SQLITE_OK, count > 0 { size.pointee = max(size.pointee, end) }
        return code
    }
}

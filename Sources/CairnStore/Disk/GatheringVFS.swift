internal import CSQLite
internal import Foundation
internal import GRDBSQLite

/// The system's VFS with gathered writes (`GatheredFile`), and with a journal that stays open from
/// one transaction to the next: opening it anew costs two calls, and a flush of the folder, since
/// SQLite cannot know that its name is on the disk already.
///
/// What is in the files, and in which order it gets there at each wait for the disk, is what SQLite
/// asks for; so a store may be open in other programs at the same time.
enum GatheringVFS {
    /// Makes it the one that stores are opened with, once for the process.
    static func use() { _ = registered }

    private static let registered: Void = {
        // To be said before anything starts SQLite.
        _ = cairn_sqlite_count_no_memory()
        let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        // But for opening, the system's functions need nothing of the object that they are handed.
        vfs.initialize(to: system.pointee)
        vfs.pointee.zName = UnsafePointer(strdup("cairn"))
        vfs.pointee.szOsFile = max(system.pointee.szOsFile, Int32(Handle.bytes))
        vfs.pointee.xOpen = { open($1, $2!, $3, $4) }
        vfs.pointee.xAccess = { access($1!, $2, $3!) }
        sqlite3_vfs_register(vfs, 1)
        #if os(Linux)
            openWithoutAccessTimes()
        #endif
    }()

    #if os(Linux)
        /// The first read behind each write would note when the file was read, which costs more than
        /// the read and tells nobody anything.
        private static func openWithoutAccessTimes() {
            let open: @convention(c) (UnsafePointer<CChar>, Int32, mode_t) -> Int32 = {
                // O_NOATIME, which C shows to GNU sources alone.
                let file = Foundation.open($0, $1 | 0o1_000_000, $2)
                // Another user's file.
                return file < 0 && errno == EPERM ? Foundation.open($0, $1, $2) : file
            }
            _ = system.pointee.xSetSystemCall?(
                system, "open", unsafeBitCast(open, to: sqlite3_syscall_ptr.self))
        }
    #endif

    private nonisolated(unsafe) static let system: UnsafeMutablePointer<sqlite3_vfs> =
        sqlite3_vfs_find(nil)

    private static func open(
        _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>, _ flags: Int32,
        _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        let isStore = flags & SQLITE_OPEN_MAIN_DB != 0
        let store = isStore ? nil : storeOfJournal(name, flags)
        guard let name, isStore || store != nil else {
            return system.pointee.xOpen(system, name, file, flags, outFlags)
        }
        file.pointee.pMethods = nil
        if let journal = store?.takeIdleJournal(at: name) {
            outFlags?.pointee = flags
            Handle.fill(file, with: journal)
            return SQLITE_OK
        }
        guard let memory = sqlite3_malloc64(UInt64(system.pointee.szOsFile)) else {
            return SQLITE_NOMEM
        }
        let inner = memory.bindMemory(to: sqlite3_file.self, capacity: 1)
        inner.pointee.pMethods = nil
        let code = system.pointee.xOpen(system, name, inner, flags, outFlags)
        guard code == SQLITE_OK else {
            if let methods = inner.pointee.pMethods { _ = methods.pointee.xClose(inner) }
            sqlite3_free(memory)
            return code
        }
        let gathered = GatheredFile(
            inner, named: name, journalOf: store, mayRest: flags & SQLITE_OPEN_CREATE != 0)
        if isStore { companions.add(gathered, named: name) }
        Handle.fill(file, with: gathered)
        return SQLITE_OK
    }

    private static func access(
        _ name: UnsafePointer<CChar>, _ flags: Int32, _ result: UnsafeMutablePointer<Int32>
    ) -> Int32 {
        if flags == SQLITE_ACCESS_EXISTS, let isThere = companions.isThere(name) {
            result.pointee = isThere ? 1 : 0
            return SQLITE_OK
        }
        return system.pointee.xAccess(system, name, flags, result)
    }

    /// Whose journal and whose WAL a name is, by its address: SQLite asks for them by the names that
    /// it made when it opened the store, and for other files by other names.
    static let companions = Companions()

    /// The store whose journal for writing has that name; nil for any other file.
    private static func storeOfJournal(
        _ name: UnsafePointer<CChar>?, _ flags: Int32
    ) -> GatheredFile? {
        guard let name, flags & SQLITE_OPEN_MAIN_JOURNAL != 0, flags & SQLITE_OPEN_READWRITE != 0
        else { return nil }
        return companions.store(ofJournal: name)
    }
}

/// What SQLite has of a gathered file: its methods, and which one it is.
private enum Handle {
    /// Bytes before and with the reference.
    private static let offset = MemoryLayout<sqlite3_file>.stride
    static let bytes = offset + MemoryLayout<UnsafeMutableRawPointer>.size

    static func fill(_ handle: UnsafeMutablePointer<sqlite3_file>, with file: GatheredFile) {
        UnsafeMutableRawPointer(handle).storeBytes(
            of: Unmanaged.passRetained(file).toOpaque(), toByteOffset: offset,
            as: UnsafeMutableRawPointer.self)
        let version = min(max(Int(file.methods.pointee.iVersion), 1), tables.count)
        handle.pointee.pMethods = tables[version - 1]
    }

    static func reference(
        _ handle: UnsafeMutablePointer<sqlite3_file>
    ) -> Unmanaged<GatheredFile> {
        .fromOpaque(
            UnsafeRawPointer(handle).load(fromByteOffset: offset, as: UnsafeRawPointer.self))
    }

    static func known(_ handle: UnsafeMutablePointer<sqlite3_file>?) -> GatheredFile {
        reference(handle!).takeUnretainedValue()
    }

    /// For each version of the methods that the system's file may have, without mapping.
    private nonisolated(unsafe) static let tables: [UnsafePointer<sqlite3_io_methods>] =
        (1...2).map { version in
            let table = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
            table.initialize(to: methods)
            table.pointee.iVersion = Int32(version)
            return UnsafePointer(table)
        }

    private static var methods: sqlite3_io_methods {
        sqlite3_io_methods(
            iVersion: 2,
            xClose: { handle in
                let file = Handle.reference(handle!).takeRetainedValue()
                handle!.pointee.pMethods = nil
                return file.rest() ? SQLITE_OK : file.close()
            },
            xRead: { Handle.known($0).read($1!, Int($2), at: $3) },
            xWrite: { Handle.known($0).write($1!, Int($2), at: $3) },
            xTruncate: { Handle.known($0).truncate(to: $1) },
            xSync: { Handle.known($0).sync($1) },
            xFileSize: { Handle.known($0).size($1!) },
            xLock: { handle, level in
                let file = Handle.known(handle)
                return file.methods.pointee.xLock(file.inner, level)
            },
            xUnlock: { handle, level in
                let file = Handle.known(handle)
                let code = file.settle()
                let unlocked = file.methods.pointee.xUnlock(file.inner, level)
                return code == SQLITE_OK ? unlocked : code
            },
            xCheckReservedLock: { handle, result in
                let file = Handle.known(handle)
                return file.methods.pointee.xCheckReservedLock(file.inner, result)
            },
            xFileControl: { handle, operation, argument in
                let file = Handle.known(handle)
                // Of the others SQLite may overlook that something could not be written.
                if operation == SQLITE_FCNTL_SYNC {
                    let code = file.settle()
                    if code != SQLITE_OK { return code }
                }
                return file.methods.pointee.xFileControl(file.inner, operation, argument)
            },
            xSectorSize: { handle in
                let file = Handle.known(handle)
                return file.methods.pointee.xSectorSize(file.inner)
            },
            xDeviceCharacteristics: { handle in
                let file = Handle.known(handle)
                return file.methods.pointee.xDeviceCharacteristics(file.inner)
            },
            xShmMap: { handle, region, bytes, extends, place in
                let file = Handle.known(handle)
                return file.methods.pointee.xShmMap(file.inner, region, bytes, extends, place)
            },
            xShmLock: { handle, offset, count, flags in
                let file = Handle.known(handle)
                return file.methods.pointee.xShmLock(file.inner, offset, count, flags)
            },
            xShmBarrier: { handle in
                let file = Handle.known(handle)
                file.methods.pointee.xShmBarrier(file.inner)
            },
            xShmUnmap: { handle, deletes in
                let file = Handle.known(handle)
                return file.methods.pointee.xShmUnmap(file.inner, deletes)
            },
            // A file that is mapped would be read beside what waits.
            xFetch: nil, xUnfetch: nil)
    }
}

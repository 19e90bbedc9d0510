internal import Foundation
internal import GRDBSQLite
internal import Synchronization

/// Disks that fail at a write: around the system's files as SQLite uses them there is one more
/// layer (https://www.sqlite.org/vfs.html), which lets everything pass but where a history has a
/// plan for a store.
enum FlakyDisk {
    private static let plans = Mutex<[String: DiskPlan]>([:])
    /// So that a write where there is no plan at all costs nothing.
    private static let planCount = Atomic<Int>(0)

    /// Runs `body` while the disk under a store does as planned.
    ///
    /// - Parameter path: the store's file.
    static func with<Result>(
        _ plan: DiskPlan, at path: String, _ body: () throws -> Result
    ) rethrows -> Result {
        plans.withLock { $0[path] = plan }
        planCount.add(1, ordering: .sequentiallyConsistent)
        defer {
            plans.withLock { $0[path] = nil }
            planCount.subtract(1, ordering: .sequentiallyConsistent)
        }
        return try body()
    }

    /// Makes this the layer that SQLite uses from now on. Once is enough.
    static let isInstalled: Bool = {
        guard let system = sqlite3_vfs_find(nil) else { return false }
        let layer = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        layer.initialize(to: system.pointee)
        layer.pointee.szOsFile = Int32(headerBytes) + system.pointee.szOsFile
        layer.pointee.zName = UnsafePointer(strdup("cairn-flaky"))
        layer.pointee.pNext = nil
        layer.pointee.xOpen = { _, name, file, flags, outFlags in
            FlakyDisk.open(name, file!, flags, outFlags)
        }
        layer.pointee.xDelete = { _, name, syncs in
            let verdict = name.flatMap { FlakyDisk.plan(of: $0) }?.verdict(bytes: 0, grows: false)
            guard case .passes = verdict ?? .passes else { return SQLITE_IOERR }
            let system = FlakyDisk.system!
            return system.pointee.xDelete(system, name, syncs)
        }
        Self.system = system
        return sqlite3_vfs_register(layer, 1) == SQLITE_OK
    }()

    /// Written once, before the layer is used.
    nonisolated(unsafe) private static var system: UnsafeMutablePointer<sqlite3_vfs>?

    // MARK: Files

    // A file is SQLite's own header, the pointer to its name, and behind these the system's file.
    private static let headerBytes = 16
    private static let nameOffset = 8

    private static func inner(
        _ file: UnsafeMutablePointer<sqlite3_file>
    ) -> UnsafeMutablePointer<sqlite3_file> {
        (UnsafeMutableRawPointer(file) + headerBytes).assumingMemoryBound(to: sqlite3_file.self)
    }

    private static func calls(
        _ file: UnsafeMutablePointer<sqlite3_file>
    ) -> sqlite3_io_methods {
        inner(file).pointee.pMethods.pointee
    }

    private static func open(
        _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>,
        _ flags: Int32, _ outFlags: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        let code = system!.pointee.xOpen(system, name, inner(file), flags, outFlags)
        file.pointee.pMethods = inner(file).pointee.pMethods == nil ? nil : UnsafePointer(methods)
        UnsafeMutableRawPointer(file).storeBytes(
            of: name, toByteOffset: nameOffset, as: UnsafePointer<CChar>?.self)
        return code
    }

    /// The plan for the store that a file belongs to.
    private static func plan(of name: UnsafePointer<CChar>) -> DiskPlan? {
        if planCount.load(ordering: .sequentiallyConsistent) == 0 { return nil }
        let name = String(cString: name)
        let suffix = "-journal"
        let path = name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
        return plans.withLock { $0[path] }
    }

    private static func verdict(
        _ file: UnsafeMutablePointer<sqlite3_file>, bytes: Int, end: Int64
    ) -> DiskPlan.Verdict {
        let name = UnsafeRawPointer(file)
            .load(fromByteOffset: nameOffset, as: UnsafePointer<CChar>?.self)
        guard let plan = name.flatMap({ plan(of: $0) }) else { return .passes }
        var size: Int64 = 0
        _ = calls(file).xFileSize(inner(file), &size)
        return plan.verdict(bytes: bytes, grows: end > size)
    }

    /// Of version 1: no shared memory and no mapping, so that every change is one of these calls.
    nonisolated(unsafe) private static let methods: UnsafeMutablePointer<sqlite3_io_methods> = {
        let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        methods.initialize(to: sqlite3_io_methods())
        methods.pointee.iVersion = 1
        methods.pointee.xClose = { FlakyDisk.calls($0!).xClose(FlakyDisk.inner($0!)) }
        methods.pointee.xRead = { FlakyDisk.calls($0!).xRead(FlakyDisk.inner($0!), $1, $2, $3) }
        methods.pointee.xWrite = { FlakyDisk.write($0!, $1!, $2, $3) }
        methods.pointee.xTruncate = { file, size in
            switch FlakyDisk.verdict(file!, bytes: 0, end: 0) {
            case .passes: FlakyDisk.calls(file!).xTruncate(FlakyDisk.inner(file!), size)
            case .arrives, .finds: SQLITE_IOERR
            }
        }
        methods.pointee.xSync = { FlakyDisk.calls($0!).xSync(FlakyDisk.inner($0!), $1) }
        methods.pointee.xFileSize = { FlakyDisk.calls($0!).xFileSize(FlakyDisk.inner($0!), $1) }
        methods.pointee.xLock = { FlakyDisk.calls($0!).xLock(FlakyDisk.inner($0!), $1) }
        methods.pointee.xUnlock = { FlakyDisk.calls($0!).xUnlock(FlakyDisk.inner($0!), $1) }
        methods.pointee.xCheckReservedLock = {
            FlakyDisk.calls($0!).xCheckReservedLock(FlakyDisk.inner($0!), $1)
        }
        methods.pointee.xFileControl = {
            FlakyDisk.calls($0!).xFileControl(FlakyDisk.inner($0!), $1, $2)
        }
        methods.pointee.xSectorSize = { FlakyDisk.calls($0!).xSectorSize(FlakyDisk.inner($0!)) }
        methods.pointee.xDeviceCharacteristics = {
            FlakyDisk.calls($0!).xDeviceCharacteristics(FlakyDisk.inner($0!))
        }
        return methods
    }()

    private static func write(
        _ file: UnsafeMutablePointer<sqlite3_file>, _ bytes: UnsafeRawPointer, _ count: Int32,
        _ offset: Int64
    ) -> Int32 {
        switch verdict(file, bytes: Int(count), end: offset + Int64(count)) {
        case .passes: return calls(file).xWrite(inner(file), bytes, count, offset)
        case .arrives(let part):
            if part > 0 { _ = calls(file).xWrite(inner(file), bytes, Int32(part), offset) }
            return SQLITE_IOERR
        case .finds(let isFull): return isFull ? SQLITE_FULL : SQLITE_IOERR
        }
    }
}

internal import GRDB
internal import GRDBSQLite

/// A prepared statement of the hot path, held as long as its connection: bytes go in and come out
/// without an intermediate value.
final class Statement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer

    init(_ connection: OpaquePointer, _ sql: String) throws {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(
            connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(connection)))
        }
        (handle, self.connection) = (prepared, connection)
    }

    deinit { sqlite3_finalize(handle) }

    @inline(__always)
    @discardableResult
    func bind(_ index: Int32, _ value: Int64) -> Statement {
        sqlite3_bind_int64(handle, index, value)
        return self
    }

    @inline(__always)
    @discardableResult
    func bindNull(_ index: Int32) -> Statement {
        sqlite3_bind_null(handle, index)
        return self
    }

    /// Binds bytes as a blob; they have to live until the statement has run.
    @inline(__always)
    @discardableResult
    func bind(blob bytes: UnsafeBufferPointer<UInt8>, at index: Int32) -> Statement {
        sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), nil)
        return self
    }

    /// Binds bytes as text; they have to live until the statement has run.
    @inline(__always)
    @discardableResult
    func bind(text bytes: UnsafeBufferPointer<UInt8>, at index: Int32) -> Statement {
        if let base = UnsafeRawPointer(bytes.baseAddress) {
            sqlite3_bind_text(
                handle, index, base.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil)
        } else {
            sqlite3_bind_text(handle, index, "", 0, nil)
        }
        return self
    }

    @inline(__always)
    func bindEmptyBlob(at index: Int32) { sqlite3_bind_zeroblob(handle, index, 0) }

    /// Binds a copy of the bytes as a blob.
    @discardableResult
    func bind(blob bytes: [UInt8], at index: Int32) -> Statement {
        sqlite3_bind_blob(handle, index, bytes, Int32(bytes.count), Self.copied)
        return self
    }

    /// Binds a copy of the bytes as a blob.
    @inline(__always)
    func bind(copyOf bytes: UnsafeBufferPointer<UInt8>, at index: Int32) {
        sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), Self.copied)
    }

    /// Binds a copy of the bytes as text.
    @discardableResult
    func bind(text bytes: [UInt8], at index: Int32) -> Statement {
        bytes.withUnsafeBytes {
            let base = $0.baseAddress?.assumingMemoryBound(to: CChar.self)
            sqlite3_bind_text(handle, index, base ?? Self.empty, Int32($0.count), Self.copied)
        }
        return self
    }

    /// Binds a copy of the text.
    @discardableResult
    func bind(_ index: Int32, _ text: String) -> Statement {
        bind(text: Array(text.utf8), at: index)
    }

    private nonisolated(unsafe) static let copied = unsafeBitCast(
        -1, to: sqlite3_destructor_type.self)
    private nonisolated(unsafe) static let empty = UnsafePointer(
        UnsafeMutablePointer<CChar>.allocate(capacity: 1))

    /// Runs a statement that returns no rows.
    @inline(__always)
    func run() throws {
        let code = sqlite3_step(handle)
        sqlite3_reset(handle)
        if code != SQLITE_DONE { try fail(code) }
    }

    /// The next row; false at the end, where the statement is reset.
    @inline(__always)
    func next() throws -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        sqlite3_reset(handle)
        if code != SQLITE_DONE { try fail(code) }
        return false
    }

    /// Ends reading before the last row.
    @inline(__always)
    func reset() { sqlite3_reset(handle) }

    private func fail(_ code: Int32) throws -> Never {
        throw DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection)))
    }

    @inline(__always)
    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    var columnCount: Int32 { sqlite3_column_count(handle) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    /// The column's bytes, valid until the next step.
    @inline(__always)
    func buffer(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let base = sqlite3_column_blob(handle, column)?.assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: base, count: Int(sqlite3_column_bytes(handle, column)))
    }

    func bytes(_ column: Int32) -> [UInt8] { Array(buffer(column)) }

    func text(_ column: Int32) -> String { String(decoding: buffer(column), as: UTF8.self) }
}

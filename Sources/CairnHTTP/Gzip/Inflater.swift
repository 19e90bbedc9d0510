internal import CZlib

/// Unpacks gzip (RFC 1952) piece by piece, in bounded memory: however far a body expands, what it
/// hands out at once is at most 64 KiB, and whoever takes it may stop it by throwing.
final class Inflater {
    /// The bytes are no gzip, or damaged.
    struct Damaged: Error {}

    private static let pieceBytes = 64 * 1024
    /// 15 bits of window, and a gzip header and trailer around the data.
    private static let gzipWindow: Int32 = 15 + 16

    // zlib keeps a pointer to its stream, so the stream stays where it is.
    private let stream: UnsafeMutablePointer<z_stream>
    private var piece = [UInt8](repeating: 0, count: pieceBytes)

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        let code = inflateInit2_(stream, Self.gzipWindow, ZLIB_VERSION, size)
        precondition(code == Z_OK, "zlib has no memory for a window")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Unpacks the next bytes and hands the result to `body`. Several members, one after the other,
    /// are one text (RFC 1952, 2.2).
    ///
    /// - Throws: `Damaged`; what `body` throws.
    func unpack(_ bytes: UnsafeRawBufferPointer, _ body: ([UInt8]) throws -> Void) throws {
        if bytes.isEmpty { return }
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(bytes.count)
        defer { (stream.pointee.next_in, stream.pointee.avail_in) = (nil, 0) }
        var isFull = false
        while stream.pointee.avail_in > 0 || isFull {
            let count = try step()
            if count > 0 { try body(Array(piece[..<count])) }
            isFull = count == Self.pieceBytes
        }
    }

    /// Fills the piece as far as the input goes, or to the end of a member.
    private func step() throws -> Int {
        let code = piece.withUnsafeMutableBufferPointer { room in
            stream.pointee.next_out = room.baseAddress
            stream.pointee.avail_out = UInt32(room.count)
            return inflate(stream, Z_NO_FLUSH)
        }
        let count = Self.pieceBytes - Int(stream.pointee.avail_out)
        // Z_BUF_ERROR says that there was nothing to do, which the end of the input explains.
        guard [Z_OK, Z_BUF_ERROR, Z_STREAM_END].contains(code) else { throw Damaged() }
        if code == Z_STREAM_END { inflateReset(stream) }
        return count
    }
}

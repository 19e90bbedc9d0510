internal import CZlib

/// Packs bytes as gzip (RFC 1952), piece by piece.
package final class Deflater {
    private static let pieceBytes = 64 * 1024
    private static let gzipWindow: Int32 = 15 + 16
    /// Of 65 MB of entry lines level 1 leaves 16.6 MB, 4 leaves 14.9 and 6 leaves 13.9; each costs
    /// about half as much again as the one before it, and most networks cost more.
    private static let level: Int32 = 6
    /// Ids and heads look random: matches of a few bytes among them are chance.
    private static let strategy = Z_FILTERED
    private static let memoryLevel: Int32 = 8

    private let stream: UnsafeMutablePointer<z_stream>
    private var piece = [UInt8](repeating: 0, count: pieceBytes)

    /// Begins a text.
    package init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let code = deflateInit2_(
            stream, Self.level, Z_DEFLATED, Self.gzipWindow, Self.memoryLevel, Self.strategy,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(code == Z_OK, "zlib has no memory for a window")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Packs bytes; what comes out may lag behind.
    package func pack(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) rethrows {
        try run(bytes, Z_NO_FLUSH, body)
    }

    /// Packs what is left, and the trailer.
    package func finish(_ body: ([UInt8]) throws -> Void) rethrows { try run([], Z_FINISH, body) }

    private func run(
        _ bytes: [UInt8], _ flush: Int32, _ body: ([UInt8]) throws -> Void
    ) rethrows {
        var bytes = bytes
        try bytes.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            defer { (stream.pointee.next_in, stream.pointee.avail_in) = (nil, 0) }
            var isFull = true
            while isFull {
                piece.withUnsafeMutableBufferPointer { room in
                    stream.pointee.next_out = room.baseAddress
                    stream.pointee.avail_out = UInt32(room.count)
                    _ = deflate(stream, flush)
                }
                let count = Self.pieceBytes - Int(stream.pointee.avail_out)
                if count > 0 { try body(Array(piece[..<count])) }
                isFull = stream.pointee.avail_out == 0
            }
        }
    }
}

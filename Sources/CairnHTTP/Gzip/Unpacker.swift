internal import NIOCore

/// Unpacks the pieces of a body, up to a limit of unpacked bytes.
struct Unpacker {
    /// The bytes are more than they may be.
    struct TooLarge: Error {}

    private let inflater: Inflater?
    private let bytesMax: Int
    private var count = 0

    init(isPacked: Bool, bytesMax: Int) {
        inflater = isPacked ? Inflater() : nil
        self.bytesMax = bytesMax
    }

    /// The bytes that a piece as it came stands for.
    ///
    /// - Throws: `TooLarge`; `Inflater.Damaged`.
    mutating func pieces(_ buffer: ByteBuffer) throws -> [[UInt8]] {
        guard let inflater else {
            try note(buffer.readableBytes)
            return [Array(buffer.readableBytesView)]
        }
        var pieces: [[UInt8]] = []
        try buffer.withUnsafeReadableBytes { bytes in
            try inflater.unpack(bytes) { piece in
                try note(piece.count)
                pieces.append(piece)
            }
        }
        return pieces
    }

    private mutating func note(_ bytes: Int) throws {
        count += bytes
        if count > bytesMax { throw TooLarge() }
    }
}

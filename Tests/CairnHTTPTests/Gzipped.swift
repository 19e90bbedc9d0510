import CZlib

/// Packs bytes by zlib itself, apart from the code under test.
enum Gzipped {
    static func bytes(_ plain: [UInt8]) -> [UInt8] { pack(plain, times: 1) }

    /// About 400 KB that unpack to 400 MB.
    static let bomb: [UInt8] = pack([UInt8](repeating: 0, count: 4_000_000), times: 100)

    private static func pack(_ plain: [UInt8], times: Int) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var packed: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 1_000_000)
        var plain = plain
        for turn in 1...times {
            plain.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                repeat {
                    room.withUnsafeMutableBufferPointer { output in
                        stream.next_out = output.baseAddress
                        stream.avail_out = UInt32(output.count)
                        deflate(&stream, turn == times ? Z_FINISH : Z_NO_FLUSH)
                    }
                    packed += room[..<(room.count - Int(stream.avail_out))]
                } while stream.avail_out == 0
            }
        }
        return packed
    }
}

internal import NIOCore

/// The body of a request, packed where that makes it smaller by much.
struct Payload {
    private static let plainBytesMax = 1_400

    let buffer: ByteBuffer
    let isPacked: Bool

    init(_ bytes: [UInt8]) {
        isPacked = bytes.count > Self.plainBytesMax
        guard isPacked else {
            buffer = ByteBuffer(bytes: bytes)
            return
        }
        var packed = ByteBuffer()
        let deflater = Deflater()
        deflater.pack(bytes) { packed.writeBytes($0) }
        deflater.finish { packed.writeBytes($0) }
        buffer = packed
    }
}

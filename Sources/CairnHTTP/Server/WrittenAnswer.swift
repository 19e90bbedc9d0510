internal import CairnSync
internal import NIOCore

/// The answer to an exchange in memory: at most the 8 MiB of one, and a seventh of that where it
/// is packed. It is written as a whole, since the writer reads one state of the store, and a slow
/// connection must not hold that still.
struct WrittenAnswer: Sendable {
    let answer: ExchangeServer.Answer
    private(set) var isPacked = false
    private(set) var buffers: [ByteBuffer]

    /// - Parameter write: writes it to what it is given.
    init(
        _ write: (@escaping ([UInt8]) throws -> Void) throws -> ExchangeServer.Answer
    ) throws {
        final class Sink { var buffers: [ByteBuffer] = [] }
        let sink = Sink()
        answer = try write { sink.buffers.append(ByteBuffer(bytes: $0)) }
        buffers = sink.buffers
    }

    var byteCount: Int { buffers.reduce(0) { $0 + $1.readableBytes } }

    /// The same as gzip. Takes much longer than reading it from the store did, and needs no store.
    func packed() -> WrittenAnswer {
        if isPacked { return self }
        let deflater = Deflater()
        var result = self
        result.isPacked = true
        result.buffers = []
        for buffer in buffers {
            deflater.pack(Array(buffer.readableBytesView)) {
                result.buffers.append(ByteBuffer(bytes: $0))
            }
        }
        deflater.finish { result.buffers.append(ByteBuffer(bytes: $0)) }
        return result
    }
}

internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension Desk {
    /// Hands a request's body to `take` piece by piece, unpacked, as it arrives: the next piece is
    /// read once the last one was taken, so that memory stays bounded.
    ///
    /// - Throws: `too-large`, `unsupported`, `timeout`, `damaged`; what `take` throws.
    func forEachPiece(
        of request: Request, bytesMax: Int,
        _ take: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > bytesMax {
            throw Problem.tooLarge
        }
        let isPacked = try isGzip(request)
        try await withDeadline(seconds: limits.bodySeconds) {
            let inflater = isPacked ? Inflater() : nil
            var count = 0
            for try await buffer in request.body {
                var pieces: [[UInt8]] = []
                if let inflater {
                    try buffer.withUnsafeReadableBytes { bytes in
                        try inflater.unpack(bytes) { piece in
                            count += piece.count
                            if count > bytesMax { throw Problem.tooLarge }
                            pieces.append(piece)
                        }
                    }
                } else {
                    count += buffer.readableBytes
                    if count > bytesMax { throw Problem.tooLarge }
                    pieces.append(Array(buffer.readableBytesView))
                }
                for piece in pieces { try await take(piece) }
            }
        }
    }

    /// A whole body of another sort than an exchange.
    func wholeBody(_ request: Request) async throws -> [UInt8] {
        let gathered = Gathered()
        try await forEachPiece(of: request, bytesMax: limits.bodyBytesMax) { gathered.add($0) }
        return gathered.bytes
    }

    private func isGzip(_ request: Request) throws -> Bool {
        switch request.headers[.contentEncoding]?.lowercased() {
        case nil, "", "identity": false
        case "gzip", "x-gzip": true
        default:
            throw Problem.unsupported("the body is packed in a way other than gzip")
        }
    }
}

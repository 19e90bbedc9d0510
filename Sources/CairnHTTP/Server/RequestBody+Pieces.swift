internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension Desk {
    /// Hands a request's body to `take` piece by piece, unpacked, as it arrives: the next piece is
    /// read once the last one was taken, so that memory stays bounded.
    ///
    /// - Throws: `too-large`, `unsupported`, `timeout`, `damaged`; what `take` throws.
    func forEachPiece(
        of request: Request, _ context: ServerContext, bytesMax: Int,
        _ take: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > bytesMax {
            throw Problem.tooLarge
        }
        let isPacked = try isGzip(request)
        let pace = BodyPace(limits)
        try await withDeadline(seconds: limits.bodySeconds, watch: pace.watch) {
            context.body.begin()
            var body = request.body.makeAsyncIterator()
            var unpacker = Unpacker(isPacked: isPacked, bytesMax: bytesMax)
            do {
                while let buffer = try await body.next() {
                    pace.arrived(buffer.readableBytes)
                    for piece in try unpacker.pieces(buffer) { try await take(piece) }
                    pace.taken()
                }
                // Where the time is up, the body ends here too.
                try Task.checkCancellation()
                context.body.end()
            } catch {
                await context.body.drain(&body, seconds: limits.lingerSeconds)
                throw error
            }
        }
    }

    /// A whole body of another sort than an exchange.
    ///
    /// - Parameter bytesMax: the limit of bytes, where it is not that of most bodies.
    func wholeBody(
        _ request: Request, _ context: ServerContext, bytesMax: Int? = nil
    ) async throws -> [UInt8] {
        let gathered = Gathered()
        try await forEachPiece(
            of: request, context, bytesMax: bytesMax ?? limits.bodyBytesMax
        ) {
            gathered.add($0)
        }
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

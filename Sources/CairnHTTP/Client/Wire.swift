internal import AsyncHTTPClient
internal import CairnModel
internal import NIOCore
internal import NIOHTTP1

/// Requests to one server, and what its answers and silences mean.
struct Wire {
    /// Unpacked bytes of an answer that is no exchange.
    private static let answerBytesMax = 256 * 1024

    let client: HTTPClient
    /// Without a slash at the end.
    let url: String
    let token: String?
    let settings: ClientSettings

    /// Runs something with a connection to a server, and closes it afterwards.
    static func with<Result>(
        _ url: String, token: String?, _ settings: ClientSettings,
        _ body: (Wire) async throws -> Result
    ) async throws -> Result {
        let client = try settings.client()
        let wire = Wire(client: client, url: url, token: token, settings: settings)
        do {
            let result = try await body(wire)
            try? await client.shutdown()
            return result
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    /// Sends a request and hands the answer over once its status says that it is one.
    ///
    /// - Throws: `HTTPFault`; what `take` throws.
    func send<Result>(
        _ method: HTTPMethod, _ path: String, type: String? = nil, accept: String,
        body: Payload? = nil, _ take: (HTTPClientResponse) async throws -> Result
    ) async throws -> Result {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        request.headers.add(name: "accept", value: accept)
        request.headers.add(name: "accept-encoding", value: "gzip")
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        if let type { request.headers.add(name: "content-type", value: type) }
        if let body {
            if body.isPacked { request.headers.add(name: "content-encoding", value: "gzip") }
            request.body = .bytes(body.buffer)
        }
        let response = try await reaching {
            try await client.execute(
                request, timeout: .seconds(Int64(settings.roundSeconds)))
        }
        guard response.status == .ok || response.status == .created else {
            throw await fault(response)
        }
        return try await take(response)
    }

    /// What came of an answer, unpacked.
    private struct Piece {
        let bytes: [[UInt8]]
        /// As it came over the network.
        let wireBytes: Int
    }

    /// Hands an answer's body over piece by piece, unpacked. While a piece is being looked at, the
    /// next ones come in and are unpacked on another core, as far as the limit lets them.
    ///
    /// - Parameter bytesMax: unpacked.
    /// - Returns: the bytes as they came over the network.
    func forEachPiece(
        of response: HTTPClientResponse, bytesMax: Int, _ take: ([UInt8]) throws -> Void
    ) async throws -> Int {
        let (pieces, continuation) = AsyncThrowingStream.makeStream(of: Piece.self)
        let reading = Task {
            do {
                try await read(response, bytesMax: bytesMax) { continuation.yield($0) }
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        defer { reading.cancel() }
        return try await withTaskCancellationHandler {
            var wireBytes = 0
            for try await piece in pieces {
                wireBytes += piece.wireBytes
                for bytes in piece.bytes { try take(bytes) }
            }
            try Task.checkCancellation()
            return wireBytes
        } onCancel: {
            reading.cancel()
        }
    }

    private func read(
        _ response: HTTPClientResponse, bytesMax: Int, _ body: (Piece) -> Void
    ) async throws {
        let isPacked = response.headers["content-encoding"].contains { $0.lowercased() == "gzip" }
        var unpacker = Unpacker(isPacked: isPacked, bytesMax: bytesMax)
        var buffers = response.body.makeAsyncIterator()
        while let buffer = try await reaching({ try await buffers.next() }) {
            let bytes = try unpacked(buffer, by: &unpacker)
            body(Piece(bytes: bytes, wireBytes: buffer.readableBytes))
        }
    }

    private func unpacked(
        _ buffer: ByteBuffer, by unpacker: inout Unpacker
    ) throws -> [[UInt8]] {
        do {
            return try unpacker.pieces(buffer)
        } catch is Inflater.Damaged {
            throw notAServer("bytes that cannot be unpacked")
        } catch is Unpacker.TooLarge {
            throw notAServer("more than an exchange may hold")
        }
    }

    /// A JSON object that an answer holds.
    func object(_ response: HTTPClientResponse) async throws -> JSON {
        var bytes: [UInt8] = []
        _ = try await forEachPiece(of: response, bytesMax: Self.answerBytesMax) { bytes += $0 }
        guard let json = try? JSON(reading: bytes), json.object != nil else {
            throw notAServer("something that Cairn does not understand")
        }
        return json
    }

    func notAServer(_ what: String) -> HTTPFault {
        HTTPFault(
            .notAServer, "what answers at \(url) is no Cairn server: it sent \(what)",
            hint: "check the address; on a school or hotel Wi-Fi, open a browser and sign in first")
    }
}

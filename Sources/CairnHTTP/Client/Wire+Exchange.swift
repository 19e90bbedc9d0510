internal import AsyncHTTPClient
internal import CairnSync
internal import NIOHTTP1

extension Wire {
    /// Sends an exchange and hands the answer over piece by piece, unpacked.
    ///
    /// - Returns: the answer's bytes as they came over the network.
    /// - Throws: `HTTPFault`; what `take` throws other than that the answer is no exchange.
    func exchange(_ request: Payload, _ take: ([UInt8]) throws -> Void) async throws -> Int {
        try await send(
            .POST, "/v1/sync", type: "application/x-ndjson", accept: "application/x-ndjson",
            body: request
        ) { response in
            let type = response.headers.first(name: "content-type") ?? ""
            guard type.hasPrefix("application/x-ndjson") else {
                throw notAServer("a page instead of an exchange")
            }
            return try await readingExchange {
                let bytes = try await forEachPiece(
                    of: response, bytesMax: ServerLimits().exchangeBytesMax, take)
                if bytes == 0 { throw notAServer("an empty answer") }
                return bytes
            }
        }
    }

    /// Runs something that reads an answer, and says in our words where it is no exchange.
    func readingExchange<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let fault as SyncFault {
            throw fault.code == .needsUpgrade
                ? HTTPFault(.needsUpgrade, fault.reason, hint: fault.hint)
                : notAServer("something that is no exchange")
        }
    }
}

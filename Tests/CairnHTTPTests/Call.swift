import AsyncHTTPClient
import CairnModel
import NIOCore
import NIOHTTP1

/// One raw request of a test and what came back.
struct Call: Sendable {
    var method = HTTPMethod.POST
    var path = "/v1/sync"
    var headers: [(String, String)] = []
    var body: [UInt8]?

    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]

        /// The code of a problem object.
        var code: String? { (try? JSON(reading: body))?["code"]?.string }
        var text: String { String(decoding: body, as: UTF8.self) }
        /// The lines of an exchange.
        var lines: [JSON] {
            body.split(separator: 0x0A).compactMap { try? JSON(reading: $0) }
        }
        /// Codes in the `refused` of an exchange's hello.
        var refused: [String] {
            (lines.first?["refused"]?.array ?? []).compactMap { $0["code"]?.string }
        }
    }

    func send(to server: LiveServer, token: String? = nil) async throws -> Answer {
        var request = HTTPClientRequest(url: server.url + path)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 32 * 1024 * 1024)
        var named: [String: String] = [:]
        for header in response.headers { named[header.name.lowercased()] = header.value }
        return Answer(
            status: Int(response.status.code), headers: named,
            body: Array(bytes.readableBytesView))
    }

    static let exchange = ("content-type", "application/x-ndjson")

    /// A request to /v1/sync with these bytes.
    static func sync(_ body: [UInt8]) -> Call { Call(headers: [exchange], body: body) }
}

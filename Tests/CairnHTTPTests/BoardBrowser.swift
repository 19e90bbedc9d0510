import AsyncHTTPClient
import CairnModel
import CairnStore
import Foundation
import NIOCore
import NIOHTTP1

/// A browser of a test at the board: keeps its cookie, sends forms, follows nothing by itself.
struct BoardBrowser: Sendable {
    let server: LiveServer
    var cookie: String?
    /// Headers that it sends with everything.
    var headers: [(String, String)] = []

    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration.singletonConfiguration
        configuration.redirectConfiguration = .disallow
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// - Parameter secret: of a session that it is in already.
    init(_ server: LiveServer, secret: String? = nil) {
        self.server = server
        cookie = secret.map { "cairn-\(server.port)=\($0)" }
    }

    /// Somebody whom a key of the laptop let in.
    static func atLaptop(_ server: LiveServer) async throws -> BoardBrowser {
        var browser = BoardBrowser(server)
        try await browser.open("/?key=\(server.site.store.makeSessionKey())")
        return browser
    }

    /// Somebody who signed in with a token.
    static func with(token: String, _ server: LiveServer) async throws -> BoardBrowser {
        var browser = BoardBrowser(server)
        let answer = try await browser.send(.POST, "/sign-in", body: encoded([("token", token)]))
        browser.keep(answer)
        return browser
    }

    /// A page, and the cookie that comes with it.
    @discardableResult
    mutating func open(_ path: String) async throws -> Call.Answer {
        let answer = try await get(path)
        keep(answer)
        return answer
    }

    private mutating func keep(_ answer: Call.Answer) {
        guard let set = answer.headers["set-cookie"] else { return }
        cookie = String(set.prefix { $0 != ";" })
    }

    func get(_ path: String) async throws -> Call.Answer { try await send(.GET, path) }

    /// Sends a form with the token that the session's pages have.
    func post(_ path: String, _ fields: [(String, String)]) async throws -> Call.Answer {
        try await send(.POST, path, body: Self.encoded([("form", formToken())] + fields))
    }

    /// Sends a form as it is.
    func postBare(_ path: String, _ fields: [(String, String)]) async throws -> Call.Answer {
        try await send(.POST, path, body: Self.encoded(fields))
    }

    /// Sends a form with a file, its fields first.
    func upload(
        _ path: String, _ fields: [(String, String)], name: String, _ bytes: [UInt8]
    ) async throws -> Call.Answer {
        var body: [UInt8] = []
        for (field, value) in fields {
            body += Array(
                "--edge\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n"
                    .utf8)
        }
        let head =
            "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"f\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n"
        body += Array(head.utf8) + bytes + Array("\r\n--edge--\r\n".utf8)
        return try await send(.POST, path, type: "multipart/form-data; boundary=edge", body: body)
    }

    /// What the session's forms send back, read off a page.
    func formToken() async throws -> String {
        let page = try await get("/tasks").text
        guard let start = page.range(of: "name=\"form\" value=\"")?.upperBound else { return "" }
        return String(page[start...].prefix { $0 != "\"" })
    }

    private func send(
        _ method: HTTPMethod, _ path: String,
        type: String = "application/x-www-form-urlencoded", body: [UInt8]? = nil
    ) async throws -> Call.Answer {
        var request = HTTPClientRequest(url: server.url + path)
        request.method = method
        request.headers.add(name: "accept", value: "text/html")
        if let cookie { request.headers.add(name: "cookie", value: cookie) }
        if let body {
            request.headers.add(name: "content-type", value: type)
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
        let response = try await Self.client.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 32 * 1024 * 1024)
        var named: [String: String] = [:]
        for header in response.headers { named[header.name.lowercased()] = header.value }
        return Call.Answer(
            status: Int(response.status.code), headers: named,
            body: Array(bytes.readableBytesView))
    }

    private static func encoded(_ fields: [(String, String)]) -> [UInt8] {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.".utf8)
        return Array(
            fields.map { name, value in
                "\(name)="
                    + value.utf8.map { byte in
                        plain.contains(byte)
                            ? String(UnicodeScalar(byte))
                            : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
                    }.joined()
            }.joined(separator: "&").utf8)
    }
}

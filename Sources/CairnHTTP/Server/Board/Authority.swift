internal import Foundation
internal import NIOCore

/// A name and a port, as `Host` has them and a URL between `//` and the path (RFC 3986, section
/// 3.2). Names are compared in lower case.
struct Authority: Sendable {
    /// An IPv6 address keeps its brackets.
    let name: String
    let port: Int?

    /// Nil where the text is none.
    init?(_ text: some StringProtocol) {
        let text = text.lowercased()
        let nameEnd = text.hasPrefix("[") ? text.firstIndex(of: "]") : nil
        let rest = nameEnd.map { text.index(after: $0) } ?? text.startIndex
        let colon = text[rest...].firstIndex(of: ":")
        name = String(text[..<(colon ?? text.endIndex)])
        guard let colon else {
            port = nil
            return
        }
        guard let port = UInt16(text[text.index(after: colon)...]) else { return nil }
        self.port = Int(port)
    }

    /// Of a URL; nil where it has none.
    init?(url: String) {
        guard let start = url.range(of: "://")?.upperBound else { return nil }
        self.init(url[start...].prefix { $0 != "/" })
    }

    /// Whether it is this machine for whoever asks.
    var isLoopback: Bool { ["localhost", "127.0.0.1", "[::1]"].contains(name) }

    /// Whether it is an address and no name: what another page cannot make its own.
    var isAddress: Bool {
        let plain = name.hasPrefix("[") ? String(name.dropFirst().dropLast()) : name
        return (try? SocketAddress(ipAddress: plain, port: 0)) != nil
    }

    /// As an origin has it (RFC 6454, section 6.2), without the port that the scheme has by itself.
    func origin(scheme: String) -> String {
        let shown = port.flatMap { $0 == Self.port(of: scheme) ? nil : ":\($0)" }
        return "\(scheme)://\(name)\(shown ?? "")"
    }

    private static func port(of scheme: String) -> Int { scheme == "https" ? 443 : 80 }
}

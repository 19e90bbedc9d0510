internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The names under which a server may be asked for what a browser sends a cookie for.
///
/// A web page elsewhere can make its own name mean 127.0.0.1 for a while (DNS rebinding) and is
/// then of one origin with this server, for the browser; its name is all that gives it away.
struct HostRule: Sendable {
    /// The address that the server was told, such as `https://cairn.example.org`.
    let told: String?
    /// Whether the server speaks TLS itself.
    let hasTLS: Bool

    /// An address of this server: what a page from it has as its origin.
    struct Site: Sendable {
        /// `http://127.0.0.1:8420`
        let origin: String
        var isEncrypted: Bool { origin.hasPrefix("https://") }
    }

    /// The address of this server that a request's `Host` names; nil where it names another.
    ///
    /// - Parameter port: the one that the server listens on.
    func site(host: String?, port: Int) -> Site? {
        guard let host = host?.lowercased() else { return nil }
        if let told = told?.lowercased(), let name = Self.authority(of: told), name == host {
            return Site(origin: told)
        }
        let scheme = hasTLS ? "https" : "http"
        let isPlainPort = port == (hasTLS ? 443 : 80)
        let local = ["localhost", "127.0.0.1", "[::1]"].contains { name in
            host == "\(name):\(port)" || isPlainPort && host == name
        }
        return local ? Site(origin: "\(scheme)://\(host)") : nil
    }

    /// Host and port of an address.
    private static func authority(of url: String) -> String? {
        guard let start = url.range(of: "://")?.upperBound else { return nil }
        return String(url[start...].prefix { $0 != "/" })
    }
}

extension Desk {
    /// The address of this server that a request came for; nil where it names another.
    func site(_ request: Request, _ context: ServerContext) -> HostRule.Site? {
        HostRule(told: settings.url, hasTLS: settings.hasTLS).site(
            host: request.head.authority, port: context.channel.localAddress?.port ?? 0)
    }
}

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

    /// The address of this server that a request's `Host` names; nil where it names another. The
    /// port of a loopback name does not matter: whoever forwards one to the server may choose it.
    func site(host: String?) -> Site? {
        guard let host = host.flatMap({ Authority($0) }) else { return nil }
        if let told, let own = Authority(url: told) {
            let scheme = told.lowercased().hasPrefix("https:") ? "https" : "http"
            let origin = own.origin(scheme: scheme)
            if host.origin(scheme: scheme) == origin { return Site(origin: origin) }
        }
        return host.isLoopback ? Site(origin: host.origin(scheme: scheme)) : nil
    }

    /// What the links of an answer begin with: the address that the server was told, else the one
    /// that the request came for. A name that is not known to be this server's is not passed on.
    ///
    /// - Parameter host: the name or address that the server listens on.
    /// - Parameter local: where the connection ends.
    func base(host asked: String?, listening host: String, local: SocketAddress?) -> String {
        if let told { return told }
        if let asked = asked.flatMap({ Authority($0) }),
            asked.isLoopback || asked.isAddress || asked.name == host.lowercased()
        {
            return asked.origin(scheme: scheme)
        }
        let address = local?.ipAddress ?? host
        let name = address.contains(":") ? "[\(address)]" : address
        return "\(scheme)://\(name)\(local?.port.map { ":\($0)" } ?? "")"
    }

    private var scheme: String { hasTLS ? "https" : "http" }
}

extension Desk {
    private var hosts: HostRule { HostRule(told: settings.url, hasTLS: settings.hasTLS) }

    /// The address of this server that a request came for; nil where it names another.
    func site(_ request: Request, _ context: ServerContext) -> HostRule.Site? {
        hosts.site(host: request.head.authority)
    }

    /// The address of this server as a client of it reaches it.
    func url(_ request: Request, _ context: ServerContext) -> String {
        hosts.base(
            host: request.head.authority, listening: settings.host,
            local: context.channel.localAddress)
    }
}

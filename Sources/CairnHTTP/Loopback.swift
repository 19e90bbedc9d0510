internal import Foundation
internal import NIOCore

/// Whether an address is of this machine itself: what is sent there crosses no network.
enum Loopback {
    /// - Parameter host: `localhost`, an IPv4 address of 127.0.0.0/8, or `::1`; any other name may
    ///   lead anywhere, whatever it begins with.
    static func isHost(_ host: String) -> Bool {
        if host.lowercased() == "localhost" { return true }
        guard let address = try? SocketAddress(ipAddress: host, port: 0).ipAddress else {
            return false
        }
        return address == "::1" || address.hasPrefix("127.")
    }

    /// Whether a URL's host is; taken apart as the client takes it apart.
    static func isURL(_ url: String) -> Bool {
        guard let host = URL(string: url)?.host() else { return false }
        return isHost(host.trimmingCharacters(in: ["[", "]"]))
    }
}

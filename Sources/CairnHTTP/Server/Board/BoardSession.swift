internal import CairnModel
internal import CairnStore
internal import NIOCore

/// Somebody who is signed in to the board.
struct BoardSession: Sendable {
    let viewer: Viewer
    /// What the cookie holds.
    let secret: String
    /// Whether this is whoever sits at the laptop itself.
    let isAtLaptop: Bool

    /// What every form of this session sends back. It follows from the secret and tells nothing of
    /// it, so nothing has to be kept, and another session's forms do not fit.
    var formToken: String { Self.formToken(of: secret) }

    static func formToken(of secret: String) -> String {
        Hex.text(Hash.bytes(of: "cairn form\t" + secret).prefix(16))
    }
}

extension Desk {
    /// The name of the session's cookie: cookies do not tell ports apart, and a laptop may serve
    /// two stores.
    func sessionCookie(_ context: ServerContext) -> String {
        "cairn-\(context.channel.localAddress?.port ?? 0)"
    }
}

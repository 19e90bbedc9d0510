internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// What the routes share: the store and the thread for it, the settings, who is inside.
struct Desk: Sendable {
    let store: Store
    let settings: ServerSettings
    /// Milliseconds since 1970.
    let wall: @Sendable () -> Int64
    let logger: Logger
    let thread = StoreThread()
    let reviews = ReviewCache()
    let pages = Pages()
    let openThings = OpenThings()
    let answersAhead = AnswersAhead()
    let exchanges: Turnstile
    let watches: Turnstile

    init(
        store: Store, settings: ServerSettings, wall: @escaping @Sendable () -> Int64,
        logger: Logger
    ) {
        (self.store, self.settings) = (store, settings)
        (self.wall, self.logger) = (wall, logger)
        exchanges = Turnstile(countMax: settings.limits.exchangesOfTokenMax)
        watches = Turnstile(countMax: settings.limits.watchesOfTokenMax)
    }

    var limits: ServerLimits { settings.limits }

    /// The token that a request shows; nil where it shows none.
    func token(_ request: Request) -> String? {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].utf8.count <= 200
        else { return nil }
        return String(parts[1])
    }

    /// Who sends a request.
    ///
    /// - Throws: `unauthorized`.
    func holder(_ request: Request) async throws -> TokenHolder {
        guard let token = token(request),
            let holder = try await thread.run({ try store.holder(ofToken: token) })
        else { throw Problem.unauthorized }
        return holder
    }

    /// Whether a request's body has a media type, whatever its parameters.
    func hasType(_ request: Request, _ type: String) -> Bool {
        let header = request.headers[.contentType] ?? ""
        let name = header.prefix { $0 != ";" }.lowercased()
        return name.trimmingSuffix { $0 == " " } == type
    }
}

extension StringProtocol {
    /// Without the characters at the end that a condition takes.
    func trimmingSuffix(while condition: (Character) -> Bool) -> String {
        var text = String(self)
        while let last = text.last, condition(last) { text.removeLast() }
        return text
    }
}

extension TokenHolder {
    /// The rights as the exchange has them.
    var access: Access { Access(outgoing: rights.reads, incoming: rights.writes) }

    /// Whether it may exchange anything.
    var mayExchange: Bool { !rights.reads.isEmpty || !rights.writes.isEmpty }
}

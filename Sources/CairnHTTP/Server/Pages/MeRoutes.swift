internal import CairnModel
internal import CairnStore
internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// The volunteer's page and what its forms do. The token in the path is all that lets anybody in;
/// no page passes it on, and the log has the route alone.
extension Desk {
    private static let mePageBytesMax = 48_000
    private static let meItemsMax = 24

    func addMeRoutes(to router: Router<ServerContext>) {
        add("/me/:token", to: router, [(.get, me)])
        add("/me/:token/tasks/:id/:action", to: router, [(.post, meTask)])
        add("/me/:token/shifts/:id/:action", to: router, [(.post, meShift)])
        add("/me/:token/feed/replace", to: router, [(.post, meFeed)])
        add("/me/:token/stop", to: router, [(.get, meStop), (.post, meStopped)])
    }

    /// GET /me/{token}
    @Sendable
    func me(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (token, own, _) = try await meHolder(context)
        guard let own else { return noSuchLink }
        let path = "/me/\(token)"
        let base = url(request, context)
        let feed = try await thread.run {
            try store.feed(ofToken: token).map { MePage.Feed($0, at: base) }
        }
        // Fewer things on a page that would be too large for a phone with a bad network.
        var itemsMax = Self.meItemsMax
        while true {
            let count = itemsMax
            let page = try await thread.run {
                try store.read { snapshot in
                    try view(own, snapshot, path, itemsMax: count)?.page(feed: feed)
                }
            }
            guard let page else { return noSuchLink }
            let html = pages.html(.me, page)
            if html.utf8.count <= Self.mePageBytesMax || itemsMax == 1 {
                return pages.response(html: html)
            }
            itemsMax /= 2
        }
    }

    /// POST /me/{token}/tasks/{id}/{action}
    @Sendable
    func meTask(_ request: Request, _ context: ServerContext) async throws -> Response {
        let form = try await form(request, context)
        let name = context.parameters.get("action") ?? ""
        guard let action = MeTaskAction(name, form) else { throw Problem.noSuchForm }
        return try await mePerform(context) { try action.intent(on: $0, by: $1) }
    }

    /// POST /me/{token}/shifts/{id}/{action}
    @Sendable
    func meShift(_ request: Request, _ context: ServerContext) async throws -> Response {
        _ = try await form(request, context)
        guard let action = context.parameters.get("action").flatMap({ MeShiftAction(rawValue: $0) })
        else { throw Problem.noSuchForm }
        return try await mePerform(context) { try action.intent(on: $0, by: $1) }
    }

    /// POST /me/{token}/feed/replace: the addresses of the calendars change. The form names the old
    /// ones, so that sent twice it changes them once.
    @Sendable
    func meFeed(_ request: Request, _ context: ServerContext) async throws -> Response {
        let form = try await form(request, context)
        let (token, own, _) = try await meHolder(context)
        guard own != nil else { return noSuchLink }
        try await thread.run {
            if try store.feed(ofToken: token) == form["old"] {
                try store.replaceFeed(ofToken: token)
            }
        }
        return .seeOther("/me/\(token)#calendar")
    }

    /// GET /me/{token}/stop: asks first.
    @Sendable
    func meStop(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (token, own, _) = try await meHolder(context)
        guard own != nil else { return noSuchLink }
        return pages.response(.stop, ["path": "/me/\(token)"])
    }

    /// POST /me/{token}/stop: the link does nothing from now on.
    @Sendable
    func meStopped(_ request: Request, _ context: ServerContext) async throws -> Response {
        _ = try await form(request, context)
        let (_, own, number) = try await meHolder(context)
        if own != nil, let number {
            try await thread.run { _ = try store.revokeToken(number) }
            logger.info("a volunteer's link was stopped token=\(number)")
        }
        // Sent twice, it is as true as the first time.
        return pages.response(
            Pages.Message(
                heading: "This link is closed",
                paragraphs: [
                    "Nobody sees anything with it any more. You can close this page.",
                    "Please tell the adviser that it reached you by mistake.",
                ]))
    }

    // MARK: Parts

    /// nil where the volunteer is not to be shown anything.
    private func view(
        _ own: Viewer.Own, _ snapshot: Snapshot, _ path: String, itemsMax: Int = meItemsMax
    ) throws -> MeView? {
        let now = wall()
        guard let me = try MeSelf(own, snapshot, now: now) else { return nil }
        let open = try openThings.find(
            snapshot, day: CivilDate(daysSince1970: Int(now / 86_400_000)))
        return MeView(me: me, path: path, open: open, itemsMax: itemsMax)
    }

    /// The token of the path and whose it is: nil where it is unknown, taken back or not a
    /// volunteer's.
    private func meHolder(
        _ context: ServerContext
    ) async throws -> (token: String, own: Viewer.Own?, number: Int64?) {
        let token = context.parameters.get("token") ?? ""
        guard token.utf8.count <= 200,
            let holder = try await thread.run({ try store.holder(ofToken: token) })
        else { return (token, nil, nil) }
        return (token, Viewer(holder).selves.first, holder.number)
    }

    private var noSuchLink: Response {
        pages.response(
            Pages.Message(
                heading: "This link does not work",
                paragraphs: [
                    "It may be mistyped, or somebody has stopped it.",
                    "Ask your adviser for a new one. Nothing that you did is lost.",
                ]), status: .notFound)
    }

    private func mePerform(
        _ context: ServerContext,
        _ intent: @escaping @Sendable (RecordID, MeView) throws -> Intent
    ) async throws -> Response {
        let (token, own, _) = try await meHolder(context)
        guard let own else { return noSuchLink }
        guard let id = context.parameters.get("id").flatMap({ RecordID($0) }) else {
            throw Problem.noSuchForm
        }
        let path = "/me/\(token)"
        do {
            let performed = try await thread.run {
                try store.perform { snapshot in
                    guard let view = try view(own, snapshot, path) else {
                        throw MeFault.notThere
                    }
                    return try intent(id, view)
                }
            }
            if let change = performed.newIdentity { logger.notice("\(change.description)") }
        } catch let fault as MeFault {
            return pages.response(
                Pages.Message(
                    heading: "That did not work", paragraphs: [fault.text], back: path),
                status: .conflict)
        }
        return .seeOther(path)
    }
}

extension Problem {
    /// A form that no page has.
    fileprivate static let noSuchForm = Problem(
        .notFound, "not-found", "there is nothing at this address")
}

internal import CairnModel
internal import CairnStore
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Who gets in, and out again.
extension Board {
    /// GET /: the board; with a key that `cairn board` made a session begins.
    func enter(_ request: Request, _ context: ServerContext) async throws -> Response {
        let session = try await desk.boardSession(request, context)
        if let key = request.uri.queryParameters["key"].map(String.init) {
            // Who is inside already leaves the key for somebody else.
            if session != nil { return .seeOther("/") }
            return try await enter(withKey: key, request, context)
        }
        guard let session else { return signInPage(.unauthorized) }
        return try await home(BoardVisit(desk, request, context, session))
    }

    private func enter(
        withKey key: String, _ request: Request, _ context: ServerContext
    ) async throws -> Response {
        // Who only looks ahead (a preview, a browser that prepares a page) uses nothing up.
        let purpose = HTTPField.Name("Sec-Purpose")!
        let destination = request.headers[HTTPField.Name("Sec-Fetch-Dest")!] ?? "document"
        guard request.headers[purpose] == nil, destination == "document",
            key.utf8.count <= 100,
            let secret = try await desk.thread.run({ try desk.store.signIn(withKey: key) })
        else {
            return signInPage(.forbidden, reason: "This link has been used, or is too old.")
        }
        return begin(secret, request, context)
    }

    /// POST /sign-in: with the token of a chapter or a coordinator.
    func signIn(_ request: Request, _ context: ServerContext) async throws -> Response {
        try desk.checkOrigin(request, context)
        let form = try await desk.form(request, context)
        let token = (form["token"] ?? "").asTyped
        let refusal = "This server knows no such token, or it opens no board."
        guard !token.isEmpty, token.utf8.count <= 200 else {
            return signInPage(.forbidden, reason: refusal)
        }
        let secret = try await desk.thread.run { () -> String? in
            guard let holder = try desk.store.holder(ofToken: token), holder.opensBoard else {
                return nil
            }
            return try desk.store.signIn(withToken: token)
        }
        guard let secret else { return signInPage(.forbidden, reason: refusal) }
        return begin(secret, request, context)
    }

    /// POST /sign-out.
    func signOut(_ visit: BoardVisit) async throws -> Response {
        let secret = visit.session.secret
        try await desk.thread.run { try desk.store.signOut(secret) }
        var response = signInPage(.ok, reason: "You are signed out.")
        response.headers[.setCookie] =
            "\(desk.sessionCookie(visit.context))=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"
        return response
    }

    /// Gives the browser its cookie. It is not sent along where another site's link led here, so
    /// that one gets a page with a link of our own.
    private func begin(
        _ secret: String, _ request: Request, _ context: ServerContext
    ) -> Response {
        let isElsewhere = request.headers[HTTPField.Name("Sec-Fetch-Site")!] == "cross-site"
        var response: Response =
            isElsewhere
            ? desk.pages.response(.boardWelcome, ["heading": "You are signed in"])
            : .seeOther("/")
        let isEncrypted = desk.site(request, context)?.isEncrypted ?? false
        response.headers[.setCookie] =
            "\(desk.sessionCookie(context))=\(secret); Path=/; "
            + "Max-Age=\(Store.sessionMilliseconds / 1000); HttpOnly; SameSite=Strict"
            + (isEncrypted ? "; Secure" : "")
        return response
    }

    struct SignInContent {
        let reason: String?
        let wasSending: Bool
    }

    func signInPage(
        _ status: HTTPResponse.Status, reason: String? = nil, wasSending: Bool = false
    ) -> Response {
        desk.boardResponse(
            .boardSignIn, SignInContent(reason: reason, wasSending: wasSending), status: status)
    }
}

extension TokenHolder {
    /// Whether there is a board to see for it.
    var opensBoard: Bool { grants.contains { $0.role == .chapter || $0.role == .coordinator } }
}

extension Desk {
    /// GET /healthz: that it lives; to whoever shows the hash of a key of this store, that it is this
    /// one's server.
    @Sendable
    func health(_ request: Request, _ context: ServerContext) async throws -> Response {
        guard let hash = request.uri.queryParameters["key"].map(String.init) else {
            return Response(json: ["status": "ok"])
        }
        let awaits = try await thread.run { try store.awaitsKey(ofHash: hash) }
        return Response(json: ["status": "ok", "awaits_key": .bool(awaits)])
    }

    /// A page of the board. Its forms say where they come from, which `no-referrer` would hide.
    func boardResponse(
        _ name: PageName, _ values: Any, status: HTTPResponse.Status = .ok
    ) -> Response {
        boardResponse(html: pages.html(name, values), status: status)
    }

    func boardResponse(html: String, status: HTTPResponse.Status) -> Response {
        var headers = Pages.headers
        headers[HTTPField.Name("Referrer-Policy")!] = "same-origin"
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// The session of a request; nil where it has none.
    func boardSession(
        _ request: Request, _ context: ServerContext
    ) async throws -> BoardSession? {
        // A token's bearer may be let in under any name, a cookie's never.
        guard site(request, context) != nil,
            let secret = request.cookies[sessionCookie(context)]?.value,
            secret.utf8.count <= 100
        else { return nil }
        return try await thread.run {
            guard let session = try store.session(secret) else { return nil }
            switch session.rights {
            case .laptop:
                return BoardSession(
                    viewer: Viewer(atLaptop: try store.meInFull()), secret: secret,
                    isAtLaptop: true)
            case .token(let holder):
                guard holder.opensBoard else { return nil }
                return BoardSession(viewer: Viewer(holder), secret: secret, isAtLaptop: false)
            }
        }
    }

    /// Checks that a form comes from a page of this server.
    ///
    /// - Throws: `forbidden`.
    func checkOrigin(_ request: Request, _ context: ServerContext) throws {
        let isOwn: Bool
        if let site = request.headers[HTTPField.Name("Sec-Fetch-Site")!] {
            isOwn = site == "same-origin"
        } else if let origin = request.headers[.origin] {
            isOwn = origin.lowercased() == self.site(request, context)?.origin
        } else {
            isOwn = true
        }
        guard isOwn else { throw Problem.foreignForm }
    }
}

extension BoardSession {
    /// Checks what a form brought as its `form`.
    ///
    /// - Throws: `forbidden`.
    func check(_ token: String?) throws {
        guard let token, token.utf8.elementsEqual(formToken.utf8) else {
            throw Problem.foreignForm
        }
    }
}

extension Problem {
    static let foreignForm = Problem(
        .forbidden, "foreign-form", "this form does not come from a page of your session")
}

extension Store {
    /// Who works on this laptop, `<people log>/<id>`.
    fileprivate func meInFull() throws -> String? {
        guard let me = me(), !me.contains("/"), let home = try home() else { return me() }
        return "\(home.peopleLog)/\(me)"
    }
}

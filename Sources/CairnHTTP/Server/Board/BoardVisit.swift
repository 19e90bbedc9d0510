internal import CairnModel
internal import CairnStore
internal import HTTPTypes
internal import Hummingbird

/// One request of somebody who is signed in.
struct BoardVisit: Sendable {
    let desk: Desk
    let request: Request
    let context: ServerContext
    let session: BoardSession
    /// What was sent; empty for a page that is asked for.
    let form: Form

    init(
        _ desk: Desk, _ request: Request, _ context: ServerContext, _ session: BoardSession,
        _ form: Form = Form()
    ) {
        (self.desk, self.request, self.context) = (desk, request, context)
        (self.session, self.form) = (session, form)
    }

    /// The part of the address that a route calls `name`.
    func part(_ name: String) -> String { context.parameters.get(name) ?? "" }

    func query(_ name: String) -> String? {
        request.uri.queryParameters[name[...]].map(String.init)
    }

    /// A page, made from one state of the store.
    ///
    /// - Parameter notice: what to say of what was just done; nil for what the address says.
    func show<Content>(
        _ name: PageName, _ title: String, in tab: BoardTab?,
        status: HTTPResponse.Status = .ok,
        notice: String? = nil,
        _ content: @escaping @Sendable (BoardLook) throws -> Content
    ) async throws -> Response {
        let (desk, session, said) = (desk, session, notice ?? query("done").flatMap(Self.sentence))
        let page = try await desk.thread.run {
            try desk.store.read { snapshot in
                let look = try BoardLook(snapshot, session, now: desk.wall())
                let frame = try BoardFrame(
                    look, title: title, tab: tab, notice: said)
                return desk.pages.html(
                    name, BoardPage(frame: frame, page: try content(look)))
            }
        }
        return desk.boardResponse(html: page, status: status)
    }

    /// Reads one state of the store.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (BoardLook) throws -> Result
    ) async throws -> Result {
        let (desk, session) = (desk, session)
        return try await desk.thread.run {
            try desk.store.read { try body(BoardLook($0, session, now: desk.wall())) }
        }
    }

    /// Writes in one transaction what `build` finds to be written.
    ///
    /// - Throws: what `build` throws, such as `FormFault`.
    @discardableResult
    func write<Result: Sendable>(
        _ build: @escaping @Sendable (BoardLook) throws -> BoardWrite<Result>
    ) async throws -> (result: Result, performed: Performed) {
        let (desk, session) = (desk, session)
        return try await desk.thread.run {
            var result: Result?
            let performed = try desk.store.perform { snapshot in
                let look = try BoardLook(snapshot, session, now: desk.wall())
                let write = try build(look)
                for edit in write.edits where !session.viewer.mayWrite(edit.log) {
                    throw Problem.forbidden
                }
                result = write.result
                let by = write.edits.first.flatMap { session.viewer.actor(in: $0.log) }
                return Intent(write.edits, by: by)
            }
            return (result!, performed)
        }
    }

    /// A new id for the record that a form will make, so that a form that is sent twice makes one.
    func newID() -> RecordID { desk.store.newID() }

    /// What a code in an address says was done.
    private static func sentence(_ code: String) -> String? {
        let sentences = [
            "saved": "Saved.", "attendance": "Who came is noted.", "outcome": "Thank you: noted.",
            "shift": "The shift is there.", "signup": "Signed up.", "task": "The task is there.",
            "kept": "Settled: everybody gets this with the next exchange.",
            "accepted": "Noted: you looked at it and it may stay.",
            "merged": "The two are one person now. Nothing is lost.",
            "apart": "Noted: these are two people.",
            "stale": "This has changed meanwhile. Look again: nothing was settled.",
            "again": "This form was sent before; nothing was written twice.",
        ]
        return sentences[code]
    }
}

/// What a form wants written, and what its answer needs to know.
struct BoardWrite<Result: Sendable> {
    let edits: [Edit]
    let result: Result
}

/// What a template of the board is filled with.
struct BoardPage<Content> {
    let frame: BoardFrame
    let page: Content
}

extension RecordID {
    /// Whether it is one that stores make for new records (RFC 9562).
    var isVersion7: Bool { high >> 12 & 15 == 7 && low >> 62 == 2 }
}

extension Form {
    /// The id that a form brings along for the record that it makes, so that the same form sent
    /// again makes nothing.
    ///
    /// - Throws: `invalid_value`.
    func newRecordID() throws -> RecordID {
        guard let id = self["id"].flatMap({ RecordID($0) }), id.isVersion7 else {
            throw Problem.invalid("the form is not whole")
        }
        return id
    }
}

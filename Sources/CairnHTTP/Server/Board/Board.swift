internal import CairnModel
internal import HTTPTypes
internal import Hummingbird

/// The board: pages for the officer at the laptop, and for whoever holds a chapter's or a
/// coordinator's token. Every page works without JavaScript.
struct Board: Sendable {
    /// What a form with a list of people may hold, unpacked.
    static let listBytesMax = 4 * 1024 * 1024

    let desk: Desk

    typealias Handler = @Sendable (BoardVisit) async throws -> Response

    func addRoutes(to router: Router<ServerContext>) {
        desk.add("/", to: router, [(.get, { try await enter($0, $1) })])
        desk.add("/sign-in", to: router, [(.post, { try await signIn($0, $1) })])
        post("/sign-out", router, signOut)
        addEventRoutes(router)
        get("/volunteers", router, volunteers)
        post("/volunteers/preview", router, bytesMax: Self.listBytesMax, previewImport)
        post("/volunteers/import", router, bytesMax: Self.listBytesMax, runImport)
        get("/duplicates", router, duplicates)
        post("/duplicates/merge", router, mergeDuplicates)
        post("/duplicates/not-same", router, separateDuplicates)
        get("/tasks", router, tasks)
        post("/tasks", router, addTask)
        post("/tasks/:log/:id", router, changeTask)
        get("/conflicts", router, conflicts)
        post("/conflicts/:id/keep", router, keep)
        post("/conflicts/:id/accept", router, accept)
        get("/report", router, report)
        get("/sync", router, sync)
        post("/sync/write", router, writeStick)
        router.post("/sync/read") { try await readStick($0, $1) }
    }

    private func addEventRoutes(_ router: Router<ServerContext>) {
        get("/events", router, events)
        post("/events", router, addEvent)
        get("/events/:log/:id", router, event)
        get("/events/:log/:id/sheet", router, sheet)
        post("/events/:log/:id", router, changeEvent)
        post("/events/:log/:id/shifts", router, addShift)
        post("/events/:log/:id/signups", router, addSignup)
        post("/events/:log/:id/attendance", router, noteAttendance)
        post("/events/:log/:id/outcome", router, reportOutcome)
    }

    private func get(
        _ path: RouterPath, _ router: Router<ServerContext>, _ handler: @escaping Handler
    ) {
        router.get(path) { request, context in
            guard let session = try await desk.boardSession(request, context) else {
                return signInPage(.unauthorized)
            }
            return try await handler(BoardVisit(desk, request, context, session))
        }
    }

    private func post(
        _ path: RouterPath, _ router: Router<ServerContext>, bytesMax: Int? = nil,
        _ handler: @escaping Handler
    ) {
        router.post(path) { request, context in
            guard let session = try await desk.boardSession(request, context) else {
                return signInPage(.unauthorized, wasSending: true)
            }
            try desk.checkOrigin(request, context)
            let form = try await desk.anyForm(request, context, bytesMax: bytesMax)
            try session.check(form["form"])
            let visit = BoardVisit(desk, request, context, session, form)
            do {
                return try await handler(visit)
            } catch let fault as FormFault {
                throw Problem.invalid(fault.text)
            } catch let fault as FieldFault {
                throw Problem.invalid(fault.reason)
            }
        }
    }
}

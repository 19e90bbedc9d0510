internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

extension Desk {
    /// POST /v1/sync: takes an exchange and answers with one (Schema/Protocol.md, Exchange).
    @Sendable
    func sync(_ request: Request, _ context: ServerContext) async throws -> Response {
        let holder = try await holder(request)
        guard holder.mayExchange else { throw Problem.forbidden }
        guard hasType(request, "application/x-ndjson") else {
            throw Problem.unsupported("an exchange has the media type application/x-ndjson")
        }
        guard let place = exchanges.enter(holder.number) else {
            throw Problem.busy(
                "this token has several exchanges under way", status: .tooManyRequests)
        }
        let job = ExchangeJob(store: store, access: holder.access)
        do {
            try await forEachPiece(of: request, context, bytesMax: limits.exchangeBytesMax) {
                piece in
                try await thread.run { try job.feed(piece, wall: wall()) }
            }
        } catch {
            await keepConfirmed(job)
            throw error
        }
        let isPacked = takesGzip(request)
        let ahead = isPacked ? await answersAhead.take(holder.number) : nil
        let answer = try await thread.run { try job.answer(wall: wall(), ahead: ahead) }
        // Before the store's thread is busy with the answers to come.
        await note(job.figures(sent: answer.answer.entries), holder.number)
        if !isPacked { return response(answer, context, place) }
        if !answer.isPacked { answersAhead.drop(holder.number) }
        writeAhead(after: answer, for: holder)
        return response(try await answer.packedAside(), context, place)
    }

    /// Begins to write what a token is expected to ask for after an answer.
    private func writeAhead(after answer: WrittenAnswer, for holder: TokenHolder) {
        answersAhead.follow(answer, holder.number) { asked in
            let written = try await thread.run {
                try WrittenAnswer {
                    try ExchangeServer.answer(
                        ahead: asked, store: store, access: holder.access, wall: wall(), to: $0)
                }
            }
            if let change = written.answer.newIdentity { logger.notice("\(change.description)") }
            return written
        }
    }

    /// Commits what checks have confirmed of a request that broke off. Its own task, because the
    /// request's may be cancelled.
    private func keepConfirmed(_ job: ExchangeJob) async {
        await Task { try? await thread.run { try job.abandon() } }.value
    }

    private func response(
        _ answer: WrittenAnswer, _ context: ServerContext, _ place: Turnstile.Place
    ) -> Response {
        var headers: HTTPFields = [.contentType: "application/x-ndjson", .cacheControl: "no-store"]
        if answer.isPacked { headers[.contentEncoding] = "gzip" }
        let seconds = limits.answerSeconds
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(contentLength: answer.byteCount) { writer in
                // Somebody who does not take the answer does not keep it in memory either.
                let close = context.closeConnection(afterSeconds: seconds)
                defer { close.cancel() }
                for buffer in answer.buffers {
                    try await writer.write(buffer)
                    try await context.waitUntilTaken()
                }
                try await writer.finish(nil)
                withExtendedLifetime(place) {}
            })
    }

    /// Whether a request says that it takes gzip.
    func takesGzip(_ request: Request) -> Bool {
        AcceptedCodings(request.headers[.acceptEncoding]).takesGzip
    }

    private func note(_ figures: ExchangeJob.Figures, _ token: Int64) async {
        let intake = figures.intake
        logger.info(
            """
            exchange token=\(token) applied=\(intake.applied) known=\(intake.known) \
            refused=\(intake.refused) damaged=\(intake.damagedSections) sent=\(figures.sent)
            """)
        if let change = figures.newIdentity { logger.notice("\(change.description)") }
        guard let lead = figures.clockLead else { return }
        if Clock.differ(by: lead) {
            logger.warning(
                "a caller's clock and this one differ token=\(token) ahead=\(lead / 1000) s")
        }
        do {
            try await thread.run { try store.noteClock(lead: lead, ofToken: token) }
        } catch {
            // What was exchanged is none the less exchanged.
            logger.warning("the clock of token \(token) was not noted: \(error)")
        }
    }
}

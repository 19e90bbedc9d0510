internal import CairnStore
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOHTTP1

/// Goes around every request: makes errors into problem objects, for a browser into pages, and writes one line to the log,
/// with the route and not the path, since a path may hold a code or a token.
struct Gatehouse: RouterMiddleware {
    let desk: Desk

    func handle(
        _ request: Request, context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as HTTPParserError {
            throw error
        } catch {
            response = await refuse(error, request, context)
        }
        let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
        let route = context.endpointPath ?? "-"
        desk.logger.info(
            "\(request.method.rawValue) \(route) \(response.status.code) \(Int(milliseconds)) ms")
        // What follows an answer to HEAD would be taken for the next answer.
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func refuse(
        _ error: any Error, _ request: Request, _ context: ServerContext
    ) async -> Response {
        let problem = Problem.of(error)
        if let error = error as? StoreError {
            desk.logger.error("the store: \(error.code.rawValue), \(error.reason)")
        } else if problem == nil {
            desk.logger.error("a request failed: \(String(describing: type(of: error)))")
        }
        let failed = Problem(.internalServerError, "failed", "the server failed at this request")
        let told = problem ?? failed
        var response = desk.takesPages(request) ? desk.pages.response(told) : told.response
        await context.body.drain(request, seconds: desk.limits.lingerSeconds)
        if !context.body.isWhole {
            // The answer gets some time to arrive, then the connection closes.
            response.headers[.connection] = "close"
            _ = context.closeConnection(afterSeconds: desk.limits.lingerSeconds)
        }
        return response
    }
}

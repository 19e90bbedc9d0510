internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension Pages {
    /// What every page's answer says: nothing from elsewhere, no script, not in a frame, no address
    /// passed on (it may hold a token), nothing kept.
    static let headers: HTTPFields = [
        .contentType: "text/html; charset=utf-8",
        .contentSecurityPolicy: "default-src 'none'; style-src 'self'; form-action 'self'; "
            + "img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
        HTTPField.Name("Referrer-Policy")!: "no-referrer",
        .xContentTypeOptions: "nosniff",
        .cacheControl: "no-store",
    ]

    func response(
        _ name: PageName, _ values: Any, status: HTTPResponse.Status = .ok
    ) -> Response {
        response(html: html(name, values), status: status)
    }

    func response(html: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: Self.headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// A page of a heading and sentences.
    func response(_ message: Message, status: HTTPResponse.Status = .ok) -> Response {
        response(.message, message, status: status)
    }

    /// What stopped a request, for somebody with a browser.
    func response(_ problem: Problem) -> Response {
        let heading =
            switch problem.status {
            case .notFound: "There is nothing here"
            case .forbidden, .unauthorized: "That is not yours to do"
            case .requestTimeout, .serviceUnavailable, .tooManyRequests: "Not just now"
            default: "That did not work"
            }
        let sentence = problem.detail.prefix(1).uppercased() + problem.detail.dropFirst() + "."
        var response = response(
            Message(heading: heading, paragraphs: [sentence, "Go back and try again."]),
            status: problem.status)
        response.headers.append(contentsOf: problem.headers)
        return response
    }

    struct Message {
        let heading: String
        let paragraphs: [String]
        /// The address of the page to go on with.
        var back: String?
    }
}

extension Response {
    static var stylesheet: Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/css; charset=utf-8",
                .cacheControl: "public, max-age=31536000, immutable",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: Pages.stylesheet)))
    }

    /// After a form was taken: the browser gets another page, so that reloading it sends nothing
    /// again. `path` begins with a slash.
    static func seeOther(_ path: String) -> Response {
        Response(
            status: .seeOther,
            headers: [
                .location: path, .cacheControl: "no-store",
                HTTPField.Name("Referrer-Policy")!: "no-referrer",
            ])
    }
}

extension Desk {
    /// Whether a request comes from a browser that asks for a page.
    func takesPages(_ request: Request) -> Bool {
        (request.headers[.accept] ?? "").lowercased().contains("text/html")
    }

    /// What a form sent.
    ///
    /// - Parameter bytesMax: the limit of bytes, where it is not that of most bodies.
    /// - Throws: `unsupported`, `too-large`, `timeout`, `bad-request`.
    func form(
        _ request: Request, _ context: ServerContext, bytesMax: Int? = nil
    ) async throws -> Form {
        guard hasType(request, "application/x-www-form-urlencoded") else {
            throw Problem.unsupported("this takes a form")
        }
        let body = try await wholeBody(request, context, bytesMax: bytesMax)
        guard let form = Form(reading: body) else {
            throw Problem(.badRequest, "bad-request", "the body is no form")
        }
        return form
    }
}

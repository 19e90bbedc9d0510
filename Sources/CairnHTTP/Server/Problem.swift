internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// An error as a client gets it: a problem object (RFC 9457) with a stable `code`. Its texts never
/// hold a value of a field. Every status is decided here.
struct Problem: Error {
    let status: HTTPResponse.Status
    let code: String
    /// For a person.
    let detail: String
    /// The field or parameter that is wrong, by its name alone; nil where it is something else.
    var field: String?
    var headers: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ code: String, _ detail: String) {
        (self.status, self.code, self.detail) = (status, code, detail)
    }

    static var unauthorized: Problem {
        var problem = Problem(
            .unauthorized, "unauthorized",
            "this needs a token that this server gave and did not take back")
        problem.headers[.wwwAuthenticate] = "Bearer"
        return problem
    }

    static let forbidden = Problem(.forbidden, "forbidden", "this token may not do that")

    static let tooLarge = Problem(
        .contentTooLarge, "too-large",
        "an exchange holds at most \(Limit.exchangeEntriesMax) entries "
            + "and \(Limit.exchangeBytesMax / 1024 / 1024) MiB, unpacked; send the rest in the next"
    )

    static func unsupported(_ detail: String) -> Problem {
        var problem = Problem(.unsupportedMediaType, "unsupported", detail)
        problem.headers[.acceptEncoding] = "gzip"
        return problem
    }

    static let timeout = Problem(
        .requestTimeout, "timeout", "the request took too long to arrive")

    static func busy(_ detail: String, status: HTTPResponse.Status) -> Problem {
        var problem = Problem(status, "busy", detail)
        problem.headers[.retryAfter] = "2"
        return problem
    }

    static func invalid(_ detail: String, field: String? = nil) -> Problem {
        var problem = Problem(.badRequest, "invalid_value", detail)
        problem.field = field
        return problem
    }

    /// A problem for whatever stopped a request; nil for what is our own fault.
    static func of(_ error: any Error) -> Problem? {
        switch error {
        case let problem as Problem: problem
        case let fault as SyncFault: of(fault)
        case let fault as JoinFault: of(fault)
        case let error as StoreError: of(error)
        case is Unpacker.TooLarge: tooLarge
        case is Inflater.Damaged:
            Problem(.badRequest, "damaged", "the body is no whole gzip")
        case let error as HTTPError: of(error.status)
        case is ChannelError, is IOError: Problem(.badRequest, "cut", "the connection broke")
        case is CancellationError: busy("the server is closing", status: .serviceUnavailable)
        default: nil
        }
    }

    private static func of(_ fault: SyncFault) -> Problem {
        switch fault.code {
        case .needsUpgrade: Problem(.upgradeRequired, fault.code.rawValue, fault.reason)
        case .tooLarge: Problem(.contentTooLarge, fault.code.rawValue, fault.reason)
        default: Problem(.badRequest, "bad-line", fault.reason)
        }
    }

    private static func of(_ fault: JoinFault) -> Problem {
        switch fault {
        case .unknown: Problem(.notFound, "not-found", "there is no such invitation")
        case .expired: Problem(.gone, "expired", "this invitation has expired")
        case .used: Problem(.conflict, "used", "this invitation was used already")
        case .otherChapter:
            Problem(.conflict, "other-chapter", "this invitation is for another chapter")
        case .noChapter:
            Problem(
                .conflict, "no-chapter",
                "this invitation is for a school that brings its own chapter")
        case .chapterKnown:
            Problem(
                .conflict, "chapter-known",
                "this invitation is for a new school; that chapter needs one of its own")
        }
    }

    private static func of(_ error: StoreError) -> Problem {
        switch error.code {
        case .busy: busy("the store is busy", status: .serviceUnavailable)
        case .tooLarge: Problem(.contentTooLarge, "too-large", error.reason)
        case .diskFull:
            Problem(
                .init(code: 507, reasonPhrase: "Insufficient Storage"), "disk-full",
                "the server's disk is full")
        default: Problem(.internalServerError, "failed", "the server's store failed")
        }
    }

    private static func of(_ status: HTTPResponse.Status) -> Problem {
        switch status {
        case .notFound: Problem(status, "not-found", "there is nothing at this address")
        case .methodNotAllowed: Problem(status, "method", "this address takes another method")
        default: Problem(status, "failed", status.reasonPhrase)
        }
    }

    static let mediaType = "application/problem+json"

    var object: JSON {
        let object: JSON = [
            "type": "about:blank", "title": .string(status.reasonPhrase),
            "status": .integer(Int64(status.code)), "code": .string(code),
            "detail": .string(detail),
        ]
        return field.map { object.setting("field", .string($0)) } ?? object
    }

    var response: Response {
        var headers = headers
        headers[.contentType] = Self.mediaType
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: object.compactText)))
    }
}

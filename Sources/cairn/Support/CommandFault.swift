/// Why a command cannot do what it was asked, in words for a person.
struct CommandFault: Error {
    let status: ExitStatus
    /// What a program matches on; stable, and the same as over HTTP.
    let code: String
    /// What and where, a sentence without a full stop.
    let detail: String
    /// The next step, a sentence part.
    let hint: String?

    init(_ status: ExitStatus, _ code: String, _ detail: String, hint: String?) {
        (self.status, self.code) = (status, code)
        (self.detail, self.hint) = (detail, hint)
    }

    /// The arguments cannot be taken as they are.
    static func usage(_ detail: String, hint: String) -> CommandFault {
        CommandFault(.usage, "usage", detail, hint: hint)
    }

    /// A value breaks the rules of its field.
    static func invalid(_ detail: String, hint: String) -> CommandFault {
        CommandFault(.usage, "invalid_value", detail, hint: hint)
    }

    /// Nothing has that name.
    static func notFound(_ detail: String, hint: String) -> CommandFault {
        CommandFault(.notFound, "not-found", detail, hint: hint)
    }

    /// Several have that name.
    static func ambiguous(_ detail: String, hint: String) -> CommandFault {
        CommandFault(.notFound, "ambiguous", detail, hint: hint)
    }
}

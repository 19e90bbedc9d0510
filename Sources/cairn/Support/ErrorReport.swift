import CairnModel

/// How an error reaches a person, or with `--json` a program: always on standard error.
enum ErrorReport {
    static func print(_ fault: CommandFault, asJSON: Bool) {
        if asJSON {
            Console.note(problem(fault).compactText)
            return
        }
        Console.note("\(Console.errors.style("error:", .alarm)) \(fault.detail)")
        if let hint = fault.hint { Console.note("hint: \(hint)") }
    }

    /// Something that should be known about what was done all the same: with `--json` an object of
    /// the same shape as an error's.
    static func warn(_ code: String, _ text: String, hint: String? = nil, asJSON: Bool) {
        guard asJSON else {
            Console.warn(text)
            if let hint { Console.note("hint: \(hint)") }
            return
        }
        var members: [(key: String, value: JSON)] = [
            ("type", "about:blank"), ("title", "Warning"), ("code", .string(code)),
            ("detail", .string(text)),
        ]
        if let hint { members.append(("hint", .string(hint))) }
        Console.note(JSON.object(members).compactText)
    }

    /// An RFC 9457 problem object with the code that HTTP has for the same fault.
    static func problem(_ fault: CommandFault) -> JSON {
        var members: [(key: String, value: JSON)] = [
            ("type", "about:blank"), ("title", .string(title(fault.status))),
            ("code", .string(fault.code)), ("detail", .string(fault.detail)),
        ]
        if let hint = fault.hint { members.append(("hint", .string(hint))) }
        return .object(members)
    }

    private static func title(_ status: ExitStatus) -> String {
        switch status {
        case .done: "Done"
        case .failed: "The command failed"
        case .usage: "The command cannot be taken as it is"
        case .notFound: "Not found or ambiguous"
        case .notPermitted: "Not permitted"
        case .needsPerson: "A person must decide"
        case .someRefused: "Some of the input was refused"
        case .peerUnreachable: "The peer cannot be reached"
        case .somethingWaits: "Something waits to be sent"
        case .interrupted: "Interrupted"
        }
    }
}

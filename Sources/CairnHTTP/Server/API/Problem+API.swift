internal import CairnModel
internal import HTTPTypes

extension Problem {
    /// A record that is not there, and one that the asker may not see: nobody can tell which.
    static let noRecord = Problem(.notFound, "not-found", "there is no such record")

    static func unknownParameter(_ name: String, _ known: [ListParameter]) -> Problem {
        let names = known.map(\.rawValue).joined(separator: ", ")
        let shown = isName(name) ? name : "a name of other characters"
        var problem = Problem(
            .badRequest, "unknown-parameter",
            "this address takes no parameter \(shown); it takes \(names.isEmpty ? "none" : names)")
        problem.field = isName(name) ? name : nil
        return problem
    }

    /// A method that an address does not have.
    static func method(_ allowed: [HTTPRequest.Method]) -> Problem {
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        var problem = Problem(
            .methodNotAllowed, "method", "this address takes \(names)")
        problem.headers[.allow] = names
        return problem
    }

    static let tagNeeded = Problem(
        .init(code: 428, reasonPhrase: "Precondition Required"), "precondition-required",
        "send the ETag of the record that you have seen as If-Match")

    static let tagStale = Problem(
        .preconditionFailed, "stale",
        "the record has changed since; get it anew, and send its ETag as If-Match")

    static func conflict(_ code: String, _ detail: String) -> Problem {
        Problem(.conflict, code, detail)
    }

    /// A field that an author may not write. What stands in the name of a set's element, in every
    /// value, and as a name that can be none, stays out of it.
    init(_ fault: FieldFault, in kind: KindSpec) {
        let parts = FieldName(fault.field)
        let name = String(parts.base.prefix { $0 != "." })
        var (detail, field) = (fault.reason, Optional(parts.element == nil ? fault.field : name))
        if let unknown = fault.unknown, !Self.isName(unknown) {
            let isMember = parts.element != nil || name.utf8.count < fault.field.utf8.count
            let owner = isMember ? "\(name) of \(Words.one(kind.name))" : Words.one(kind.name)
            detail = "\(owner) has no \(isMember ? "member" : "field") of that name"
            field = isMember ? name : nil
        } else if let element = parts.element {
            // A fault of a member is called by the element, a point and the member.
            for text in [element, element[..<(element.lastIndex(of: ".") ?? element.endIndex)]] {
                detail = detail.replacing("\(name)/\(text)", with: "an element of \(name)")
            }
        }
        self.init(.badRequest, fault.code, detail)
        self.field = field
    }

    /// - Parameter kind: nil for a body that is no record.
    static func unknownField(_ name: String, of kind: KindSpec?) -> Problem {
        let isPlain = isName(name)
        var problem = Problem(
            .badRequest, "unknown_field",
            "\(kind.map { Words.one($0.name) } ?? "such a body") has no field "
                + (isPlain ? name : "of that name")
        )
        problem.field = isPlain ? name : nil
        return problem
    }

    /// Whether a text can be the name of a field or parameter, and so may be told.
    private static func isName(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
            }
    }
}

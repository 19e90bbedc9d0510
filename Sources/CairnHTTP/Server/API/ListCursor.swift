internal import CairnModel

/// The opaque text by which a list goes on: the place of a page's last record, with a message
/// authentication code over it and what the list was asked for. Garbage, and a cursor of another
/// list, is told from a good one without a look at any record.
///
/// The code is SHA-256 over the secret and the SHA-256 over the secret and the text: the outer
/// hash keeps anyone from lengthening the text (RFC 2104 has the reasons).
struct ListCursor {
    private static let codeBytes = 12

    /// What only this server knows.
    let secret: String
    /// What the list was asked for, and of which kind.
    let list: String

    func text(_ members: JSON) -> String {
        let body = members.canonical
        return Base64URL.text(code(body) + body)
    }

    /// What `text` made a text of.
    ///
    /// - Throws: `invalid_value`.
    func members(_ text: String) throws -> [JSON] {
        guard let bytes = Base64URL.bytes(of: text), bytes.count > Self.codeBytes,
            code(bytes[Self.codeBytes...]).elementsEqual(bytes[..<Self.codeBytes]),
            let members = try? JSON(reading: bytes[Self.codeBytes...]).array
        else { throw Self.unknown }
        return members
    }

    static let unknown = Problem.invalid(
        "cursor is not the next of a page of this list, with the same filters", field: "cursor")

    private func code(_ body: some Sequence<UInt8>) -> [UInt8] {
        var inner = Hash()
        inner.update(secret)
        inner.update(list)
        inner.update("\n")
        inner.update(Array(body))
        var outer = Hash()
        outer.update(secret)
        outer.update(inner.bytes())
        return Array(outer.bytes().prefix(Self.codeBytes))
    }
}

/// What of a record can be searched.
///
/// By the names of the fields, whatever the kind, so that kinds of later versions are searched as
/// well. Of a person it is the name and nothing else; a signup and a node are not searched.
package struct SearchText: Sendable {
    /// A text of a record, and the field that has it.
    package struct Piece: Sendable {
        package let field: String
        package let text: String
    }

    /// What the record is called by.
    package private(set) var title: [Piece] = []
    /// What else it says.
    package private(set) var rest: [Piece] = []

    /// Steps when what is searched changes: an index of another version is made anew.
    package static let version = 1

    private static let titles: Set = ["title", "name", "slug", "label", "role"]
    private static let names: Set = ["given_name", "family_name", "preferred_name"]
    private static let texts: Set = [
        "summary", "description", "notes", "instructions", "outcome_notes", "accessibility_notes",
        "cancelled_reason",
    ]
    private static let placeMembers = ["name", "address", "locality", "region"]
    private static let sets: Set = ["tag", "partner", "campaign", "target", "skill", "check"]

    /// - Parameter fields: those with a value.
    package init(kind: String, fields: [(name: String, value: JSON)]) {
        if kind == "signup" || kind == "node" { return }
        for (name, value) in fields {
            if kind == "volunteer" {
                if Self.names.contains(name) { add(name, value.string, to: \.title) }
            } else if case let parts = FieldName(name), let element = parts.element {
                let set = String(parts.base)
                if Self.sets.contains(set) {
                    add(set, Self.text(String(element), value), to: \.rest)
                }
            } else if Self.titles.contains(name) {
                add(name, value.string, to: \.title)
            } else if Self.texts.contains(name) {
                add(name, value.string, to: \.rest)
            } else if name == "place" {
                let parts = Self.placeMembers.compactMap { value[$0]?.string }
                add(name, parts.joined(separator: ", "), to: \.rest)
            }
        }
    }

    /// What an element of a set says: its name, or the text that it stands for.
    private static func text(_ element: String, _ value: JSON) -> String {
        value["text"]?.string ?? value.string ?? element
    }

    private mutating func add(
        _ field: String, _ text: String?, to pieces: WritableKeyPath<SearchText, [Piece]>
    ) {
        guard let text, !text.isEmpty else { return }
        self[keyPath: pieces].append(Piece(field: field, text: text))
    }

    /// The folded words of pieces, by spaces.
    package static func words(_ pieces: [Piece]) -> String {
        pieces.flatMap { SearchWords.words($0.text) }.map(\.folded).joined(separator: " ")
    }
}

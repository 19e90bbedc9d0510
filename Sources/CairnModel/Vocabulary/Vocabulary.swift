/// Kinds, fields and values: declared here once, as data. Tables, validation, the command line,
/// JSON and `Schema/Vocabulary.md` follow.
package struct Vocabulary: Sendable {
    package let kinds: [KindSpec]

    package init(kinds: [KindSpec]) { self.kinds = kinds }

    /// The kind of that name; nil for one that this version does not know.
    package func kind(_ name: String) -> KindSpec? { kinds.first { $0.name == name } }

    /// The vocabulary of this version.
    package static let current = Vocabulary(kinds: [
        chapter, event, shift, volunteer, task, signup, node,
    ])

    /// Kinds of later versions, named now so that nobody takes the names.
    package static let laterKinds = [
        "hours", "partner", "campaign", "treaty", "treaty_status", "commitment", "milestone",
        "official", "endorsement", "media_request", "outreach", "material", "report",
    ]
}

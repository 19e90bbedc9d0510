/// A parameter in the query of a list.
enum ListParameter: String, Sendable, CaseIterable {
    case limit, cursor, from, to, type, status, region, chapter, under, event, shift, assignee
    case volunteer, mine, all, log, q

    /// Records of a page.
    static let limitMax = 200
    static let limitDefault = 50
    /// Hits of a search that are looked at.
    static let hitsMax = 1_000
    /// Bytes of a value, and values of one query.
    static let bytesMax = 600
    static let countMax = 40

    /// Whether it may stand more than once, and then takes what fits any of its values.
    var isRepeated: Bool { self == .type || self == .status }

    /// One sentence for the document of the API.
    var summary: String {
        switch self {
        case .limit: "How many items a page has at most."
        case .cursor: "The `next` of the page before, with the same filters."
        case .from:
            "From that day or time on, with what still goes on then: `2026`, `2026-04`, "
                + "`2026-04-03`, `2026-04-03T19:00`."
        case .to: "Up to that day or time, which is included."
        case .type: "Only of this type; may be repeated."
        case .status: "Only with this status; may be repeated."
        case .region: "Only in this region."
        case .chapter: "Only of this chapter: its id or slug."
        case .under: "Only of this chapter and those below it: its id or slug."
        case .event: "Only of this event: `<id>` or `<log>/<id>`."
        case .shift: "Only of this shift."
        case .assignee: "Only what this volunteer has part in: `<id>` or `<log>/<id>`."
        case .volunteer: "Only of this volunteer: `<id>` or `<log>/<id>`."
        case .mine: "Only what is one's own."
        case .log: "In which log the record is, where several have one with its id."
        case .q: "Only what has all these words, the last of which may be the beginning of one."
        case .all: "Also what was settled or accepted."
        }
    }
}

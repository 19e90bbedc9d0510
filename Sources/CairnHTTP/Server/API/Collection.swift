internal import CairnModel

/// The records of one kind as the API has them, at `/v1/<name>`.
enum Collection: String, Sendable, CaseIterable {
    case events, tasks, volunteers, shifts, chapters, signups

    /// The kind of its records in the vocabulary.
    var kind: KindSpec {
        // Every collection is of a kind that the vocabulary declares.
        Vocabulary.current.kind(String(rawValue.dropLast()))!
    }

    /// What a list of it can be narrowed by, besides what every list has.
    var filters: [ListParameter] {
        switch self {
        case .events: [.from, .to, .type, .status, .region, .chapter, .under, .q]
        case .tasks: [.from, .to, .status, .event, .assignee, .mine, .chapter, .under, .q]
        case .volunteers: [.status, .chapter, .under, .q]
        case .shifts: [.from, .to, .status, .event, .mine, .chapter, .under, .q]
        case .chapters: [.type, .status, .region, .under, .q]
        case .signups: [.event, .shift, .volunteer, .mine, .chapter, .under]
        }
    }

    /// Every parameter that its list takes.
    var parameters: [ListParameter] { [.limit, .cursor] + filters }

    /// What a person may do with one of its records at `/v1/<name>/{id}/<action>`.
    var actions: [RecordAction] {
        switch self {
        case .tasks: [.claim, .release, .done]
        case .shifts, .events: [.signup, .leave]
        default: []
        }
    }
}

/// What a volunteer may do with a task, a shift or an event.
enum RecordAction: String, Sendable, CaseIterable {
    case claim, release, done, signup, leave
}

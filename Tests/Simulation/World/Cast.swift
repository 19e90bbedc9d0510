internal import CairnModel
internal import TestSupport

/// The records, fields and values of a history: few, so that people clash all the time.
struct Cast {
    let chapterLog: RecordID
    let peopleLog: RecordID
    let records: [OracleRecord]

    init(_ random: inout SplitMix64) {
        func id() -> RecordID {
            RecordID.version7(
                milliseconds: 1_775_000_000_000 + Int64(random.number(in: 0...9999)),
                random: (random.next(), random.next()))
        }
        let chapter = id()
        chapterLog = chapter
        peopleLog = RecordID.derived(kind: "people", parents: [chapter.description])
        let (one, two) = (id().description, id().description)
        let (log, people) = (chapterLog.description, peopleLog.description)
        // One id under several kinds and in two logs: records of their own.
        records = [
            OracleRecord(log: log, kind: "chapter", id: log),
            OracleRecord(log: log, kind: "event", id: one),
            OracleRecord(log: log, kind: "event", id: two),
            OracleRecord(log: log, kind: "task", id: one),
            OracleRecord(log: log, kind: "zine", id: two),
            OracleRecord(log: people, kind: "volunteer", id: one),
            OracleRecord(log: people, kind: "volunteer", id: two),
            OracleRecord(log: people, kind: "event", id: one),
        ]
    }

    var logs: Set<RecordID> { [chapterLog, peopleLog] }

    /// Fields that a record of a kind may get.
    func fields(_ kind: String) -> [String] {
        switch kind {
        case "event": ["title", "when", "capacity", "tag/art", "tag/~e9wwk1h3736hxehd", "series"]
        case "task": ["title", "due", "assignee/\(records[1].id)", "depends/\(records[2].id)"]
        case "volunteer": ["given_name", "consent/photo", "consent/contact", "tag/art"]
        case "chapter": ["name", "tz", "affiliation/\(records[1].id)"]
        default: ["what", "page/1", "deep.er", "page", "", "/", "id"]
        }
    }

    /// Some value for a field, often one that somebody else wrote too.
    func value(_ field: String, _ random: inout SplitMix64) -> JSON {
        if random.chance(12) { return .null }
        if field.hasPrefix("consent/") {
            let state = random.pick(["granted", "granted", "denied", "withdrawn"])
            return [
                "date": .string("2026-01-0\(random.number(in: 1...2))"), "state": .string(state),
            ]
        }
        if field == "when" || field == "due" || field.hasPrefix("assignee/") {
            return random.pick(Self.objects)
        }
        if field == "series" { return .string(records[random.number(in: 1...2)].id) }
        return random.pick(Self.values)
    }

    private static let objects: [JSON] = [
        ["start": "2026-04-04T19:00", "tz": "America/New_York"],
        ["start": "2026-04-04T20:00", "tz": "America/New_York"],
        ["date": "2026-04"], [:], "2026-04-04", ["state": "claimed", "at": 1],
    ]

    /// Values that a careless comparison takes for the same.
    private static let values: [JSON] = [
        "A", "B", "\u{E9}", "e\u{301}", 1, "1", true, "true", "", 0, 9_007_199_254_740_991,
        "\u{1F600}\t\"\\\u{7F}",
    ]
}

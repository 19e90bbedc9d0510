package import CairnModel

/// Says in words which laptop, person, record or value an entry speaks of, and keeps values of
/// personal fields back where they may not appear.
package struct Teller {
    private let snapshot: Snapshot
    /// Whether values of personal fields may be told.
    private let showsPeople: Bool
    /// Names of laptops, by the id of their record.
    private let laptops: [RecordID: String]
    /// Logs that are known to be chapter logs. All else may be a people log.
    private let chapterLogs: Set<RecordID>
    private let zone: String

    /// - Parameter home: the chapter in whose zone times are told; nil for UTC.
    package init(_ snapshot: Snapshot, showsPeople: Bool, home: RecordID?) throws {
        (self.snapshot, self.showsPeople) = (snapshot, showsPeople)
        var laptops: [RecordID: String] = [:]
        try snapshot.forEach(RecordFilter(kind: "node")) {
            laptops[$0.id] = $0["name"]?.string
        }
        self.laptops = laptops
        let chapters = try snapshot.chapters()
        chapterLogs = Set(chapters.map(\.log))
        zone = chapters.first { $0.id == home }?["tz"]?.string ?? "UTC"
    }

    /// Whether all values of such a record are personal.
    package func isPersonal(_ kind: String, in log: RecordID) -> Bool {
        Vocabulary.current.kind(kind)?.isPersonal ?? false || !chapterLogs.contains(log)
    }

    /// Whether the values of a field may be told here.
    package func mayTell(_ field: String, of kind: String, in log: RecordID) -> Bool {
        showsPeople || !(isPersonal(kind, in: log) || Self.private[kind]?.contains(field) ?? false)
    }

    /// Fields of other kinds that are about a person, and do not belong into a public text.
    private static let `private`: [String: Set<String>] = [
        "chapter": ["adviser"], "signup": ["note", "shown_name"],
    ]

    /// A field's name. Of a set that is named by free text the element is a value, and of one
    /// without values a word is (`role/guardian`).
    package func field(_ field: String, of kind: String, in log: RecordID) -> String {
        let name = FieldName(field)
        guard !mayTell(field, of: kind, in: log), name.element != nil else { return field }
        let spec = Vocabulary.current.kind(kind)?.field(field)
        switch (spec?.element, spec?.type) {
        case (.record, _), (.foreign, _), (.moment, _), (.word, .object): return field
        case (.text, _), (.word, _), (nil, _):
            return field.hasPrefix("accepted/") ? field : "\(name.base)/…"
        }
    }

    /// A value in words; nil where it may not be told.
    package func value(
        _ value: JSON, of field: String, _ kind: String, in log: RecordID
    ) -> String? {
        guard mayTell(field, of: kind, in: log) else { return nil }
        if field == "deleted" { return value.bool == true ? "deleted" : "restored" }
        return Self.text(value)
    }

    /// A value as a person reads it.
    package static func text(_ value: JSON) -> String {
        switch value {
        case .null: "(nothing)"
        case .bool(let flag): flag ? "yes" : "no"
        case .string(let text): text
        case .object(let members):
            MomentText.isMoment(value)
                ? MomentText.long(value)
                : members.map { "\(Words.plain($0.key)) \(text($0.value))" }.joined(separator: ", ")
        case .integer, .number, .array: value.compactText
        }
    }

    /// A laptop, as its people call it.
    package func laptop(_ node: NodeID) -> String {
        laptops[.derived(kind: "node", parents: [node.description])]
            ?? "laptop \(node.description.prefix(4))"
    }

    /// Who acted.
    package func person(_ by: String?, in log: RecordID) throws -> String {
        guard let by else { return "somebody" }
        guard showsPeople else { return "volunteer \(by.suffix(4))" }
        var reader = ReferenceReader()
        let kind = chapterLogs.contains(log) ? "" : "volunteer"
        let source = RecordKey(log: log, kind: kind, id: log)
        guard let key = reader.key(by, kind: "volunteer", from: source),
            let volunteer = try snapshot.record("volunteer", key.id, in: key.log)
        else { return "volunteer \(by.suffix(4))" }
        return snapshot.title(of: volunteer)
    }

    /// `event 7f3a Night display`; of a person the ref alone, where values may not be told.
    package func record(_ kind: String, _ id: RecordID, in log: RecordID) throws -> String {
        guard let record = try snapshot.record(kind, id, in: log) else {
            return "\(kind) \(id.digits.suffix(4))"
        }
        let name = "\(kind) \(try snapshot.ref(record))"
        guard showsPeople || !isPersonal(kind, in: log) else { return name }
        let title = snapshot.title(of: record)
        return title == kind ? name : "\(name) \(title)"
    }

    /// A time in the zone of the store's own chapter, `2026-04-03 15:04`.
    package func time(_ time: Timestamp) -> String {
        Zone.local(zone, time.milliseconds).replacing("T", with: " ")
    }
}

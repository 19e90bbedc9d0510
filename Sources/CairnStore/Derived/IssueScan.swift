internal import CairnModel

/// What the issues of a store follow from: collected in one pass over its records, in the parts
/// that matter, so that a hundred thousand of them fit.
struct IssueScan {
    /// The rank of the winning write of a field.
    typealias Ranking = (RecordKey, _ field: String) throws -> Merge.Rank?

    /// A reference that a record holds.
    struct Named {
        let source: RecordKey
        let field: String
        let target: RecordKey
        /// Whether the source means nothing without the target.
        let isParent: Bool
    }

    /// A signup that is registered.
    struct Registered {
        let key: RecordKey
        let target: RecordKey
        let volunteer: RecordKey
    }

    /// When and for how many: of an event or a shift that is not called off.
    struct Gathering {
        let places: Int?
        let when: JSON?
        /// Of a shift: its event.
        let event: RecordKey?
    }

    /// A task that more people hold than it takes.
    struct Contested {
        let key: RecordKey
        let places: Int
        /// The names of the elements of `assignee`.
        let holders: [String]
    }

    /// The logs that the store holds.
    let logs: Set<RecordID>
    var reader = ReferenceReader()
    var rules: [String: FieldRules] = [:]
    var shown: Set<RecordKey> = []
    var hidden: Set<RecordKey> = []
    var named: [Named] = []
    var invalid: [(record: RecordKey, field: String)] = []
    /// Records in logs that their kind is never in.
    var astray: [RecordKey] = []
    var accepted: [RecordKey: [String: String]] = [:]
    var registered: [Registered] = []
    var gatherings: [RecordKey: Gathering] = [:]
    var contested: [Contested] = []
    var graph = TaskGraph()
    var misfits: [Misfit] = []
    /// The chapter above each chapter.
    var parents: [RecordKey: RecordKey] = [:]
    /// Volunteers that were merged into another.
    var aliases: [RecordKey: RecordKey] = [:]
    /// The zone of each chapter, by its log.
    var zones: [RecordID: String] = [:]

    init(logs: Set<RecordID>) { self.logs = logs }

    /// Takes in a record, hidden ones too.
    mutating func add(_ record: StoredRecord) {
        let key = RecordKey(record)
        if record.isHidden {
            hidden.insert(key)
            return
        }
        shown.insert(key)
        readFields(of: record, key)
        readFit(of: record, key)
        switch record.kind {
        case "signup": addSignup(record, key)
        case "event", "shift": addGathering(record, key)
        case "task": addTask(record, key)
        case "chapter": zones[record.log] = record["tz"]?.string
        case "volunteer":
            if let alias = target(record["merged_into"], kind: "volunteer", from: key) {
                aliases[key] = alias
            }
        default: break
        }
    }

    /// Takes in a record that lies in a log that its kind is never in, and reads nothing of it.
    mutating func add(astray record: StoredRecord) {
        if record.isHidden { return }
        let key = RecordKey(record)
        astray.append(key)
        accepted[key] = record["accepted/invalid_value"]?.string.map {
            [Issue.Code.invalidValue.rawValue: $0]
        }
    }

    mutating func target(_ value: JSON?, kind: String, from key: RecordKey) -> RecordKey? {
        value?.string.flatMap { reader.key($0, kind: kind, from: key) }
    }

    private mutating func addSignup(_ record: StoredRecord, _ key: RecordKey) {
        guard record["rsvp"]?.string == "registered",
            let place = target(record["shift"], kind: "shift", from: key)
                ?? target(record["event"], kind: "event", from: key),
            let volunteer = target(record["volunteer"], kind: "volunteer", from: key)
        else { return }
        registered.append(Registered(key: key, target: place, volunteer: volunteer))
    }

    private mutating func addGathering(_ record: StoredRecord, _ key: RecordKey) {
        let status = record["status"]?.string
        guard status != "cancelled", status != "postponed" else { return }
        let isShift = record.kind == "shift"
        gatherings[key] = Gathering(
            places: Snapshot.places(of: record), when: record["when"],
            event: isShift ? target(record["event"], kind: "event", from: key) : nil)
    }

    private mutating func addTask(_ record: StoredRecord, _ key: RecordKey) {
        graph.add(record, &reader)
        guard TaskGraph.isOpen(record), let places = TaskClaims.places(of: record) else { return }
        let holders = TaskClaims.holders(of: record)
        guard holders.count > places else { return }
        contested.append(Contested(key: key, places: places, holders: holders))
    }

    func accepted(_ code: Issue.Code, _ record: RecordKey) -> String? {
        accepted[record]?[code.rawValue]
    }
}

internal import CairnModel

/// Gathers what a report needs of each record.
struct StatsCollector {
    /// One event, or several records that are one.
    struct Happening {
        /// The records' keys, ascending.
        let members: [RecordKey]
        /// The record that speaks for all: the one with the highest figures.
        let speaker: Event

        func key(_ grouping: Stats.Grouping) -> String {
            switch grouping {
            case .chapter: "\(speaker.key.log)"
            case .type: speaker.type
            case .month: String(speaker.day.prefix(7))
            case .region: speaker.region
            }
        }
    }

    /// What counts of an event's record.
    struct Event {
        let key: RecordKey
        let isHeld: Bool
        /// Planned or of no status, and its day is past.
        let isUnreported: Bool
        /// `YYYY-MM-DD`, or less where less is known; empty for none.
        let day: String
        let type: String
        let region: String
        let reach: StatsFigures.Range?
        let letters: StatsFigures.Range
        let signatures: StatsFigures.Range
        let twins: [RecordKey]
    }

    let from: String?
    let before: String?
    let today: String
    private var reader = ReferenceReader()
    private var events: [RecordKey: Event] = [:]
    private var eventOfShift: [RecordKey: RecordKey] = [:]
    private var aliases: [RecordKey: RecordKey] = [:]
    /// Of each event who was there, and how many did not come.
    private var attendance: [RecordKey: (present: [RecordKey], noShows: Int)] = [:]

    init(from: String?, before: String?, today: String) {
        (self.from, self.before, self.today) = (from, before, today)
    }

    mutating func add(event record: StoredRecord) {
        let key = RecordKey(record)
        let status = record.status
        let isHeld = status == "held" || status == "reported"
        let isPlanned = status == "confirmed" || status == "tentative"
        let when = record["when"]
        let text = when?["start"]?.string ?? when?["date"]?.string ?? ""
        let day = String(decoding: text.utf8.prefix(10), as: UTF8.self)
        // Of a year or a month it is past when that is over.
        let isPast = !day.isEmpty && precedes(day, String(today.prefix(day.utf8.count)))
        events[key] = Event(
            key: key, isHeld: isHeld, isUnreported: isPlanned && isPast, day: day,
            type: record["type"]?.string ?? "", region: record["place"]?["region"]?.string ?? "",
            reach: Self.range(record["reach"]),
            letters: Self.sum(record, ["letters", "postcards"]),
            signatures: Self.sum(record, ["signatures"]),
            twins: record.elements(of: "same_as").compactMap {
                reader.key($0.name, kind: "event", from: key)
            })
    }

    mutating func add(shift record: StoredRecord) {
        let key = RecordKey(record)
        eventOfShift[key] = record["event"]?.string.flatMap {
            reader.key($0, kind: "event", from: key)
        }
    }

    mutating func add(volunteer record: StoredRecord) {
        let key = RecordKey(record)
        aliases[key] = record["merged_into"]?.string.flatMap {
            reader.key($0, kind: "volunteer", from: key)
        }
    }

    /// Takes in a signup; shifts and volunteers must be in by then.
    mutating func add(signup record: StoredRecord) {
        let key = RecordKey(record)
        guard let word = record["attendance"]?.string,
            let volunteer = record["volunteer"]?.string.flatMap({
                reader.key($0, kind: "volunteer", from: key)
            })
        else { return }
        let shift = record["shift"]?.string.flatMap { reader.key($0, kind: "shift", from: key) }
        let event =
            shift.map { eventOfShift[$0] }
            ?? record["event"]?.string.flatMap { reader.key($0, kind: "event", from: key) }
        guard let event else { return }
        switch word {
        case "present", "late", "left_early":
            attendance[event, default: ([], 0)].present.append(
                Aliases.end(of: volunteer, in: aliases))
        case "no_show": attendance[event, default: ([], 0)].noShows += 1
        default: break
        }
    }

    private func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// A value with `low` and `high`; where it has but one of them, both are that one.
    static func range(_ value: JSON?) -> StatsFigures.Range? {
        guard let low = value?["low"]?.integer ?? value?["high"]?.integer else { return nil }
        let high = value?["high"]?.integer ?? low
        return StatsFigures.Range(low: clamp(min(low, high)), high: clamp(max(low, high)))
    }

    /// No sum of such figures leaves 64 bits.
    private static func clamp(_ number: Int64) -> Int { Int(min(max(0, number), 1_000_000_000)) }

    private static func sum(_ record: StoredRecord, _ names: [String]) -> StatsFigures.Range {
        var sum = StatsFigures.Range()
        for name in names { sum += range(record["count/\(name)"]) ?? StatsFigures.Range() }
        return sum
    }
}

// MARK: - Counting

extension StatsCollector {
    /// The events in the range, each once, ascending by its speaker.
    var eventsOnce: [Happening] {
        var groups = Dictionary(uniqueKeysWithValues: events.keys.map { ($0, $0) })
        func root(_ key: RecordKey) -> RecordKey {
            var at = key
            while let next = groups[at], next != at {
                groups[at] = groups[next]
                at = next
            }
            return at
        }
        for event in events.values {
            for twin in event.twins where events[twin] != nil {
                let (left, right) = (root(event.key), root(twin))
                groups[max(left, right)] = min(left, right)
            }
        }
        return Dictionary(grouping: events.keys, by: root).values.compactMap { keys in
            let members = keys.sorted()
            let speaker = members.map { events[$0]! }.max { Self.saysLess($0, $1) }!
            guard isInRange(speaker.day) else { return nil }
            return Happening(members: members, speaker: speaker)
        }.sorted { $0.speaker.key < $1.speaker.key }
    }

    /// Whether a record of an event is to speak for it rather not than another: it was not held,
    /// has lower figures, or comes later in the order of keys.
    private static func saysLess(_ left: Event, _ right: Event) -> Bool {
        if left.isHeld != right.isHeld { return right.isHeld }
        if left.isUnreported != right.isUnreported { return right.isUnreported }
        let (a, b) = (left.reach?.low ?? -1, right.reach?.low ?? -1)
        return a != b ? a < b : left.key > right.key
    }

    private func isInRange(_ day: String) -> Bool {
        if let from, day.isEmpty || precedes(day, from) { return false }
        if let before, day.isEmpty || !precedes(day, before) { return false }
        return true
    }

    func figures(of happenings: [Happening]) -> StatsFigures {
        var figures = StatsFigures()
        var volunteers: Set<RecordKey> = []
        for happening in happenings {
            let event = happening.speaker
            if event.isUnreported { figures.eventsUnreported += 1 }
            guard event.isHeld else { continue }
            figures.events += 1
            figures.eventsByType[event.type, default: 0] += 1
            if let reach = event.reach { figures.reach += reach }
            if event.reach == nil { figures.eventsWithoutReach += 1 }
            figures.letters += greatest(of: happening) { $0.letters }
            figures.signatures += greatest(of: happening) { $0.signatures }
            for member in happening.members {
                guard let attendance = attendance[member] else { continue }
                volunteers.formUnion(attendance.present)
                figures.attended += attendance.present.count
                figures.noShows += attendance.noShows
            }
        }
        figures.volunteersActive = volunteers.count
        return figures
    }

    /// Of several records of one event the greatest number counts, not the sum.
    private func greatest(
        of happening: Happening, _ figure: (Event) -> StatsFigures.Range
    ) -> StatsFigures.Range {
        happening.members.compactMap { events[$0] }.filter(\.isHeld).map(figure)
            .max { ($0.low, $0.high) < ($1.low, $1.high) } ?? StatsFigures.Range()
    }
}

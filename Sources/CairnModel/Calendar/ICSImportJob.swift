/// Turns the components of a calendar file into edits.
struct ICSImportJob {
    /// A component with what its calendar says for all.
    struct Item {
        let component: ICSComponent
        let zones: ICSZones
        let isCancelled: Bool
    }

    /// A date of a series that its rule does not give.
    private struct Extra {
        let id: RecordID
        let component: ICSComponent
        let set: [(field: String, value: JSON)]
    }

    private let job: ICSImport
    private var extras: [Extra] = []
    private var items: [Item] = []
    /// The event of each UID that others are changed instances of.
    private var masters: [String: ICSEventFields] = [:]
    /// The UIDs of which others are changed instances.
    private var changed: Set<String> = []
    /// The line and the hash of the component that has an id.
    private var known: [RecordID: (line: Int, hash: String)] = [:]
    private var counts: [String: Int] = [:]
    private var sampled = 0

    private(set) var edits: [(line: Int, edit: Edit)] = []
    private(set) var refused: [ImportPlan.Refused] = []
    private(set) var notes: [String] = []
    private(set) var readings: [String] = []
    /// Records that were exported from here: a calendar does not have all of them.
    private(set) var pictures: Set<RecordID> = []
    /// Names of properties that no field takes.
    private(set) var leftOut: Set<String> = []
    private(set) var hasPeople = false

    /// Dates beside the rule that one series may have.
    static let datesMax = 1_000
    /// Readings shown of a file.
    static let samplesMax = 3

    init(_ job: ICSImport) { self.job = job }

    // MARK: - Finding the components

    /// Takes in an outermost component.
    mutating func collect(_ root: ICSComponent) {
        let named = root["X-WR-TIMEZONE"].flatMap { ICSZones.named($0.value) }
        let zones = ICSZones(
            home: named ?? job.zone, described: root.children.filter { $0.name == "VTIMEZONE" })
        let isCancelled = root["METHOD"]?.value.trimmedOfSpace.uppercased() == "CANCEL"
        collect(root, zones, isCancelled, isRoot: true)
    }

    private mutating func collect(
        _ component: ICSComponent, _ zones: ICSZones, _ isCancelled: Bool, isRoot: Bool = false
    ) {
        switch component.name {
        case "VEVENT", "VTODO":
            items.append(Item(component: component, zones: zones, isCancelled: isCancelled))
            return
        // What belongs to the components around it, or describes zones.
        case "VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT": break
        case "VALARM" where !isRoot: break
        default: refuse(component, Self.otherKind(component))
        }
        for child in component.children { collect(child, zones, isCancelled) }
    }

    private static func otherKind(_ component: ICSComponent) -> CellFault {
        let what =
            switch component.name {
            case "VJOURNAL": "a journal entry"
            case "VFREEBUSY", "VAVAILABILITY", "AVAILABLE": "a list of free and busy times"
            case "VALARM": "a reminder"
            default: "a component of another kind"
            }
        return CellFault("this is \(what), no event and no task", code: "unknown_component")
    }

    // MARK: - Making the edits

    /// Makes the edits of all that was taken in, in the order of the file.
    mutating func finish() {
        // Only what another component changes is asked for again.
        changed = Set(
            items.filter { $0.component["RECURRENCE-ID"] != nil }
                .compactMap { Self.uid($0.component) })
        for item in items where item.component.name == "VEVENT" {
            guard item.component["RECURRENCE-ID"] == nil, let uid = Self.uid(item.component),
                changed.contains(uid), masters[uid] == nil,
                let fields = try? ICSEventFields(item, hasInstances: true)
            else { continue }
            masters[uid] = fields
        }
        for item in items {
            do throws(CellFault) {
                guard item.component.isClosed else {
                    throw CellFault(
                        "the file ends or goes on to another inside it", code: "unterminated")
                }
                if item.component.name == "VTODO" { try addTask(item) } else { try addEvent(item) }
                look(item.component)
            } catch { refuse(item.component, error) }
        }
        // A date of RDATE may also be changed by a component of its own, which says more.
        for extra in extras where known[extra.id] == nil {
            known[extra.id] = (extra.component.line, "")
            add("event", extra.id, extra.set, extra.component)
        }
    }

    private mutating func refuse(_ component: ICSComponent, _ fault: CellFault) {
        let property = fault.property ?? ""
        let line = component.lines.first { $0.name == property }
        refused.append(
            ImportPlan.Refused(
                line: line?.line ?? component.line, column: property, value: line?.value ?? "",
                code: fault.code, reason: fault.reason))
    }

    private mutating func addEvent(_ item: Item) throws(CellFault) {
        if item.component["RECURRENCE-ID"] != nil { return try addInstance(item) }
        if let own = Self.uid(item.component).flatMap(otherRecord) {
            return try addPicture(of: own.kind, own.id, item.component)
        }
        let hasInstances = Self.uid(item.component).map(changed.contains) ?? false
        let fields = try ICSEventFields(item, hasInstances: hasInstances)
        let (id, element) = try identify(item.component, kind: "event")
        add("event", id, fields.set + element, item.component)
        notes += fields.notes
        for date in fields.extraDates.prefix(Self.datesMax) {
            let name = date.recurrenceID
            let instance = EventSeries.instanceID(series: id.description, recurrenceID: name)
            extras.append(
                Extra(
                    id: instance, component: item.component,
                    set: [
                        ("series", .string(id.description)), ("recurrence_id", .string(name)),
                        ("when", date.when),
                    ]))
        }
    }

    /// What was exported from here as an event and is none: it is here already, and a calendar has
    /// too little of it to make it again.
    private mutating func addPicture(
        of kind: String, _ id: RecordID, _ component: ICSComponent
    ) throws(CellFault) {
        guard job.held[kind]?.contains(id) == true else {
            throw CellFault(
                "this was exported from here as \(Words.one(kind)) and is not here any more; "
                    + "cairn \(kind) restore brings back what was deleted",
                property: "UID")
        }
        try remember(id, component, Self.hash(of: component))
        pictures.insert(id)
        add(kind, id, [], component)
    }

    /// A changed instance: what differs from its series is written.
    private mutating func addInstance(_ item: Item) throws(CellFault) {
        let component = item.component
        guard let uid = Self.uid(component) else {
            throw CellFault(
                "it is a changed date of a series, and nothing says of which",
                code: "missing_value", property: "RECURRENCE-ID")
        }
        if component["RECURRENCE-ID"]?.parameter("RANGE") != nil {
            throw CellFault(
                "it changes all dates from one on; make the change in Cairn with cairn event "
                    + "edit --this-and-following", code: "not_supported",
                property: "RECURRENCE-ID")
        }
        let master = masters[uid]
        let series = seriesID(uid)
        let fields = try ICSEventFields(item, instanceOf: master, known: job.known(series))
        guard let recurrenceID = fields.recurrenceID else {
            throw CellFault(
                "the date that it had in the series cannot be read", property: "RECURRENCE-ID")
        }
        let id = EventSeries.instanceID(
            series: series.description, recurrenceID: recurrenceID.description)
        if let other = known[id] {
            throw CellFault(
                "line \(other.line) is about the same date of the series",
                code: "duplicate_identifier", property: "RECURRENCE-ID")
        }
        known[id] = (component.line, "")
        if ownID(uid) != nil { pictures.insert(id) }
        if master == nil {
            notes.append("line \(component.line): the series of this date is not in the file")
        }
        notes += fields.notes
        let differing = fields.set.filter { field, value in
            master?.set.first { $0.field == field }?.value != value
        }
        add(
            "event", id,
            [
                ("series", .string(series.description)),
                ("recurrence_id", .string(recurrenceID.description)),
            ] + differing, component)
    }

    private mutating func addTask(_ item: Item) throws(CellFault) {
        let fields = try ICSTaskFields(item)
        let (id, element) = try identify(item.component, kind: "task")
        add("task", id, fields.set + element, item.component)
        notes += fields.notes
    }

    private mutating func add(
        _ kind: String, _ id: RecordID, _ set: [(field: String, value: JSON)],
        _ component: ICSComponent
    ) {
        edits.append(
            (component.line, Edit(.create, log: job.log, kind: kind, id: id, set: set)))
        guard sampled < Self.samplesMax, let start = component["DTSTART"],
            let when = set.first(where: { $0.field == "when" })?.value
        else { return }
        sampled += 1
        let read = when.startText ?? ""
        let zone = when["tz"]?.string.map { " (\($0))" } ?? ""
        readings.append("DTSTART \"\(start.value)\": \(read)\(zone)")
    }

    // MARK: - Ids

    private static func uid(_ component: ICSComponent) -> String? { component.text("UID") }

    private func seriesID(_ uid: String) -> RecordID {
        ownID(uid) ?? Self.derived("event", "ics:\(uid)").id
    }

    /// The id in a UID that Cairn made for a record of this log.
    private func ownID(_ uid: String) -> RecordID? {
        let parts = uid.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, RecordID(parts[1]) == job.log else { return nil }
        return RecordID(parts[0])
    }

    /// The record of this log that Cairn made a UID for, and that is no event.
    private func otherRecord(_ uid: String) -> (kind: String, id: RecordID)? {
        let parts = uid.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, RecordID(parts[1]) == job.log else { return nil }
        let name = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard name.count == 2, let id = RecordID(name[0]) else { return nil }
        return (String(name[1]), id)
    }

    private static func derived(
        _ kind: String, _ text: String
    ) -> (id: RecordID, element: (name: String, value: JSON)) {
        let element = ElementName.name(for: text)
        let parent = element.value.string ?? element.name
        return (.derived(kind: kind, parents: [parent]), element)
    }

    private mutating func identify(
        _ component: ICSComponent, kind: String
    ) throws(CellFault) -> (RecordID, [(field: String, value: JSON)]) {
        let hash = Self.hash(of: component)
        var text: String
        if let uid = Self.uid(component) {
            if let own = ownID(uid) {
                try remember(own, component, hash)
                pictures.insert(own)
                return (own, [])
            }
            text = "ics:\(uid)"
        } else {
            counts[hash, default: 0] += 1
            text = "row:\(hash)-\(counts[hash, default: 1])"
        }
        let (id, element) = Self.derived(kind, text)
        try remember(id, component, hash)
        return (id, [("identifier/\(element.name)", element.value)])
    }

    /// A file may hold a component twice, also with other values; the first one counts.
    private mutating func remember(
        _ id: RecordID, _ component: ICSComponent, _ hash: String
    ) throws(CellFault) {
        if let other = known[id], other.hash != hash {
            throw CellFault(
                "line \(other.line) has the same UID and other values",
                code: "duplicate_identifier", property: "UID")
        }
        known[id] = known[id] ?? (component.line, hash)
    }

    // The time of the export is no part of what the component says.
    private static func hash(of component: ICSComponent) -> String {
        let lines = component.lines.filter { $0.name != "DTSTAMP" }.map { line in
            let parameters = line.parameters.map { "\($0.name)=\($0.value)" }
            return ([line.name] + parameters + [line.value]).joined(separator: "\u{1F}")
        }
        let text = ([component.name] + lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            .joined(separator: "\n")
        return String(Hex.text(Hash.bytes(of: text)).prefix(16))
    }

    private mutating func look(_ component: ICSComponent) {
        for line in component.lines {
            if ["ATTENDEE", "ORGANIZER", "CONTACT"].contains(line.name) {
                hasPeople = true
            } else if !ICSEventFields.knownNames.contains(line.name), !line.name.hasPrefix("X-") {
                leftOut.insert(line.name)
            }
        }
    }
}

extension CellFault {
    /// A fault of a property of a calendar component.
    init(_ reason: String, code: String = "invalid_value", property: String) {
        self.init(reason, code: code)
        self.property = property
    }
}

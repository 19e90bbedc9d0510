/// The fields of a task that a VTODO sets.
struct ICSTaskFields {
    private let component: ICSComponent
    private let zones: ICSZones
    private var fields: ICSFieldSet

    var set: [(field: String, value: JSON)] { fields.set }
    var notes: [String] { fields.notes }

    init(_ item: ICSImportJob.Item) throws(CellFault) {
        (component, zones) = (item.component, item.zones)
        fields = ICSFieldSet(Vocabulary.task, line: item.component.line)
        let (title, whole) = try fields.title(component)
        try fields.need("title", .string(title), property: "SUMMARY")
        let notes = [whole, component.text("DESCRIPTION"), component.text("URL")]
        let text = notes.compactMap { $0 }.joined(separator: "\n\n")
        if !text.isEmpty { fields.add(long: text, "notes", property: "DESCRIPTION") }
        fields.add("status", .string(status(item)), property: "STATUS")
        if let priority { fields.add("priority", .string(priority), property: "PRIORITY") }
        try addDays()
        if let length = component["ESTIMATED-DURATION"],
            let minutes = ICSDuration.minutes(length.value)
        {
            fields.add("effort_minutes", .integer(Int64(minutes)), property: length.name)
        }
        fields.add(tags: component)
        if component["RRULE"] != nil || component["RDATE"] != nil {
            fields.note("the task repeats; only its first date was taken over")
        }
    }

    private func status(_ item: ICSImportJob.Item) -> String {
        if item.isCancelled { return "cancelled" }
        switch component["STATUS"]?.value.trimmedOfSpace.uppercased() {
        case "IN-PROCESS": return "in_progress"
        case "COMPLETED": return "done"
        case "CANCELLED": return "cancelled"
        case "NEEDS-ACTION": return "open"
        default:
            let isDone =
                component["COMPLETED"] != nil
                || component["PERCENT-COMPLETE"]?.value.trimmedOfSpace == "100"
            return isDone ? "done" : "open"
        }
    }

    /// iCalendar counts from 1, the highest, to 9; 0 says nothing.
    private var priority: String? {
        guard let text = component["PRIORITY"]?.value, let number = Int(text.trimmedOfSpace)
        else { return nil }
        return switch number {
        case 1...4: "high"
        case 5: "medium"
        case 6...9: "low"
        default: nil
        }
    }

    private mutating func addDays() throws(CellFault) {
        let start = try day("DTSTART")
        var due = try day("DUE")
        if due == nil, let line = component["DURATION"], let from = start?["start"]?.string,
            let zone = start?["tz"]?.string
        {
            guard let minutes = ICSDuration.minutes(line.value) else {
                throw CellFault("it is no length of time", property: "DURATION")
            }
            let end = Zone.local(zone, minutes, after: from)
            due = ["start": .string(end ?? from), "tz": .string(zone)]
        }
        if let start { fields.add("start_on", start, property: "DTSTART") }
        if let due { fields.add("due", due, property: "DUE") }
    }

    private func day(_ name: String) throws(CellFault) -> JSON? {
        guard let line = component[name] else { return nil }
        switch ICSMoment(line.value, zone: line.parameter("TZID")) {
        case .date(let date): return ["date": .string(date.description)]
        case .utc(let time):
            let local = time.from(zone: "UTC", to: zones.home)
            return ["start": .string(local.description), "tz": .string(zones.home)]
        case .local(let time, let tzid):
            if let zone = tzid.map({ zones.zone($0, near: time) }) ?? zones.home {
                return ["start": .string(time.description), "tz": .string(zone)]
            }
            guard let tzid, let moment = zones.utc(time, in: tzid) else {
                throw CellFault(zones.fault(tzid ?? ""), property: name)
            }
            let local = moment.from(zone: "UTC", to: zones.home)
            return ["start": .string(local.description), "tz": .string(zones.home)]
        case nil: throw CellFault("it is no date and no time", property: name)
        }
    }
}

/// The fields of an event that a VEVENT sets.
struct ICSEventFields {
    private let component: ICSComponent
    private let zones: ICSZones
    private var fields: ICSFieldSet
    /// The start on the wall of its zone; nil where there is none.
    private(set) var start: LocalTime?
    /// The zone of the start, and of its series.
    private(set) var zone: String
    private(set) var isAllDay = false
    /// Dates of the series that its rule does not give.
    private(set) var extraDates: [(recurrenceID: String, when: JSON)] = []
    /// Of a changed instance: the start that it had in its series.
    private(set) var recurrenceID: LocalTime?
    /// Whether it has dates besides its first.
    private let isSeries: Bool
    /// What counts the dates of the series: of a changed instance its series' own.
    private var series: (zone: String, minute: Int, isAllDay: Bool) = ("", 0, false)

    var set: [(field: String, value: JSON)] { fields.set }
    var notes: [String] { fields.notes }

    /// Properties that are taken, or say nothing that an event has a field for.
    static let knownNames: Set<String> = [
        "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DESCRIPTION",
        "DTSTART", "DTEND", "DURATION", "DUE", "LOCATION", "GEO", "URL", "CONFERENCE", "STATUS",
        "CLASS", "CATEGORIES", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "TRANSP", "PRIORITY",
        "PERCENT-COMPLETE", "COMPLETED", "ESTIMATED-DURATION", "RELATED-TO",
    ]

    /// - Parameters:
    ///   - hasInstances: whether other components of the file change dates of it.
    ///   - master: of a changed instance its series, as far as the file has it.
    ///   - known: else that series as the store has it.
    init(
        _ item: ICSImportJob.Item, hasInstances: Bool = false,
        instanceOf master: ICSEventFields? = nil, known: EventSeries? = nil
    ) throws(CellFault) {
        (component, zones) = (item.component, item.zones)
        isSeries = hasInstances || component["RRULE"] != nil || component["RDATE"] != nil
        zone = master?.zone ?? item.zones.home
        fields = ICSFieldSet(Vocabulary.event, line: item.component.line)
        let (title, whole) = try title(of: master)
        if let title { try fields.need("title", .string(title), property: "SUMMARY") }
        try addWhen()
        if let known, master == nil {
            series = (known.zone, known.start.minute, known.isAllDay)
        } else {
            series = (
                master?.zone ?? ownZone ?? zone, master?.start?.minute ?? start?.minute ?? 0,
                master?.isAllDay ?? isAllDay
            )
        }
        try addDescription(whole)
        addPlace()
        addWords(isCancelled: item.isCancelled)
        fields.add(tags: component)
        if component["RECURRENCE-ID"] != nil {
            recurrenceID = component["RECURRENCE-ID"].flatMap { seriesTime($0.value, $0) }
        } else {
            try addSeries()
        }
    }

    /// Of an instance whose series is nowhere: the zone in which its date there is written.
    private var ownZone: String? {
        guard let line = component["RECURRENCE-ID"], let tzid = line.parameter("TZID"),
            case .local(let time, _) = ICSMoment(line.value, zone: tzid)
        else { return nil }
        return zones.zone(tzid, near: time)
    }

    private mutating func title(
        of master: ICSEventFields?
    ) throws(CellFault) -> (title: String?, whole: String?) {
        // A changed instance has its series' title unless it says another.
        if master != nil, component.text("SUMMARY") == nil { return (nil, nil) }
        let (title, whole) = try fields.title(component)
        return (title, whole)
    }

    // MARK: - When

    private mutating func addWhen() throws(CellFault) {
        guard let line = component["DTSTART"] else {
            guard component["RRULE"] == nil else {
                throw CellFault(
                    "it repeats and has no beginning", code: "missing_value",
                    property: "DTSTART")
            }
            return
        }
        let moment = try moment(line)
        if case .date = moment { isAllDay = true }
        (start, zone) = try wall(moment, line, keepsUTC: isSeries)
        if let line = component["DTEND"], let first = start, !isSeries, !isAllDay,
            case .utc(let end) = try self.moment(line), Self.shown(end, in: zone) == nil
        {
            (start, zone) = (first.from(zone: zone, to: "UTC"), "UTC")
        }
        guard let start else { return }
        let end = try end(after: start)
        isAllDay = isAllDay || isOutlookDay(start, end)
        try fields.need("when", when(start, end), property: "DTSTART")
    }

    private func when(_ start: LocalTime, _ end: LocalTime?) -> JSON {
        guard isAllDay else {
            let when: JSON = ["start": .string(start.description), "tz": .string(zone)]
            guard let end, end > start else { return when }
            return when.setting("end", .string(end.description))
        }
        // DTEND is the day after the last one; of one day there is only its date.
        let last = end.map { $0.day - 1 } ?? start.day
        guard last > start.day else { return ["date": .string(start.date.description)] }
        let lastDay = LocalTime(day: last, minute: 0)
        return [
            "all_day": true, "start": .string(LocalTime(day: start.day, minute: 0).description),
            "end": .string(lastDay.description), "tz": .string(zone),
        ]
    }

    private func end(after start: LocalTime) throws(CellFault) -> LocalTime? {
        guard let line = component["DTEND"] else {
            guard let line = component["DURATION"] else { return nil }
            guard let minutes = ICSDuration.minutes(line.value) else {
                throw CellFault("it is no length of time", property: "DURATION")
            }
            if isAllDay {
                return LocalTime(minutes: start.minutes + (minutes + 1439) / 1440 * 1440)
            }
            return Zone.local(zone, minutes, after: start.description).flatMap { LocalTime($0) }
        }
        let (wallEnd, endZone) = try wall(try moment(line), line, keepsUTC: true)
        var end = wallEnd.from(zone: endZone, to: zone)
        if isAllDay, end.minute > 0 { end = LocalTime(day: end.day + 1, minute: 0) }
        guard end >= start else {
            throw CellFault("it ends before it begins", property: "DTEND")
        }
        return end
    }

    private func isOutlookDay(_ start: LocalTime, _ end: LocalTime?) -> Bool {
        component["X-MICROSOFT-CDO-ALLDAYEVENT"]?.value.uppercased() == "TRUE"
            && start.minute == 0 && (end.map { $0.minute == 0 && $0 > start } ?? false)
    }

    private func moment(_ line: ICSLine) throws(CellFault) -> ICSMoment {
        guard let moment = ICSMoment(line.value, zone: line.parameter("TZID")) else {
            throw CellFault("it is no date and no time", property: line.name)
        }
        return moment
    }

    /// A moment on the walls of a zone; nil where they show it for the second time, which a local
    /// time cannot say.
    private static func shown(_ utc: LocalTime, in zone: String) -> LocalTime? {
        let there = utc.from(zone: "UTC", to: zone)
        return there.from(zone: zone, to: "UTC") == utc ? there : nil
    }

    /// What walls show at a moment, and where. A time in UTC is shown in the calendar's own zone,
    /// unless that has it twice, or it is the start of a series, whose rule counts in UTC then.
    private func wall(
        _ moment: ICSMoment, _ line: ICSLine, keepsUTC: Bool
    ) throws(CellFault) -> (LocalTime, zone: String) {
        switch moment {
        case .date(let date): return (LocalTime(day: date.daysSince1970, minute: 0), zone)
        case .utc(let time):
            guard !keepsUTC, let there = Self.shown(time, in: zone) else { return (time, "UTC") }
            return (there, zone)
        case .local(let time, let tzid?):
            if let named = zones.zone(tzid, near: time) { return (time, named) }
            guard !isSeries, let moment = zones.utc(time, in: tzid) else {
                throw CellFault(zones.fault(tzid), property: line.name)
            }
            guard let there = Self.shown(moment, in: zone) else { return (moment, "UTC") }
            return (there, zone)
        case .local(let time, nil): return (time, zone)
        }
    }

    // MARK: - Repeating

    private mutating func addSeries() throws(CellFault) {
        let rules = component.all("RRULE")
        guard rules.count <= 1, component["EXRULE"] == nil else {
            throw CellFault(
                "it repeats by several rules; an event has one", code: "not_supported",
                property: rules.count > 1 ? "RRULE" : "EXRULE")
        }
        if let line = rules.first {
            do throws(RecurrenceFault) {
                let rule = try RecurrenceRule(line.value)
                try need(rule)
            } catch { throw CellFault(error.reason, property: "RRULE") }
        } else if isSeries, start != nil {
            // Its dates are listed one by one: the rule has the first.
            fields.add("recurrence_rule", "FREQ=DAILY;COUNT=1", property: "RDATE")
        }
        let skipped = addSkips()
        addDates(skipped)
    }

    private mutating func need(_ rule: RecurrenceRule) throws(RecurrenceFault) {
        do throws(CellFault) {
            try fields.need("recurrence_rule", .string(rule.description), property: "RRULE")
        } catch { throw RecurrenceFault(error.reason) }
        guard let start else { return }
        let next = LocalTime(minutes: start.minutes + 1)
        if rule.starts(from: start, zone: zone, before: next).isEmpty {
            // The calendar shows its first date even where the rule does not have it.
            addDate(start, end: nil)
            fields.note("the rule does not have the first date, which was added to it")
        }
    }

    /// Dates that do not take place, as starts of the series.
    private mutating func addSkips() -> Set<LocalTime> {
        var skipped: Set<LocalTime> = []
        for line in component.all("EXDATE") {
            for text in line.value.split(separator: ",") {
                guard let time = seriesTime(String(text), line) else {
                    fields.note("EXDATE \"\(text)\" is no date and was left out")
                    continue
                }
                skipped.insert(time)
                fields.add("skip/\(time)", true, property: "EXDATE")
            }
        }
        return skipped
    }

    private mutating func addDates(_ skipped: Set<LocalTime>) {
        guard let start else { return }
        for line in component.all("RDATE") {
            for text in line.value.split(separator: ",") {
                // A PERIOD has its end or its length after the slash.
                let parts = text.split(separator: "/")
                guard let first = parts.first, let time = seriesTime(String(first), line) else {
                    fields.note("RDATE \"\(text)\" is no date and was left out")
                    continue
                }
                if time == start || skipped.contains(time) { continue }
                var end: LocalTime?
                if parts.count == 2 {
                    end =
                        seriesTime(String(parts[1]), line)
                        ?? ICSDuration.minutes(String(parts[1])).map {
                            LocalTime(minutes: time.minutes + $0)
                        }
                }
                addDate(time, end: end)
            }
        }
    }

    private mutating func addDate(_ time: LocalTime, end: LocalTime?) {
        guard let start, let when = set.first(where: { $0.field == "when" })?.value,
            !extraDates.contains(where: { $0.recurrenceID == time.description })
        else { return }
        var moved = EventSeries.moved(when, from: start, to: time, zone: zone)
        if let end, end > time, !isAllDay { moved = moved.setting("end", .string(end.description)) }
        extraDates.append((time.description, moved))
    }

    /// A date of the series as the local start that an instance has: a date alone takes the
    /// series' time of day, and of a series of days the time is left away.
    private func seriesTime(_ text: String, _ line: ICSLine) -> LocalTime? {
        guard let moment = ICSMoment(text, zone: line.parameter("TZID")) else { return nil }
        let time: LocalTime
        switch moment {
        case .date(let date):
            let minute = series.isAllDay ? 0 : series.minute
            return LocalTime(day: date.daysSince1970, minute: minute)
        case .utc(let utc): time = utc.from(zone: "UTC", to: series.zone)
        case .local(let local, let tzid):
            let named = tzid.flatMap { zones.zone($0, near: local) } ?? series.zone
            time = local.from(zone: named, to: series.zone)
        }
        return series.isAllDay ? LocalTime(day: time.day, minute: 0) : time
    }

    // MARK: - Words

    private mutating func addDescription(_ wholeTitle: String?) throws(CellFault) {
        var paragraphs = [wholeTitle, component.text("DESCRIPTION")].compactMap { $0 }
        if let url = component.text("URL"), url != component.text("CONFERENCE"),
            !paragraphs.contains(where: { $0.contains(url) }), TextShape.isURL(url)
        {
            paragraphs.append(url)
        }
        guard !paragraphs.isEmpty else { return }
        fields.add(
            long: paragraphs.joined(separator: "\n\n"), "description", property: "DESCRIPTION")
    }

    private mutating func addPlace() {
        var place: JSON = [:]
        var online = component.text("CONFERENCE").flatMap { TextShape.isURL($0) ? $0 : nil }
        if let text = component.text("LOCATION").map(ICSFieldSet.oneLine) {
            if TextShape.isURL(text) {
                online = online ?? text
            } else {
                place = place.setting("name", .string(String(text.prefix(200))))
                if text.count > 200 { fields.note("LOCATION was cut to 200 characters") }
            }
        }
        let parts = component["GEO"]?.value.split(separator: ";").map { microDegrees($0) } ?? []
        if parts.count == 2, let latitude = parts[0], let longitude = parts[1],
            place["name"] != nil || latitude != 0 || longitude != 0
        {
            place = place.setting("lat_e6", .integer(latitude))
                .setting("lon_e6", .integer(longitude))
        }
        if place.object?.isEmpty == false { fields.add("place", place, property: "LOCATION") }
        if let online { fields.add("online_url", .string(online), property: "CONFERENCE") }
    }

    private func microDegrees(_ text: Substring) -> Int64? {
        guard let degrees = Double(String(text).trimmedOfSpace), abs(degrees) <= 180 else {
            return nil
        }
        return Int64((degrees * 1_000_000).rounded())
    }

    private mutating func addWords(isCancelled: Bool) {
        let statuses = [
            "TENTATIVE": "tentative", "CONFIRMED": "confirmed", "CANCELLED": "cancelled",
        ]
        let word = component["STATUS"]?.value.trimmedOfSpace.uppercased() ?? ""
        if isCancelled {
            fields.add("status", "cancelled", property: "STATUS")
        } else if let status = statuses[word] {
            fields.add("status", .string(status), property: "STATUS")
        }
        let classes = ["PUBLIC": "public", "PRIVATE": "private", "CONFIDENTIAL": "private"]
        let visibility = component["CLASS"]?.value.trimmedOfSpace.uppercased() ?? ""
        if let visibility = classes[visibility] {
            fields.add("visibility", .string(visibility), property: "CLASS")
        }
    }
}

extension ICSWriter {
    /// The beginning and end of a component, as a `when` has them.
    struct Stretch {
        let start: LocalTime
        /// Of whole days the day after the last.
        let end: LocalTime?
        let isAllDay: Bool
        let zone: String

        /// Nil where no day is known.
        init?(_ when: JSON?, zone: String) {
            guard let when, let text = when.startText,
                let start = LocalTime(text)
            else { return nil }
            self.zone = when["tz"]?.string ?? zone
            isAllDay = when["date"] != nil || when["all_day"]?.bool == true
            let end = when["end"]?.string.flatMap { LocalTime($0) }
            if isAllDay {
                self.start = LocalTime(day: start.day, minute: 0)
                self.end = LocalTime(day: max(end?.day ?? start.day, start.day) + 1, minute: 0)
            } else {
                let real = start.onTheWall(of: self.zone)
                self.start = real
                let realEnd = end?.onTheWall(of: self.zone)
                self.end = realEnd.flatMap { $0 > real ? $0 : nil }
            }
        }
    }

    /// - Parameters:
    ///   - series: of a changed instance.
    ///   - added: of a series the dates that its rule does not give.
    func event(
        _ item: ICSItem, series: ICSItem?, added: [LocalTime]
    ) throws(CellFault) -> ICSOutput {
        let own = EventSeries(id: item.id, zone: zone, fields: item.fields)
        let parent = series.flatMap { EventSeries(id: $0.id, zone: zone, fields: $0.fields) }
        let fields = full(item, series)
        var when = fields["when"]
        if item.text("status") == "draft" { throw CellFault("still a draft") }
        // Programs show the start of a series as its first date, so it must be one.
        if let own {
            guard let first = own.firstOfAll else { throw CellFault("a rule that has no date") }
            when = first.when
        }
        guard let stretch = Stretch(when, zone: zone) else {
            throw CellFault("no day is known")
        }
        let uid = item.named(by: "series").map { "\($0)@\(item.log)" } ?? item.uid
        var out = ICSOutput()
        out.begin("VEVENT", item, uid: uid, at: order(stretch, item))
        add(stretch, to: &out)
        if let own {
            addRule(of: own, item, stretch, to: &out)
            for time in added { addDate("RDATE", time, stretch, to: &out) }
        }
        if let recurrenceID = item.text("recurrence_id").flatMap({ LocalTime($0) }) {
            // Of one that no rule gives dates to, the zone is that of its own time.
            let zone = parent?.zone ?? series?["when"]?["tz"]?.string ?? stretch.zone
            addRecurrenceID(recurrenceID, parent, stretch, zone, to: &out)
        }
        addWords(of: fields, to: &out)
        out.add("END:VEVENT")
        return out
    }

    /// An event with all that it shows: one that changes an instance has its series' fields too.
    func full(_ item: ICSItem, _ series: ICSItem?) -> ICSItem {
        guard let series, let recurrenceID = item.text("recurrence_id"),
            let parent = EventSeries(id: series.id, zone: zone, fields: series.fields),
            let instance = parent.instance(at: recurrenceID)
                ?? parent.added(at: recurrenceID, when: item["when"])
        else { return item }
        return item.showing(instance.fields(series: series.fields, changed: item.fields))
    }

    /// Series before what was changed of them, then by their time.
    private func order(_ stretch: Stretch, _ item: ICSItem) -> String {
        let isInstance = item["recurrence_id"] != nil
        return "\(stretch.start) \(isInstance ? 1 : 0) \(item["recurrence_id"]?.string ?? "")"
    }

    private func add(_ stretch: Stretch, to out: inout ICSOutput) {
        if stretch.isAllDay {
            out.add("DTSTART", date: stretch.start.date)
            if let end = stretch.end { out.add("DTEND", date: end.date) }
        } else {
            out.add("DTSTART", stretch.start, zone: stretch.zone)
            if let end = stretch.end { out.add("DTEND", end, zone: stretch.zone) }
        }
    }

    private func addRule(
        of series: EventSeries, _ item: ICSItem, _ stretch: Stretch, to out: inout ICSOutput
    ) {
        out.add("RRULE:\(series.rule.ending(series.ruleEnd(isAllDay: stretch.isAllDay)))")
        for name in item.elements("skip").sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        {
            for time in series.starts(skippedBy: name) {
                addDate("EXDATE", time, stretch, to: &out)
            }
        }
    }

    private func addDate(
        _ name: String, _ time: LocalTime, _ stretch: Stretch, to out: inout ICSOutput
    ) {
        if stretch.isAllDay {
            out.add(name, date: time.date)
        } else {
            out.add(name, time, zone: stretch.zone)
        }
    }

    private func addRecurrenceID(
        _ time: LocalTime, _ series: EventSeries?, _ stretch: Stretch, _ zone: String,
        to out: inout ICSOutput
    ) {
        // It must be of the same type, and in the zone, of the series' start.
        let isDay = series.map(\.isAllDay) ?? stretch.isAllDay
        if isDay {
            out.add("RECURRENCE-ID", date: time.date)
        } else {
            out.add("RECURRENCE-ID", time, zone: zone)
        }
    }

    private func addWords(of item: ICSItem, to out: inout ICSOutput) {
        out.add("SUMMARY", text: item.text("title") ?? "Event")
        let paragraphs = [item.text("summary"), item.text("description")].compactMap { $0 }
        out.add("DESCRIPTION", text: paragraphs.joined(separator: "\n\n"))
        addPlace(item["place"], to: &out)
        if let url = item.text("online_url") {
            out.add("CONFERENCE;VALUE=URI:\(url)")
            out.add("URL:\(url)")
        }
        out.add("STATUS:\(Self.status(item))")
        switch item.text("visibility") {
        case "public", "unlisted": out.add("CLASS:PUBLIC")
        case "private": out.add("CLASS:PRIVATE")
        default: break
        }
        addTags(of: item, to: &out)
    }

    func addTags(of item: ICSItem, to out: inout ICSOutput) {
        let tags = item.elements("tag").map(ICSText.escaped)
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        if !tags.isEmpty { out.add("CATEGORIES:\(tags.joined(separator: ","))") }
    }

    private func addPlace(_ place: JSON?, to out: inout ICSOutput) {
        guard let place else { return }
        let names = ["name", "address", "locality", "region", "country"]
        out.add("LOCATION", text: names.compactMap { place[$0]?.string }.joined(separator: ", "))
        if let latitude = place["lat_e6"]?.integer, let longitude = place["lon_e6"]?.integer {
            out.add("GEO:\(Self.degrees(latitude));\(Self.degrees(longitude))")
        }
    }

    private static func degrees(_ micro: Int64) -> String {
        let size = micro.magnitude
        return "\(micro < 0 ? "-" : "")\(size / 1_000_000).\(pad(Int(size % 1_000_000), 6))"
    }

    /// What iCalendar has of an event's status. An event that was put off to another one does not
    /// take place; put off without a new date, it may.
    static func status(_ event: ICSItem) -> String {
        switch event.text("status") {
        case "cancelled": "CANCELLED"
        case "postponed": event["postponed_to"] == nil ? "TENTATIVE" : "CANCELLED"
        case "confirmed", "held", "reported": "CONFIRMED"
        default: "TENTATIVE"
        }
    }

    func shift(_ item: ICSItem, of event: ICSItem?) throws(CellFault) -> ICSOutput {
        guard let stretch = Stretch(item["when"] ?? event?["when"], zone: zone) else {
            throw CellFault("no day is known")
        }
        var out = ICSOutput()
        out.begin("VEVENT", item, uid: item.otherUID, at: order(stretch, item))
        add(stretch, to: &out)
        let what = item.text("label") ?? item.text("role") ?? "Shift"
        out.add("SUMMARY", text: event?.text("title").map { "\($0): \(what)" } ?? what)
        out.add("DESCRIPTION", text: item.text("instructions"))
        addPlace(event?["place"], to: &out)
        let isCancelled =
            item.text("status") == "cancelled" || event.map { Self.status($0) } == "CANCELLED"
        let held = item.isTentative ? "TENTATIVE" : "CONFIRMED"
        out.add("STATUS:\(isCancelled ? "CANCELLED" : held)")
        if let event { out.add("RELATED-TO", text: event.uid) }
        out.add("END:VEVENT")
        return out
    }
}

extension ICSItem {
    /// This item with other fields.
    fileprivate func showing(_ fields: [(name: String, value: JSON)]) -> ICSItem {
        ICSItem(
            kind: kind, id: id, log: log, fields: fields, createdAt: createdAt,
            modifiedAt: modifiedAt, revision: revision)
    }
}

extension LocalTime {
    /// This time, or where the clocks of a zone skip it, the time that they show instead.
    fileprivate func onTheWall(of zone: String) -> LocalTime {
        guard let moment = Zone.milliseconds(zone, local: description) else { return self }
        return LocalTime(Zone.local(zone, moment)) ?? self
    }
}

/// Writes a calendar (RFC 5545) of events, shifts and tasks.
///
/// The bytes are a function of what is written: equal records give equal bytes on every store.
/// Events that were cancelled stay in, with `STATUS:CANCELLED`; a series is one event with its
/// rule, what was changed of it follows under `RECURRENCE-ID`.
package struct ICSWriter: Sendable {
    /// What is left out, with the reason for a person.
    package typealias LeftOut = (id: RecordID, reason: String)

    let name: String
    let zone: String
    let tasksAsEvents: Bool
    let withNotes: Bool

    /// - Parameters:
    ///   - name: what programs show as the calendar's name.
    ///   - zone: IANA id of the zone of times that name none.
    ///   - tasksAsEvents: a task is an event on the day on which it is due, for programs that
    ///     show no tasks.
    ///   - withNotes: whether a task's notes are written.
    package init(
        name: String, zone: String, tasksAsEvents: Bool = false, withNotes: Bool = false
    ) {
        (self.name, self.zone) = (name, zone)
        (self.tasksAsEvents, self.withNotes) = (tasksAsEvents, withNotes)
    }

    /// The bytes of a calendar, and what could not be put into it.
    ///
    /// - Parameter context: records that are not written themselves and that others need: the
    ///   events of shifts, the series of changed instances.
    package func calendar(
        _ items: [ICSItem], context: [ICSItem] = []
    ) -> (bytes: [UInt8], leftOut: [LeftOut]) {
        var others: [String: ICSItem] = [:]
        for item in context + items where item.kind == "event" { others[item.uid] = item }
        let added = added(items, others)
        var components: [ICSOutput] = []
        var leftOut: [LeftOut] = []
        for item in items {
            do throws(CellFault) {
                components.append(try component(item, others, added))
            } catch { leftOut.append((item.id, error.reason)) }
        }
        components.sort { $0.order.lexicographicallyPrecedes($1.order) }
        var buffer = ICSBuffer()
        buffer.add("BEGIN:VCALENDAR")
        buffer.add("VERSION:2.0")
        buffer.add("PRODID:-//Cairn//Cairn//EN")
        buffer.add("CALSCALE:GREGORIAN")
        buffer.add("METHOD:PUBLISH")
        buffer.add("NAME", text: name)
        buffer.add("X-WR-CALNAME", text: name)
        for zone in zones(of: components) { zone.write(to: &buffer) }
        for component in components {
            for line in component.lines { buffer.add(line) }
        }
        buffer.add("END:VCALENDAR")
        return (buffer.bytes, leftOut)
    }

    private func component(
        _ item: ICSItem, _ others: [String: ICSItem], _ added: [String: [LocalTime]]
    ) throws(CellFault) -> ICSOutput {
        func other(_ field: String, of item: ICSItem) -> ICSItem? {
            item.named(by: field).flatMap { others["\($0)@\(item.log)"] }
        }
        switch item.kind {
        case "shift":
            let event = other("event", of: item).map { full($0, other("series", of: $0)) }
            return try shift(item, of: event)
        case "task" where tasksAsEvents: return try taskEvent(item)
        case "task": return task(item)
        default:
            return try event(item, series: other("series", of: item), added: added[item.uid] ?? [])
        }
    }

    /// The dates that changed instances add to their series, by the series.
    private func added(
        _ items: [ICSItem], _ others: [String: ICSItem]
    ) -> [String: [LocalTime]] {
        var added: [String: [LocalTime]] = [:]
        for item in items where item.kind == "event" {
            guard let id = item.named(by: "series"), let series = others["\(id)@\(item.log)"],
                let text = item.text("recurrence_id"), let time = LocalTime(text),
                let parent = EventSeries(id: id, zone: zone, fields: series.fields),
                parent.instance(at: text) == nil
            else { continue }
            added[series.uid, default: []].append(time)
        }
        return added.mapValues { $0.sorted() }
    }

    /// The zones that the components name, each with the years that it must cover.
    private func zones(of components: [ICSOutput]) -> [ICSZoneWriter] {
        var years: [String: ClosedRange<Int>] = [:]
        for component in components {
            for (zone, time) in component.times {
                let year = time.date.year
                let known = years[zone] ?? year...year
                years[zone] = min(known.lowerBound, year)...max(known.upperBound, year)
            }
        }
        return years.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { ICSZoneWriter(zone: $0.key, years: $0.value) }
    }
}

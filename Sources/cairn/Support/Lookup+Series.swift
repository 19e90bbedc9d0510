import CairnModel
import CairnStore

/// Dates of events that repeat, named `<ref>@<date>`.
extension Lookup {
    /// The date of a series that a text names; nil where it has no `@`.
    ///
    /// Its record where someone changed that date, else what the series makes of it.
    ///
    /// - Parameter hidden: whether it may be a date that is left out or was deleted.
    func instance(_ text: String, hidden: Bool = false) throws -> StoredRecord? {
        guard let mark = text.firstIndex(of: "@") else { return nil }
        let (event, series) = try series(String(text[..<mark]))
        let date = String(text[text.index(after: mark)...])
        let record = try instance(date, of: series, event, hidden: hidden)
        if record.isComputed { handedOut.dates.append(record) }
        return record
    }

    /// Edits with one more for each date of a series that they name and that has no record yet.
    func edits(keeping edits: [Edit]) -> [Edit] {
        let named = Set(edits.flatMap { $0.set.compactMap(\.value.string) })
        let made = Set(edits.map(\.id))
        let missing = handedOut.dates.filter {
            named.contains($0.id.description) && !made.contains($0.id)
        }
        return missing.map { date in
            Edit(
                .create, log: date.log, kind: "event", id: date.id,
                set: RecordDraft.identity(of: date))
        } + edits
    }

    /// An event that repeats, and its series.
    func series(_ ref: String) throws -> (event: StoredRecord, series: EventSeries) {
        let event = try find(ref, "event")
        guard let series = try snapshot.series(of: event) else {
            throw CommandFault.usage(
                "event \(ref) does not repeat",
                hint: "cairn event edit \(ref) recurrence_rule=FREQ=WEEKLY makes it repeat")
        }
        return (event, series)
    }

    /// The date on a day, or at a time where a day has several: by the start that it has in the
    /// series, else by the one that it was moved to.
    func instance(
        _ date: String, of series: EventSeries, _ event: StoredRecord, hidden: Bool = false
    ) throws -> StoredRecord {
        let text = try moments(event.log).read(date).localText
        let found = try dates(text, of: series, event)
        if found.count == 1 { return found[0] }
        let asked = Self.words(text)
        if found.count > 1 {
            let first = Self.words(found[0]["recurrence_id"]?.string ?? "")
            throw CommandFault.ambiguous(
                "the event takes place several times on \(asked)",
                hint: "add the time, such as \"\(first)\"")
        }
        if hidden, let date = try deletedDate(text, of: series, event) { return date }
        let isSkipped = series.skipsDate(text)
        let near = series.next(from: text).map { "its next date is \($0.recurrenceID.prefix(10))" }
        throw CommandFault.notFound(
            "the event \(isSkipped ? "leaves out" : "does not take place on") \(asked)",
            hint: (near ?? "it has no date after that")
                + (isSkipped ? "; cairn event restore brings a date back" : ""))
    }

    /// A local time as people write it.
    private static func words(_ localText: String) -> String {
        localText.replacing("T", with: " ")
    }

    /// The one date on a day that was deleted or is left out; nil for none or several.
    private func deletedDate(
        _ text: String, of series: EventSeries, _ event: StoredRecord
    ) throws -> StoredRecord? {
        var filter = RecordFilter(kind: "event", logs: [event.log])
        filter.naming = ("series", event.id)
        filter.includesHidden = true
        let deleted = try snapshot.records(filter).filter(\.isHidden).map { try snapshot.shown($0) }
            .filter { date in
                let when = date["when"]
                return [date["recurrence_id"], when?["start"] ?? when?["date"]]
                    .contains { $0?.string?.hasPrefix(text) ?? false }
            }
        if deleted.count == 1 { return deleted[0] }
        return try series.skipped(on: text).map {
            try snapshot.record($0, of: event, hidden: true)
        }
    }

    private func dates(
        _ text: String, of series: EventSeries, _ event: StoredRecord
    ) throws -> [StoredRecord] {
        let plain = try series.instances(from: text, before: text + "~", limit: 2)
            .map { try snapshot.record($0, of: event) }
        let changed = try snapshot.records("event", naming: event, in: "series")
            .map { try snapshot.shown($0) }
        let ids = Set(plain.map(\.id))
        let own = changed.filter {
            !ids.contains($0.id) && $0["recurrence_id"]?.string?.hasPrefix(text) ?? false
        }
        let now = changed.filter {
            $0["when"]?.startText?.hasPrefix(text) ?? false
        }
        // What went along with the series is known by the date that was left out for it.
        if plain.isEmpty, series.skipsDate(text), !now.isEmpty { return now }
        return plain.isEmpty && own.isEmpty ? now : plain + own
    }
}

/// The dates of series without a record that a command looked up.
final class HandedOut {
    var dates: [StoredRecord] = []
}

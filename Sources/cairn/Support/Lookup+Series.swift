import CairnModel
import CairnStore

/// Dates of events that repeat, named `<ref>@<date>`.
extension Lookup {
    /// The date of a series that a text names; nil where it has no `@`.
    ///
    /// Its record where someone changed that date, else what the series makes of it.
    func instance(_ text: String) throws -> StoredRecord? {
        guard let mark = text.firstIndex(of: "@") else { return nil }
        let (event, series) = try series(String(text[..<mark]))
        let date = String(text[text.index(after: mark)...])
        let found = try instance(date, of: series, event)
        let record = try snapshot.record(found, of: event)
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

    /// The instance on a day, or at a time where a day has several.
    func instance(
        _ date: String, of series: EventSeries, _ event: StoredRecord
    ) throws -> SeriesInstance {
        let moment = try moments(event.log).read(date)
        let text = moment.localText
        let next = text + "~"
        let found = series.instances(from: text, before: next, limit: 2)
        if found.count == 1 { return found[0] }
        let asked = Self.words(text)
        if found.count > 1 {
            throw CommandFault.ambiguous(
                "the event takes place several times on \(asked)",
                hint: "add the time, such as \"\(Self.words(found[0].recurrenceID))\"")
        }
        let skipped = series.skipsDate(text) ? "leaves out" : "does not take place on"
        let near = series.next(from: text).map { "its next date is \($0.recurrenceID.prefix(10))" }
        throw CommandFault.notFound(
            "the event \(skipped) \(asked)", hint: near ?? "it has no date after that")
    }

    /// A local time as people write it.
    private static func words(_ localText: String) -> String {
        localText.replacing("T", with: " ")
    }
}

/// The dates of series without a record that a command looked up.
final class HandedOut {
    var dates: [StoredRecord] = []
}

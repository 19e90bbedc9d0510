import CairnModel
import CairnStore

extension StoredRecord {
    /// The local day on which a record's `when` begins; nil where it is not known to the day.
    var day: String? {
        guard let text = (self["when"]?["start"] ?? self["when"]?["date"])?.string,
            text.utf8.count >= 10
        else { return nil }
        return String(text.prefix(10))
    }
}

extension Lookup {
    /// Reads times in the zone of an event, else of its chapter.
    func moments(_ log: RecordID, of event: StoredRecord) throws -> MomentReader {
        guard let zone = event["when"]?["tz"]?.string else { return try moments(log) }
        return MomentReader(zone: zone, now: workspace.now)
    }
}

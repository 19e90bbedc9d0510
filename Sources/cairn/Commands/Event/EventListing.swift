import CairnModel
import CairnStore

extension Listing {
    /// Events by their time.
    static let event = Listing(
        columns: Table.columns("ref", "when", "title", "type", "status", "where")
    ) { lookup, event in
        let place = event["place"]
        return [
            try lookup.snapshot.ref(event), Self.time(of: event), lookup.snapshot.title(of: event),
            event["type"]?.string ?? "", event.status ?? "",
            place?["locality"]?.string ?? place?["name"]?.string ?? "",
        ]
    }

    /// Of what repeats, its first date.
    private static func time(of event: StoredRecord) -> String {
        let time = MomentText.short(event["when"])
        return event["recurrence_rule"] == nil ? time : "\(time), repeats"
    }
}

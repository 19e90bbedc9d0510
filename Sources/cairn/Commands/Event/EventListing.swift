import CairnModel
import CairnStore

extension Listing {
    /// Events by their time.
    static let event = Listing(
        columns: Table.columns("ref", "when", "title", "type", "status", "where")
    ) { lookup, event in
        let place = event["place"]
        return [
            try lookup.ref(event), MomentText.short(event["when"]), lookup.title(of: event),
            event["type"]?.string ?? "", event["status"]?.string ?? "",
            place?["locality"]?.string ?? place?["name"]?.string ?? "",
        ]
    }
}

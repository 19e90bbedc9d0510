internal import CairnModel
internal import CairnStore

/// What of a list the store's filter cannot tell.
struct Wanted {
    private let sight: Sight
    private let types: Set<String>
    private let states: Set<String>
    private let region: String?
    private let isMine: Bool
    /// The records that have to be named, and in which field.
    private let links: [(field: String, log: RecordID?, id: RecordID)]

    init(_ listing: RecordListing) throws {
        let (query, kind) = (listing.query, listing.collection.kind)
        sight = listing.sight
        types = try query.words(.type, of: kind)
        states = try query.words(.status, of: kind)
        region = query[.region]?.lowercased()
        isMine = try query.flag(.mine)
        links = try [ListParameter.event, .assignee, .volunteer, .shift].compactMap {
            parameter in
            try query.id(parameter).map { (parameter.rawValue, $0.log, $0.id) }
        }
    }

    func takes(_ stored: StoredRecord) throws -> Bool {
        let record = try sight.snapshot.shown(stored)
        if !types.isEmpty, !types.contains(record["type"]?.string ?? "") { return false }
        if !states.isEmpty, !states.contains(record.status ?? "") { return false }
        if let region, record["place"]?["region"]?.string?.lowercased() != region { return false }
        guard try sight.sees(record), try links.allSatisfy({ try isLinked(record, $0) }) else {
            return false
        }
        return try !isMine || self.isMine(record)
    }

    private func isLinked(
        _ record: StoredRecord, _ link: (field: String, log: RecordID?, id: RecordID)
    ) throws -> Bool {
        let isOfPeople = link.field == "assignee" || link.field == "volunteer"
        func names(_ name: String) -> Bool {
            guard let named = RecordName(name), named.id == link.id else { return false }
            guard let wanted = link.log else { return true }
            return wanted == named.log ?? (isOfPeople ? record.log.peopleLog : record.log)
        }
        guard link.field == "assignee" else {
            return record[link.field]?.string.map(names) ?? false
        }
        let isOwnView = sight.isOwnView(record.log)
        return try record.elements(of: link.field).contains { name, value in
            let state = value["state"]?.string
            // In a volunteer's list nobody else's part in a task can be found out.
            if isOwnView, try !sight.names(name, in: record.log) { return false }
            return names(name) && state != "released" && state != "declined"
        }
    }

    /// Whether it is the viewer's own: a task or signup, or a shift that the viewer is signed
    /// up for.
    private func isMine(_ record: StoredRecord) throws -> Bool {
        guard record.kind == "shift" else { return try sight.isMine(record) }
        return try sight.snapshot.signups(of: record).contains {
            try $0.isExpected && sight.isMine($0.record)
        }
    }
}

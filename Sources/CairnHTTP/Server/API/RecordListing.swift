internal import CairnModel
internal import CairnStore

/// A page of a list, in the order of the store's lists: by time, what has none last.
struct RecordListing {
    let collection: Collection
    let query: ListQuery
    let sight: Sight
    /// Milliseconds since 1970.
    let now: Int64
    /// What cursors are authenticated with.
    let secret: String

    private var kind: KindSpec { collection.kind }

    /// `{"items":[...],"next":...}`
    func page() throws -> JSON {
        let cursor = ListCursor(
            secret: secret, list: "\(collection.rawValue)\n\(query.filterText)")
        let after = try query[.cursor].map { try Self.place(cursor.members($0)) }
        let limit = try query.limit()
        let filter = try filter()
        let wanted = try Wanted(self)
        let page =
            try query[.q].map {
                try hits($0, filter, after: after, limit: limit, where: wanted.takes)
            }
            ?? sight.snapshot.page(filter, after: after, limit: limit) { try wanted.takes($0) }
        let items = try page.records.map { try sight.json(sight.snapshot.shown($0)) }
        let next = page.next.map { JSON.string(cursor.text(Self.members(of: $0))) }
        return .object([("items", .array(items)), ("next", next ?? .null)])
    }

    /// What a search finds, in the order of making, so that a walk sees each record once however
    /// well it fits meanwhile.
    private func hits(
        _ text: String, _ filter: RecordFilter, after: ListPlace?, limit: Int,
        where isWanted: (StoredRecord) throws -> Bool
    ) throws -> ListPage {
        let found = try sight.snapshot.search(
            text, kinds: [kind.name], logs: filter.logs, limit: ListParameter.hitsMax
        )
        .filter { record in
            guard isInTime(record, filter), try isWanted(record) else { return false }
            return after.map { ($0.id, $0.log) < (record.id, record.log) } ?? true
        }
        .sorted { ($0.id, $0.log) < ($1.id, $1.log) }
        let page = Array(found.prefix(limit))
        let next = page.last.map {
            ListPlace(moment: nil, log: $0.log, id: $0.id, isInstance: false)
        }
        return ListPage(records: page, next: found.count > limit ? next : nil)
    }

    private func isInTime(_ record: StoredRecord, _ filter: RecordFilter) -> Bool {
        if filter.from == nil, filter.before == nil { return true }
        let value = record["when"] ?? record["due"]
        guard let moment = value?.startText?.utf8 else { return false }
        if let from = filter.from, !ListBound.reaches(value, from: from) { return false }
        return filter.before.map { moment.lexicographicallyPrecedes($0.utf8) } ?? true
    }

    // MARK: Cursors

    private static func members(of place: ListPlace) -> JSON {
        [
            place.moment.map { .string($0) } ?? .null, .string(place.log.description),
            .string(place.id.description), .bool(place.isInstance),
        ]
    }

    private static func place(_ members: [JSON]) throws -> ListPlace {
        guard members.count == 4, let log = members[1].string.flatMap({ RecordID($0) }),
            let id = members[2].string.flatMap({ RecordID($0) }),
            let isInstance = members[3].bool
        else { throw ListCursor.unknown }
        return ListPlace(
            moment: members[0].string, log: log, id: id, isInstance: isInstance)
    }

    // MARK: The store's part of the filter

    private func filter() throws -> RecordFilter {
        var filter = RecordFilter(kind: kind.name, logs: try logs())
        let reader = MomentReader(zone: try zone(of: filter.logs), now: now)
        filter.from = try query[.from].map { try moment($0, .from, reader) }
        // What lies within the last day, month or year begins with its text, and `~` comes after
        // whatever follows it there.
        filter.before = try query[.to].map { try moment($0, .to, reader) + "~" }
        for (parameter, field) in Self.links {
            guard let named = try query.id(parameter) else { continue }
            filter.naming = (field, named.id)
        }
        return filter
    }

    /// Parameters by which a list is of what names a record, and in which field, the narrowest
    /// last.
    private static let links: [(ListParameter, String)] = [
        (.event, "event"), (.assignee, "assignee"), (.volunteer, "volunteer"), (.shift, "shift"),
    ]

    private func moment(
        _ text: String, _ parameter: ListParameter, _ reader: MomentReader
    ) throws -> String {
        do {
            return try reader.read(text).localText
        } catch {
            throw Problem.invalid(
                "\(parameter.rawValue) is a day or a time, such as 2026-04-03 or "
                    + "2026-04-03T19:00", field: parameter.rawValue)
        }
    }

    /// The zone in which the words of a query are meant: that of the only chapter, else UTC.
    private func zone(of logs: Set<RecordID>?) throws -> String {
        let home = try sight.snapshot.home()
        guard let log = logs?.count == 1 ? logs?.first : home else { return "UTC" }
        return try sight.snapshot.record("chapter", log, in: log)?["tz"]?.string ?? "UTC"
    }

    private func logs() throws -> Set<RecordID>? {
        let seen = sight.logs(of: kind.name)
        guard let chapters = try ChapterChoice(query, sight).chapters else { return seen }
        let logs = kind.isPersonal ? Set(chapters.map(\.peopleLog)) : chapters
        return seen?.intersection(logs) ?? logs
    }
}

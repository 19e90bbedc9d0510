internal import CairnModel
internal import CairnStore

/// A page of what is open, ordered by state and id.
struct ConflictListing {
    let query: ListQuery
    let sight: Sight
    /// What cursors are authenticated with.
    let secret: String

    /// The place of a row: open ones first.
    private struct Place: Comparable {
        let isSettled: Bool
        let id: String
        /// Of a settled conflict the write that ended it: it may have been settled several times.
        let dot: String

        static func < (left: Place, right: Place) -> Bool {
            if left.isSettled != right.isSettled { return right.isSettled }
            return (left.id, left.dot) < (right.id, right.dot)
        }
    }

    func page(_ items: [ReviewItem]) throws -> JSON {
        let cursor = ListCursor(secret: secret, list: "conflicts\n\(query.filterText)")
        let after = try query[.cursor].map { try Self.place(cursor.members($0)) }
        let limit = try query.limit()
        let all = try query.flag(.all)
        let chapters = try ChapterChoice(query, sight).chapters
        let logs = chapters.map { $0.union($0.map(\.peopleLog)) }
        let rows = try items.map { (place: Self.place(of: $0), item: $0) }
            .filter { row in
                guard all || row.item.isOpen, logs?.contains(row.item.record.log) ?? true else {
                    return false
                }
                return try after.map { $0 < row.place } ?? true && sight.sees(row.item)
            }
            .sorted { $0.place < $1.place }
        let teller = try Teller(sight.snapshot, showsPeople: false, home: nil)
        let page = rows.prefix(limit)
        let next = rows.count > limit ? page.last.map { cursor.text(Self.members($0.place)) } : nil
        return .object([
            ("items", .array(page.map { $0.item.json(teller) })),
            ("next", next.map { .string($0) } ?? .null),
        ])
    }

    private static func place(of item: ReviewItem) -> Place {
        var dot = ""
        if case .conflict(let conflict) = item, let ending = conflict.ending {
            dot = ending.dot.description
        }
        return Place(isSettled: !item.isOpen, id: item.id, dot: dot)
    }

    private static func members(_ place: Place) -> JSON {
        [.bool(place.isSettled), .string(place.id), .string(place.dot)]
    }

    private static func place(_ members: [JSON]) throws -> Place {
        guard members.count == 3, let isSettled = members[0].bool, let id = members[1].string,
            let dot = members[2].string
        else { throw ListCursor.unknown }
        return Place(isSettled: isSettled, id: id, dot: dot)
    }
}

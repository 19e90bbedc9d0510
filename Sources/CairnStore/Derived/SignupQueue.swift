package import CairnModel

/// Who of the people signed up for a shift or an event has a place: in the order in which they
/// registered, as far as the places go. Whoever cancels and comes back queues again, since the
/// order is that of the winning write of `rsvp`.
package struct SignupQueue: Sendable {
    /// A signup with what decides its place.
    package struct Member: Sendable {
        package let key: RecordKey
        package let rsvp: String
        /// Of the winning write of `rsvp`; nil puts it last.
        package let rank: Merge.Rank?

        package init(key: RecordKey, rsvp: String, rank: Merge.Rank?) {
            (self.key, self.rsvp, self.rank) = (key, rsvp, rank)
        }
    }

    /// Those with `rsvp` registered, first come first.
    package let registered: [Member]
    /// The rest, in the same order.
    package let others: [Member]
    /// How many places there are; nil for no limit.
    package let places: Int?

    package init(places: Int?, members: [Member]) {
        let ordered = members.sorted(by: Self.comesBefore)
        registered = ordered.filter { $0.rsvp == "registered" }
        others = ordered.filter { $0.rsvp != "registered" }
        self.places = places.map { max(0, $0) }
    }

    static func comesBefore(_ left: Member, _ right: Member) -> Bool {
        switch (left.rank, right.rank) {
        case (let left?, let right?) where left != right: left < right
        case (_?, nil): true
        case (nil, _?): false
        default: left.key < right.key
        }
    }

    /// How many registered people have no place.
    package var surplus: Int { places.map { max(0, registered.count - $0) } ?? 0 }

    /// The standing of every signup: registered ones first, then the waiting list, then the rest.
    package var standings: [(key: RecordKey, standing: SignupStanding)] {
        let seats = registered.count - surplus
        let queued = registered.enumerated().map { index, member in
            let standing: SignupStanding =
                index < seats ? .registered : .waitlisted(place: index - seats + 1)
            return (key: member.key, standing: standing)
        }
        return queued + others.map { (key: $0.key, standing: SignupStanding(rsvp: $0.rsvp)) }
    }
}

/// The numbers of a report over some events. What each says is in `definitions`.
package struct StatsFigures: Sendable, Equatable {
    /// The lowest and the highest number that the records allow.
    package struct Range: Sendable, Equatable {
        package var low = 0
        package var high = 0

        static func += (sum: inout Range, other: Range) {
            sum.low += other.low
            sum.high += other.high
        }
    }

    package var events = 0
    package var eventsByType: [String: Int] = [:]
    package var eventsUnreported = 0
    package var reach = Range()
    package var eventsWithoutReach = 0
    package var letters = Range()
    package var signatures = Range()
    package var volunteersActive = 0
    package var attended = 0
    package var noShows = 0

    package init() {}

    /// What each figure counts, in the order of the report. The names are those of the output.
    package static let definitions: [(name: String, text: String)] = [
        (
            "events",
            "events with status held or reported, or with an outcome and no status, whose own local "
                + "day lies in the range; one logged twice and linked by same_as counts once"
        ),
        ("events_by_type", "the same events, by type"),
        (
            "events_unreported",
            "events that are still tentative or confirmed, or of which nothing is said, although "
                + "their day is past; in no other figure"
        ),
        (
            "reach",
            "the sums of the lowest and of the highest number of people that those events reached"
        ),
        ("events_without_reach", "how many of those events give no such number"),
        ("letters", "letters and postcards of those events, lowest and highest number"),
        ("signatures", "signatures of those events, lowest and highest number"),
        (
            "volunteers_active",
            "different volunteers noted as present, late or gone early at one of those events"
        ),
        ("attended", "how often a volunteer was noted so"),
        ("no_shows", "how often a volunteer who was expected was noted as no_show"),
    ]
}

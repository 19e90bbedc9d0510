internal import CairnModel
internal import CairnStore
internal import Hummingbird

/// The last twelve months in figures and a picture.
extension Board {
    struct Figure {
        let label: String
        let value: String
    }

    struct Share {
        let label: String
        let events: Int
        let reach: String
    }

    struct ReportContent {
        let chart: MonthChart
        let figures: [Figure]
        let types: [Figure]
        let hasTypes: Bool
        let shares: [Share]
        let period: String
        let isNetwork: Bool

        init(_ look: BoardLook) throws {
            let today = look.today
            let first = today.adding(days: -today.day + 1)
            let year = first.month == 12 ? first.year : first.year - 1
            let from = "\(pad(year, 4))-\(pad(first.month % 12 + 1, 2))"
            let before = today.description.prefix(7) + "~"
            let chapterLogs = look.logs.map { _ in Set(look.chapters.map(\.id)) }
            func stats(_ grouping: Stats.Grouping) throws -> Stats {
                try look.snapshot.stats(
                    logs: chapterLogs, from: from, before: String(before), by: grouping,
                    today: today.description)
            }
            let byMonth = try stats(.month)
            chart = MonthChart(byMonth, last: (today.year, today.month))
            figures = Self.figures(byMonth.total)
            types = byMonth.total.eventsByType.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .prefix(8).map {
                    Figure(
                        label: Words.plain($0.key.isEmpty ? "not said" : $0.key),
                        value: "\($0.value)")
                }
            hasTypes = !types.isEmpty
            shares =
                look.isNetwork
                ? try stats(.chapter).groups.map { group in
                    let chapter = look.chapters.first { $0.id.description == group.key }
                    return Share(
                        label: chapter.map(look.snapshot.title) ?? "another chapter",
                        events: group.figures.events, reach: Self.text(group.figures.reach))
                } : []
            isNetwork = look.isNetwork
            period =
                "\(BoardTime.month(first.month % 12 + 1)) \(year) to "
                + "\(BoardTime.month(today.month)) \(today.year)"
        }

        private static func figures(_ total: StatsFigures) -> [Figure] {
            var figures = [
                Figure(label: "events", value: "\(total.events)"),
                Figure(label: "people reached", value: text(total.reach)),
                Figure(label: "volunteers who came", value: "\(total.volunteersActive)"),
            ]
            if total.letters.high > 0 {
                figures.append(Figure(label: "letters and postcards", value: text(total.letters)))
            }
            if total.signatures.high > 0 {
                figures.append(Figure(label: "signatures", value: text(total.signatures)))
            }
            if total.eventsUnreported > 0 {
                figures.append(
                    Figure(label: "events nobody reported on", value: "\(total.eventsUnreported)"))
            }
            return figures
        }

        private static func text(_ range: StatsFigures.Range) -> String {
            range.low == range.high ? "\(range.low)" : "\(range.low) to \(range.high)"
        }
    }

    func report(_ visit: BoardVisit) async throws -> Response {
        try await visit.show(.boardReport, "Report", in: .report) { try ReportContent($0) }
    }
}

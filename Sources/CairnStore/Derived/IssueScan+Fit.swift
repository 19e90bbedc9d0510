internal import CairnModel

// MARK: - Records that do not fit: what a person is stopped from writing (`Snapshot.checkFit`)

extension IssueScan {
    /// A record whose fields, each right in itself, do not go together.
    struct Misfit {
        let record: RecordKey
        let field: String?
        let detail: String
        /// What makes it this one.
        let state: [String]
    }

    mutating func readFit(of record: StoredRecord, _ key: RecordKey) {
        switch record.kind {
        case "chapter":
            parents[key] = target(record["parent"], kind: "chapter", from: key)
        case "event":
            readInstance(record, key)
            readPlaces(record, "capacity", key)
        case "shift": readPlaces(record, "max_needed", key)
        default: break
        }
    }

    private mutating func readPlaces(_ record: StoredRecord, _ places: String, _ key: RecordKey) {
        guard let least = record.number("min_needed"), let most = record.number(places),
            least > most
        else { return }
        misfits.append(
            Misfit(
                record: key, field: "min_needed",
                detail: "it needs more people than it has places for",
                state: ["\(least) \(most)"]))
    }

    private mutating func readInstance(_ record: StoredRecord, _ key: RecordKey) {
        // What is no name of an event at all is listed as that.
        guard let series = record["series"]?.string,
            let start = record["recurrence_id"]?.string,
            rules["event"]?.isInvalid("series", .string(series)) != true,
            EventSeries.instanceID(series: series, recurrenceID: start) != record.id
        else { return }
        misfits.append(
            Misfit(
                record: key, field: "series",
                detail: "it calls itself a date of a series, but is not the record of that date",
                state: [series, start]))
    }

    func misfitIssues() -> [Issue] {
        misfits.map { misfit in
            Issue(
                .invalidValue, of: misfit.record, field: misfit.field, detail: misfit.detail,
                state: misfit.state, accepted: accepted(.invalidValue, misfit.record))
        }
    }

    /// Chapters that are above one another, each circle listed under its first.
    func parentCycles() -> [Issue] {
        CycleSearch.cycles(among: parents.keys.sorted()) { key in
            parents[key].map { [$0] } ?? []
        }.map { chapters in
            Issue(
                .dependencyCycle, of: chapters[0], field: "parent",
                detail: chapters.count == 1
                    ? "this chapter is its own parent"
                    : "\(chapters.count) chapters are above one another in a circle",
                involved: chapters, state: chapters.map(\.text),
                accepted: accepted(.dependencyCycle, chapters[0]))
        }
    }
}

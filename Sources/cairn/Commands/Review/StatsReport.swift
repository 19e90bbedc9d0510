import CairnModel
import CairnStore

/// A report for a person or a program.
struct StatsReport {
    let stats: Stats
    let by: Stats.Grouping?
    /// Which days it is about.
    let range: String

    func print(_ lookup: Lookup) throws {
        Console.note("Events \(range).")
        if by == nil {
            printFigures()
        } else {
            try printGroups(lookup)
        }
        if Console.output.isTerminal {
            for (log, digest) in stats.digests {
                Console.note("Rests on log \(log), digest \(digest.prefix(16))")
            }
        }
    }

    private func printFigures() {
        guard !Console.output.isTerminal else {
            var details = Details()
            for (name, text) in StatsFigures.definitions {
                let number = Self.cell(name, stats.total)
                details.add(Words.plain(name), "\(number.isEmpty ? "none" : number)  (\(text))")
            }
            return details.print()
        }
        var table = Table("figure", "number", "what it counts")
        for (name, text) in StatsFigures.definitions {
            table.add(Words.plain(name), Self.cell(name, stats.total), text)
        }
        table.print(ifEmpty: "")
    }

    private func printGroups(_ lookup: Lookup) throws {
        let names = StatsFigures.definitions.map(\.name).filter { $0 != "events_by_type" }
        var table = Table(
            [Table.Column(title: by?.rawValue ?? "")]
                + names.map { Table.Column(title: Words.plain($0), isNumber: true) })
        for group in stats.groups {
            table.add(
                [try title(group.key, lookup)] + names.map { Self.cell($0, group.figures) })
        }
        table.add(["total"] + names.map { Self.cell($0, stats.total) })
        table.print(ifEmpty: "")
        if Console.output.isTerminal {
            for (name, text) in StatsFigures.definitions where names.contains(name) {
                Console.note("\(Words.plain(name)): \(text)")
            }
        }
    }

    private func title(_ key: String, _ lookup: Lookup) throws -> String {
        if by == .chapter, let log = RecordID(key),
            let chapter = try lookup.snapshot.chapter(of: log)
        {
            return lookup.snapshot.title(of: chapter)
        }
        return key.isEmpty ? "(not said)" : Words.plain(key)
    }

    /// A figure as text: `158-178` where the records allow a range.
    private static func cell(_ name: String, _ figures: StatsFigures) -> String {
        let value = json(figures)[name]
        if let low = value?["low"]?.integer, let high = value?["high"]?.integer {
            return low == high ? "\(low)" : "\(low)-\(high)"
        }
        if let members = value?.object {
            return members.map {
                "\($0.key.isEmpty ? "(not said)" : Words.plain($0.key)) "
                    + $0.value.compactText
            }.joined(separator: ", ")
        }
        return value?.compactText ?? ""
    }

    func json(_ lookup: Lookup, from: String?, to: String?) throws -> JSON {
        func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
        let groups = try stats.groups.map { group -> JSON in
            JSON.object([
                ("key", .string(group.key)), ("name", .string(try title(group.key, lookup))),
            ])
            .merging(Self.json(group.figures))
        }
        return .object([
            ("range", .string(range)), ("from", text(from)),
            ("to", text(to)),
            ("by", text(by?.rawValue)), ("total", Self.json(stats.total)),
            ("groups", .array(groups)),
            (
                "definitions",
                .object(StatsFigures.definitions.map { ($0.name, .string($0.text)) })
            ),
            ("digests", .object(stats.digests.map { ("\($0.log)", .string($0.digest)) })),
        ])
    }

    private static func json(_ figures: StatsFigures) -> JSON {
        func number(_ number: Int) -> JSON { .integer(Int64(number)) }
        func range(_ range: StatsFigures.Range) -> JSON {
            .object([("low", number(range.low)), ("high", number(range.high))])
        }
        let types = figures.eventsByType.sorted { $0.key < $1.key }
        return .object([
            ("events", number(figures.events)),
            ("events_by_type", .object(types.map { ($0.key, number($0.value)) })),
            ("events_unreported", number(figures.eventsUnreported)),
            ("reach", range(figures.reach)),
            ("events_without_reach", number(figures.eventsWithoutReach)),
            ("letters", range(figures.letters)), ("signatures", range(figures.signatures)),
            ("volunteers_active", number(figures.volunteersActive)),
            ("attended", number(figures.attended)), ("no_shows", number(figures.noShows)),
        ])
    }
}

extension JSON {
    /// This object with the members of another behind its own.
    fileprivate func merging(_ other: JSON) -> JSON {
        .object((object ?? []) + (other.object ?? []))
    }
}

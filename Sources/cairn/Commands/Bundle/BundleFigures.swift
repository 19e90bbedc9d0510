import CairnModel
import CairnSync

/// The figures of bundles as JSON.
enum BundleFigures {
    static func chapters(_ summary: BundleSummary) -> JSON {
        .array(
            summary.chapters.map { chapter in
                let counts = chapter.counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
                return [
                    "id": .string(chapter.id.description),
                    "name": chapter.name.map { .string($0) } ?? .null,
                    "people": .bool(chapter.hasPeople),
                    "counts": .object(
                        counts.map { (key: $0.key, value: .integer(Int64($0.value))) }),
                    "guardian_contacts": .integer(Int64(chapter.guardianContacts)),
                ]
            })
    }

    static func result(
        _ file: String, _ result: BundleReader.Result, newChapters: [BundleSummary.Chapter]
    ) -> JSON {
        let intake = result.intake
        let damaged = intake.damaged.map { place -> JSON in
            [
                "from": .integer(Int64(place.lowerBound)),
                "to": .integer(Int64(place.upperBound)),
            ]
        }
        let needs = result.needs.map { stream -> JSON in
            ["log": .string(stream.log.description), "node": .string(stream.node.description)]
        }
        return [
            "file": .string(file), "applied": .integer(Int64(intake.applied)),
            "known": .integer(Int64(intake.known)), "left_out": .integer(Int64(intake.leftOut)),
            "refused_entries": .integer(Int64(intake.refused)),
            "refused": .array(intake.refusals.list.map(\.json)), "damaged": .array(damaged),
            "cut": .bool(intake.isCut), "missing": .integer(Int64(intake.missing)),
            "needs": .array(needs), "new_conflicts": .integer(Int64(intake.newConflicts)),
            "new_chapters": .array(newChapters.map { .string($0.id.description) }),
        ]
    }
}

import CairnModel
import CairnSync

/// Tells a person what a bundle brought, what it did not, and what to do about that.
struct BundleReport {
    let file: String
    /// Milliseconds since 1970.
    let now: Int64
    let asJSON: Bool

    private var name: String { file == "-" ? "standard input" : file }

    /// - Parameter printsFigures: of what was read; JSON has them by itself.
    func print(_ read: BundleReading.Read, printsFigures: Bool) {
        if !asJSON { printWords(read, printsFigures: printsFigures) }
        if let lead = read.result.clockLead(wall: now) {
            ErrorReport.warn(
                "clock",
                "the clock of the laptop that wrote \(name) was \(lead / 60_000) minutes ahead "
                    + "of this one; check both", asJSON: asJSON)
        }
        printDamage(read.result.intake)
        printRefusals(read)
    }

    private func printWords(_ read: BundleReading.Read, printsFigures: Bool) {
        let intake = read.result.intake
        if printsFigures {
            let known = intake.known > 0 ? ", \(intake.known) known already" : ""
            let new = Words.count(intake.applied, "new entry", "new entries")
            Console.print("Read \(name): \(new)\(known).")
        }
        for chapter in read.newChapters {
            Console.note("New in this store: \(BundleSummary.title(chapter)).")
        }
        if intake.leftOut > 0 {
            let entries = Words.count(intake.leftOut, "entry")
            Console.note(
                "\(entries) of other chapters \(was(intake.leftOut)) left out.")
        }
        if intake.newConflicts > 0 {
            let conflicts = Words.count(intake.newConflicts, "new conflict")
            Console.note("\(conflicts): cairn conflict list shows what people wrote differently.")
        }
    }

    private func was(_ count: Int) -> String { Words.verb(count, "was", "were") }

    private func warn(_ code: String, _ text: String, hint: String) {
        ErrorReport.warn(code, text, hint: hint, asJSON: asJSON)
    }

    private func printDamage(_ intake: Intake) {
        if intake.damagedSections > 0 {
            let places = intake.damaged.prefix(3).map { place in
                place.count == 1
                    ? "line \(place.lowerBound)"
                    : "lines \(place.lowerBound) to \(place.upperBound)"
            }
            let more = intake.damagedSections > places.count ? " and more" : ""
            warn(
                "damaged",
                "\(name) is damaged in \(Words.list(places))\(more); nothing of that part was taken",
                hint: "read a good copy of the file; it brings what is missing and nothing twice")
        }
        if intake.isCut {
            warn(
                "cut",
                "\(name) ends too early, so it was not copied wholly; what came before was taken",
                hint: "copy the file again and read that copy")
        }
        if intake.missing > 0 {
            let entries = Words.count(intake.missing, "entry")
            warn(
                "missing",
                "\(name) lacks \(entries) that it should hold",
                hint: "read a good copy of the file")
        }
    }

    private func printRefusals(_ read: BundleReading.Read) {
        let result = read.result
        let counts = result.intake.refusedByCode
        let early = (counts[.gap] ?? 0) + (counts[.missingPredecessor] ?? 0)
        if early > 0 || !result.needs.isEmpty {
            let what =
                early > 0
                ? "\(Words.count(early, "entry")) of \(name) \(Words.verb(early, "builds", "build")) on"
                : "\(name) continues"
            let which = read.needed.isEmpty ? "" : " of \(Words.list(read.needed))"
            let damage = result.intake.damagedSections > 0
            warn(
                "missing-predecessor",
                "\(what) earlier entries\(which) that this store does not have",
                hint: damage
                    ? "read a good copy of the file"
                    : "read the earlier bundle first, or ask for one written without --since")
        }
        if let count = counts[.needsUpgrade] {
            warn(
                "needs-upgrade",
                "\(Words.count(count, "entry")) of \(name) \(Words.verb(count, "needs", "need")) "
                    + "a newer version of Cairn",
                hint: "update Cairn on this laptop and read the file again")
        }
        let broken = (counts[.badLine] ?? 0) + (counts[.tooLarge] ?? 0)
        if broken > 0 {
            warn(
                "bad-line",
                "\(Words.count(broken, "line")) of \(name) \(Words.verb(broken, "is", "are")) not as an "
                    + "entry must be and \(was(broken)) not taken",
                hint: "ask whoever wrote the file to update Cairn and write it again")
        }
    }
}

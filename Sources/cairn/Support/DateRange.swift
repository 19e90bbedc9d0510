import CairnModel

/// What `--from` and `--to` take: each a time, a day, a month or a year, the last one included.
struct DateRange {
    let from: String?
    let to: String?

    /// - Throws: where one of the two cannot be read, or the first comes after the last.
    init(from: String?, to: String?, _ reader: MomentReader) throws {
        self.from = try from.map { try reader.read($0).localText }
        self.to = try to.map { try reader.read($0).localText }
        guard let first = self.from, let end = before,
            end.utf8.lexicographicallyPrecedes(first.utf8)
        else { return }
        throw CommandFault.usage(
            "--from \(from ?? first) comes after --to \(to ?? end), so nothing can lie between",
            hint: "swap the two, or leave one out")
    }

    /// What lies within the last day, month or year begins with its text, and `~` comes after
    /// whatever follows it there.
    var before: String? { to.map { $0 + "~" } }
}

import CairnModel

/// Writes the workload's records as entries of one operation, as a chapter's members would have
/// over the years, without the cost of a commit for each.
struct LineAuthor {
    private let node = NodeID("b3nchb3nchb3nch0")!
    private var tips: [RecordID: (seq: Int64, head: Head?)] = [:]
    private var clock = Clock(last: Timestamp(milliseconds: 1_720_000_000_000))
    private var random = Seeded(7)

    /// The line, without its LF, that makes the record.
    mutating func line(_ edit: Edit) -> [UInt8] {
        let tip = tips[edit.log] ?? (0, nil)
        let salt =
            edit.kind == "volunteer"
            ? Base64URL.text((0..<16).map { _ in UInt8(truncatingIfNeeded: random.next()) }) : nil
        let line = EntryWriter.line(
            EntryWriter.Envelope(
                log: edit.log, node: node, seq: tip.seq + 1, prev: tip.head,
                at: clock.tick(wall: clock.last.milliseconds + 700), by: nil, salt: salt),
            operations: [
                EntryWriter.bytes(
                    of: EntryWriter.Operation(kind: edit.kind, id: edit.id, set: edit.set))
            ])
        let head = line.withUnsafeBytes { Hash.head(of: $0) }
        tips[edit.log] = (tip.seq + 1, head)
        return line
    }
}

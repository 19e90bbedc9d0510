package import CairnModel
package import CairnStore

/// Applies what an exchange brings to a store, in batches, and keeps count.
package struct Inbox {
    /// A batch is applied once it has so many lines or bytes: one durable transaction each.
    private static let batchLinesMax = 10_000
    private static let batchBytesMax = 4 * 1024 * 1024

    private let store: Store
    private let takes: (RecordID) -> Bool
    /// Whether an entry of a log that is not taken counts as left out instead of refused.
    private let leavesOut: Bool
    private var batch: [EntryLines] = []
    private var batchLines = 0
    private var batchBytes = 0
    private var opened = OpenedConflicts()
    package private(set) var intake = Intake()
    /// Of the hello, once it is confirmed.
    package private(set) var hello: Hello?

    /// - Parameter leavesOut: true where a person chose the logs, false where a peer must be
    ///   told that it is `forbidden`.
    package init(store: Store, leavesOut: Bool, takes: @escaping (RecordID) -> Bool) {
        (self.store, self.leavesOut, self.takes) = (store, leavesOut, takes)
    }

    /// Takes what a reader handed out. Entries may stay in a batch until `flush`.
    package mutating func take(_ events: [ExchangeReader.Event]) throws {
        for event in events {
            switch event {
            case .hello(let hello): self.hello = hello
            case .section(let section): try take(section)
            case .damaged(let place): noteDamage(place)
            case .end(let more, let missing):
                intake.hasMore = more
                intake.missing = missing
            case .cut: intake.isCut = true
            }
        }
    }

    private mutating func take(_ section: ExchangeReader.Section) throws {
        for _ in 0..<section.tooLarge {
            refuse(nil, nil, nil, .tooLarge, "a line of over 256 KiB")
        }
        batch.append(section.lines)
        batchLines += section.lines.count
        batchBytes += section.lines.byteCount
        if batchLines >= Self.batchLinesMax || batchBytes >= Self.batchBytesMax { try apply() }
    }

    private mutating func noteDamage(_ place: ClosedRange<Int>) {
        intake.damagedSections += 1
        if intake.damaged.count < Intake.damagedPlacesMax { intake.damaged.append(place) }
        intake.refusals.note(
            Refusal(
                log: nil, node: nil, seq: nil, code: RefusalCode.damaged.rawValue,
                detail: "lines \(place.lowerBound) to \(place.upperBound)"))
    }

    /// Applies what waits in the batch, and counts the conflicts that are open now.
    ///
    /// - Parameter keepsLock: whether an answer is read next (`Store.receive`).
    package mutating func flush(keepsLock: Bool = false) throws {
        try apply(keepsLock: keepsLock)
        // What the same exchange opened and settled is nothing that a person has to look at.
        if !opened.isEmpty {
            intake.newConflicts = try store.read { try $0.openCount(of: opened) }
        }
    }

    private mutating func apply(keepsLock: Bool = false) throws {
        if batch.isEmpty { return }
        let lines = batch
        batch.removeAll(keepingCapacity: true)
        (batchLines, batchBytes) = (0, 0)
        var changed: RecordID?
        let outcomes = try store.receive(
            lines, opened: &opened, keepsLock: keepsLock, isAllowed: takes)
        for received in outcomes {
            switch received.outcome {
            case .applied:
                intake.applied += 1
                if let log = received.log, log != changed {
                    intake.changedLogs.insert(log)
                    changed = log
                }
            case .known: intake.known += 1
            case .refused(.forbidden, _) where leavesOut: intake.leftOut += 1
            case .refused(let code, let detail):
                refuse(received.log, received.node, received.seq, code, detail)
            }
        }
    }

    private mutating func refuse(
        _ log: RecordID?, _ node: NodeID?, _ seq: Int64?, _ code: RefusalCode, _ detail: String
    ) {
        intake.refusedByCode[code, default: 0] += 1
        intake.refusals.note(
            Refusal(log: log, node: node, seq: seq, code: code.rawValue, detail: detail))
    }
}

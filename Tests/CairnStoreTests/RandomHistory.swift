import CairnModel
import CairnStore
import TestSupport

/// Three stores that write to few fields of few records and tell each other some of it.
struct RandomHistory {
    /// What each of the three holds, in the order in which it applied it.
    let parts: [[[UInt8]]]

    /// Every line once, in an order in which they can arrive.
    var lines: [[UInt8]] {
        var seen: Set<[UInt8]> = []
        return parts.joined().filter { seen.insert($0).inserted }
    }

    init(seed: UInt64, in folder: TemporaryFolder) throws {
        var random = SplitMix64(seed: seed)
        let machines = (0..<3).map {
            TestMachine("machine \($0)", seed: random.next() &+ UInt64($0))
        }
        let stores = try machines.enumerated().map {
            try folder.newStore("history-\(seed)-\($0.offset)", on: $0.element)
        }
        for _ in 0..<25 {
            let place = random.number(in: 0...2)
            machines[place].wall += Int64(random.number(in: -3_600_000...3_600_000))
            if random.chance(30) {
                let lines = try StoreDump.log(stores[random.number(in: 0...2)])
                _ = try stores[place].receive(
                    Array(lines.prefix(random.number(in: 0...lines.count)))
                ) { _ in true }
            } else {
                let edit = Self.edit(&random)
                try stores[place].perform { _ in Intent([edit], by: nil) }
            }
        }
        parts = try stores.map(StoreDump.log)
    }

    private static func edit(_ random: inout SplitMix64) -> Edit {
        let (kind, id) = random.pick([("event", Some.event), ("task", Some.task)])
        var edit = Edit(.create, log: Some.log, kind: kind, id: id)
        switch random.number(in: 0...9) {
        case 0: edit.action = .delete
        case 1: edit.action = .restore
        case 2...5: edit.action = .write
        default: break
        }
        guard edit.action == .create || edit.action == .write else { return edit }
        let values: [JSON] = ["A", "B", 1, "1", nil, ["start": "2026"], true]
        let fields = random.some(
            of: ["title", "tag/art", "consent/photo", "when"] + OddFields.names, percent: 40)
        edit.set = (fields.isEmpty ? ["title"] : fields).map { ($0, random.pick(values)) }
        return edit
    }
}

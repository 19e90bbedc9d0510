internal import CairnModel
internal import CairnStore
internal import TestSupport

/// Lines that another program could have written: they keep the shapes of the protocol and few
/// of an author's duties. Their streams fork, their clocks tie and lie, and they name only some
/// of what they replace.
extension World {
    func stranger(_ site: Site) throws {
        guard let bytes = strangerLine(site) else { return }
        let number = try book.number(of: bytes)
        note("\(site.name) gets a stranger's line \(String(decoding: bytes, as: UTF8.self))")
        claimed.insert(number)
        try deliver([bytes], to: site)
    }

    /// Hands lines over as they are, and compares what became of each.
    func deliver(_ lines: [[UInt8]], to site: Site) throws {
        setWall(site)
        let trial = Site("", files: site.files, machine: site.machine, state: site.state)
        var right: [String] = []
        for bytes in lines {
            if let fault = try fault(of: bytes, for: trial) {
                if let trouble = fault.trouble { tally.note(trouble) }
                right.append(fault.rawValue)
            } else {
                let number = try book.number(of: bytes)
                trial.state.add(number, book[number])
                right.append("applied")
            }
        }
        let outcomes = try site.opened().receive(lines) { _ in true }.map { Self.text($0.outcome) }
        try require(
            outcomes == right, "\(site.name) took lines as \(outcomes), right is \(right)")
        try absorb(site)
        try require(
            site.state.holds == trial.state.holds, "\(site.name) does not hold what it applied")
    }

    /// Why a line is not applied, as the protocol has it; nil where it is.
    ///
    /// What is handed over here is either good or plainly broken.
    func fault(of bytes: [UInt8], for site: Site) throws -> LineFault? {
        guard let json = try? JSON(reading: bytes), json.canonical == bytes, json["ops"] != nil
        else { return .badLine }
        if json["crit"]?.array?.isEmpty == false { return .needsUpgrade }
        let number = try book.number(of: bytes)
        return site.state.holds.contains(number) ? .known : site.refusal(of: book[number])
    }

    private static func text(_ outcome: Outcome) -> String {
        switch outcome {
        case .applied: "applied"
        case .known: "known"
        case .refused(let code, _): code.rawValue
        }
    }

    /// Lines that nobody may take: broken, out of their place, or for a newer version.
    func nonsense(_ site: Site) throws {
        guard let number = site.state.held.randomElement(using: &random) else { return }
        note("\(site.name) gets nonsense")
        try deliver(oddLines(site) + [book[number].bytes], to: site)
    }

    /// Lines that a store must not take.
    func oddLines(_ site: Site) -> [[UInt8]] {
        let held = site.state.held.randomElement(using: &random).map { book[$0].bytes }
        var bytes = held ?? Array("[]".utf8)
        switch random.number(in: 0...9) {
        case 0: bytes.insert(0x20, at: 1)
        case 1: bytes.removeLast(random.number(in: 1...(bytes.count - 1)))
        case 2: bytes = Array("[\(bytes.count)]".utf8)
        case 3...6: return newerLines(site)
        default: return strayLines(site)
        }
        return [bytes]
    }

    /// An entry that needs a newer version, and one that comes after it.
    private func newerLines(_ site: Site) -> [[UInt8]] {
        guard let entry = strangerEntry(site) else { return [] }
        let newer = entry.setting("crit", ["later"]).canonical
        let next = entry.setting("seq", .integer((entry["seq"]?.integer ?? 0) + 1))
            .setting("prev", .string(OracleLine.head(of: newer)))
        return [newer, next.canonical]
    }

    /// An entry that names one that is nowhere.
    private func strayLines(_ site: Site) -> [[UInt8]] {
        guard let entry = strangerEntry(site) else { return [] }
        return [entry.setting("part", .string("\(random.pick(strangers)):9999:AAAAAA")).canonical]
    }

    private func strangerLine(_ site: Site) -> [UInt8]? { strangerEntry(site)?.canonical }

    private func strangerEntry(_ site: Site) -> JSON? {
        let node = random.pick(strangers)
        let log = random.pick(cast.logs.sorted()).description
        let stream = site.state.held.map { book[$0] }.filter { $0.node == node && $0.log == log }
        let last =
            random.chance(75)
            ? stream.max { $0.seq < $1.seq } : stream.randomElement(using: &random)
        let records = Set(
            (0..<random.number(in: 1...2)).map { _ in
                random.pick(cast.records.filter { $0.log == log })
            })
        var entry: JSON = [
            "at": .string(strangerClock(site)), "by": nil, "log": .string(log),
            "node": .string(node),
            "ops": .array(records.sorted().map { strangerOperation($0, site) }),
            "prev": .string(last?.head ?? ""), "seq": .integer((last?.seq ?? 0) + 1),
        ]
        if log == cast.peopleLog.description {
            entry = entry.setting("salt", .string(OracleLine.head(of: random.bytes(16))))
        }
        let peers = site.state.held.map { book[$0] }.filter { $0.log == log }
        if random.chance(10), let first = peers.randomElement(using: &random) {
            entry = entry.setting("part", .string(first.dot))
        }
        if random.chance(10) { entry = entry.setting("x-later", [1, ["deep": [true]]]) }
        if random.chance(5) { entry = entry.setting("crit", []) }
        return entry
    }

    private func strangerClock(_ site: Site) -> String {
        if random.chance(25), let number = site.state.held.randomElement(using: &random) {
            return book[number].at
        }
        var time = now / 3_600_000 * 3_600_000
        if random.chance(10) { time += Int64(random.number(in: -20...50)) * 31_557_600_000 }
        let counter = random.chance(20) ? UInt16(random.number(in: 0...2)) : 0
        return Timestamp(milliseconds: max(0, time), counter: counter).description
    }

    private func strangerOperation(_ record: OracleRecord, _ site: Site) -> JSON {
        var operation: JSON = ["id": .string(record.id), "kind": .string(record.kind)]
        if random.chance(5) { return operation.setting("x-verb", ["deep": [1]]) }
        let live = book.live(record, among: site.state.holds)
        let deletes = random.chance(20)
        var fields = Set([deletes ? "deleted" : random.pick(cast.fields(record.kind))])
        if random.chance(30) { fields.insert(random.pick(cast.fields(record.kind))) }
        var (set, over): (JSON, JSON) = ([:], [:])
        for field in fields.sorted() {
            var value = cast.value(field, &random)
            if field == "deleted" { value = random.pick([true, true, true, nil, false, "true"]) }
            set = set.setting(field, value)
            let dots = dots(live[field] ?? [], in: record.log, site)
            if !dots.isEmpty { over = over.setting(field, .array(dots.map { .string($0) })) }
        }
        operation = operation.setting("set", set)
        if over.object?.isEmpty == false {
            operation = operation.setting("over", over)
            if random.chance(25) { operation = operation.setting("resolve", true) }
        }
        let others = live.filter { $0.key != "deleted" }.values.flatMap(\.self)
        let saw = dots(others, in: record.log, site)
        if set == ["deleted": true], !saw.isEmpty {
            operation = operation.setting("saw", .array(saw.map { .string($0) }))
        }
        return operation
    }

    /// Most of the dots of some writes, and now and then one that has nothing to do with them.
    private func dots(_ writes: [OracleWrite], in log: String, _ site: Site) -> [String] {
        var dots = Set(random.some(of: writes.map(\.dot).sorted(), percent: 80))
        let held = site.state.held.filter { book[$0].log == log }
        if random.chance(8), !held.isEmpty { dots.insert(book[random.pick(held)].dot) }
        return dots.sorted()
    }
}

internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import TestSupport

/// Sticks and meetings.
extension World {
    func writeBundle(_ site: Site) throws {
        setWall(site)
        var base: Vector?
        let isPart = random.chance(30)
        if isPart { base = try random.pick(sites).opened().read { try $0.vector(of: nil) } }
        let includesPeople = random.chance(85)
        let name = "stick \(sticks.count + 1)"
        note("\(site.name) writes \(name)\(isPart ? " since some vector" : "")")
        let bytes = try Carrier.bundle(
            site, includesPeople: includesPeople, base: base, in: folder)
        try absorb(site)
        if !isPart {
            let all = site.state.held.map { book[$0] }.filter {
                includesPeople || $0.log == cast.chapterLog.description
            }
            let lines = ExchangeText.confirmed(bytes)
            try require(
                lines == all.map(\.bytes),
                "\(name) has \(lines.count) lines of \(all.count) of \(site.name)")
        }
        sticks.append(Stick(name: name, bytes: bytes))
    }

    func readBundle(_ site: Site) throws {
        guard !sticks.isEmpty else { return }
        let index = random.number(in: 0...(sticks.count - 1))
        let stick = sticks[index]
        let (bytes, what) = mangled(stick.bytes, for: site)
        note("\(site.name) reads \(stick.name)\(what)")
        if sticks[index].readers.contains(site.name) { tally.note(.stickRepeated) }
        sticks[index].readers.insert(site.name)
        setWall(site)
        let trial = Site("", files: site.files, machine: site.machine, state: site.state)
        for line in ExchangeText.confirmed(bytes) {
            if let fault = try fault(of: line, for: trial) {
                if let trouble = fault.trouble { tally.note(trouble) }
            } else {
                let number = try book.number(of: line)
                trial.state.add(number, book[number])
            }
        }
        let holds = trial.state.holds
        _ = try Carrier.read(bytes, into: site, in: folder)
        try absorb(site)
        let lacking = holds.subtracting(site.state.holds).map { book[$0].dot }.sorted()
        let surplus = site.state.holds.subtracting(holds).map { book[$0].dot }.sorted()
        try require(
            holds == site.state.holds,
            "\(site.name) read \(stick.name)\(what): lacks \(lacking), has besides \(surplus)")
    }

    /// What may happen to a stick: nothing, a cut, flipped bits, lines twice or in another order,
    /// and lines of a newer version or of nobody among the others.
    private func mangled(_ bytes: [UInt8], for site: Site) -> ([UInt8], String) {
        var (bytes, what) = (bytes, "")
        if random.chance(70) {
            var entries = ExchangeText.entries(bytes)
            if random.chance(25), entries.count > 1 {
                entries.shuffle(using: &random)
                tally.note(.stickReordered)
                what += ", in another order"
            }
            let again = random.chance(25) ? random.some(of: entries, percent: 30) : []
            if !again.isEmpty {
                entries += again
                tally.note(.stickRepeated)
                what += ", \(again.count) lines twice"
            }
            if random.chance(25) {
                entries.insert(
                    contentsOf: oddLines(site), at: random.number(in: 0...entries.count))
                what += ", with lines that this version does not take"
            }
            bytes = ExchangeText.compose(
                hello: ExchangeText.hello(bytes), sections: sections(entries))
        }
        switch random.number(in: 0...99) {
        case ..<30:
            let length = random.number(in: 0...(bytes.count - 1))
            tally.note(.stickCut)
            return (Array(bytes.prefix(length)), "\(what), cut after byte \(length)")
        case ..<60:
            var flips: [Int] = []
            for _ in 0..<random.number(in: 1...2) {
                flips.append(random.number(in: 0...(bytes.count - 1)))
                bytes[flips.last!] ^= 1 << UInt8(random.number(in: 0...7))
            }
            tally.note(.stickFlipped)
            return (bytes, "\(what), with flipped bits at \(flips)")
        default: return (bytes, what)
        }
    }

    private func sections(_ entries: [[UInt8]]) -> [[[UInt8]]] {
        var (sections, rest): ([[[UInt8]]], _) = ([], entries[...])
        while !rest.isEmpty {
            let count = random.number(in: 1...8)
            sections.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return sections
    }

}

import CairnModel
import CairnStore
import CairnSync
import TestSupport

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
            let held = site.state.held.map { book[$0] }
            // By its chapter or its volunteers a store knows a people log for one.
            let knowsPeople = held.contains { line in
                line.log == cast.chapterLog.description
                    || line.operations.contains { $0.record.kind == "volunteer" && !$0.set.isEmpty }
            }
            let all = held.filter {
                includesPeople || !knowsPeople || $0.log == cast.chapterLog.description
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
        let stick = random.pick(sticks)
        let (bytes, what) = mangled(stick.bytes)
        note("\(site.name) reads \(stick.name)\(what)")
        setWall(site)
        let trial = Site("", files: site.files, machine: site.machine, state: site.state)
        for line in ExchangeText.confirmed(bytes) {
            let number = try book.number(of: line)
            let isNew = !trial.state.holds.contains(number)
            if isNew, trial.refusal(of: book[number]) == nil {
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

    /// What may happen to a stick: nothing, a cut, flipped bits, lines twice or in another order.
    private func mangled(_ bytes: [UInt8]) -> ([UInt8], String) {
        var bytes = bytes
        if random.chance(70) {
            var entries = ExchangeText.entries(bytes)
            if random.chance(25) { entries.shuffle(using: &random) }
            if random.chance(25) { entries += random.some(of: entries, percent: 30) }
            bytes = ExchangeText.compose(
                hello: ExchangeText.hello(bytes), sections: sections(entries))
        }
        switch random.number(in: 0...99) {
        case ..<30:
            let length = random.number(in: 0...bytes.count)
            return (Array(bytes.prefix(length)), ", cut after byte \(length)")
        case ..<60:
            var flips: [Int] = []
            for _ in 0..<random.number(in: 1...2) {
                flips.append(random.number(in: 0...(bytes.count - 1)))
                bytes[flips.last!] ^= 1 << UInt8(random.number(in: 0...7))
            }
            return (bytes, ", with flipped bits at \(flips)")
        default: return (bytes, "")
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

    /// Two laptops meet, on a good network or a bad one.
    func meet(_ site: Site) throws {
        let pair = [site, random.pick(sites.filter { $0 !== site })].shuffled(using: &random)
        let trouble = random.chance(50) ? random.number(in: 10...60) : 0
        note("\(pair[0].name) calls \(pair[1].name)\(trouble > 0 ? " on a bad network" : "")")
        let isDone = try exchange(pair[0], pair[1], trouble: trouble)
        if trouble == 0 {
            try require(isDone, "the run on a good network did not end in agreement")
        }
    }

    /// A coordinator's laptop calls, which the people log is not for.
    func meetApart() throws {
        let pair = Array(sites.shuffled(using: &random).prefix(2))
        note("\(pair[0].name) calls \(pair[1].name), which shows it no people")
        pair.forEach(setWall)
        let before = pair.map { people($0) }
        var run = Run(pair[0], pair[1], Network(trouble: 0, random: random), remembered: nil)
        let chapter = Access(outgoing: [cast.chapterLog], incoming: [cast.chapterLog])
        run.access = (random.chance(50) ? .all : chapter, chapter)
        _ = try run.run()
        for site in pair.reversed() { try absorb(site) }
        try require(pair.map { people($0) } == before, "lines of the people log were shown")
        let chapters = pair.map { $0.state.holds.subtracting(people($0)) }
        try require(chapters[0] == chapters[1], "the chapter log did not come over whole")
    }

    private func people(_ site: Site) -> Set<Int> {
        site.state.holds.filter { book[$0].log == cast.peopleLog.description }
    }

    /// - Returns: whether the run ended with both holding the same.
    func exchange(_ caller: Site, _ server: Site, trouble: Int) throws -> Bool {
        setWall(caller)
        setWall(server)
        let pair = "\(caller.name)\(server.name)"
        let network = Network(trouble: trouble, random: SplitMix64(seed: random.next()))
        var run = Run(
            caller, server, network, remembered: random.chance(50) ? remembered[pair] : nil)
        let isDone = try run.run() == .agreed
        remembered[pair] = run.remembered
        try absorb(server)
        try absorb(caller)
        if isDone {
            try require(
                caller.state.holds == server.state.holds,
                "\(caller.name) and \(server.name) think that they agree and do not")
        }
        return isDone
    }
}

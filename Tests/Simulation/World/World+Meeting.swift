internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import TestSupport

/// Laptops that exchange over a network.
extension World {
    /// Two laptops meet, on a good network or a bad one.
    func meet(_ site: Site) throws {
        let pair = [site, random.pick(sites.filter { $0 !== site })].shuffled(using: &random)
        let trouble = random.chance(50) ? random.number(in: 10...60) : 0
        note("\(pair[0].name) calls \(pair[1].name)\(trouble > 0 ? " on a bad network" : "")")
        let isDone = try exchange(pair[0], pair[1], trouble: trouble)
        if trouble == 0, !isParted(pair[0], pair[1]) {
            try require(isDone, "the run on a good network did not end in agreement")
        }
    }

    /// - Returns: whether the run ended with both holding the same.
    func exchange(_ caller: Site, _ server: Site, trouble: Int) throws -> Bool {
        var run = try startRun(caller, server, trouble: trouble)
        let isDone = try run.run() == .agreed
        try end(run, isDone: isDone)
        return isDone
    }

    private func startRun(_ caller: Site, _ server: Site, trouble: Int) throws -> Run {
        setWall(caller)
        setWall(server)
        let chance = SplitMix64(seed: random.next())
        let network =
            isParted(caller, server)
            ? Network.parted(chance, tally)
            : Network(trouble: trouble, random: chance, tally: tally)
        let known = random.chance(50) ? remembered["\(caller.name)\(server.name)"] : nil
        return try Run(caller, server, network, remembered: known)
    }

    private func end(_ run: Run, isDone: Bool) throws {
        let (caller, server) = (run.caller, run.server)
        for event in run.network.story { tell(event) }
        remembered["\(caller.name)\(server.name)"] = run.remembered
        if random.chance(40), let request = run.requests.randomElement(using: &random) {
            underway.append((request, server))
        }
        try absorb(server)
        try absorb(caller)
        if isDone {
            try require(
                caller.state.holds == server.state.holds,
                "\(caller.name) and \(server.name) think that they agree and do not")
        }
    }

    /// Two runs at the same time, round by round in turn: with the same server, or each with the
    /// other.
    func meetCrossed() throws {
        let some = sites.shuffled(using: &random)
        let isMutual = some.count < 3 || random.chance(50)
        let pairs = [(some[0], some[1]), isMutual ? (some[1], some[0]) : (some[2], some[1])]
        note(pairs.map { "\($0.name) calls \($1.name)" }.joined(separator: ", at the same time "))
        var runs = try pairs.map { try startRun($0, $1, trouble: random.chance(30) ? 20 : 0) }
        var steps: [CallerSession.Step?] = [.again, .again]
        var rounds = 0
        while let index = [0, 1].filter({ steps[$0] == .again }).randomElement(using: &random) {
            steps[index] = try runs[index].round()
            rounds += 1
        }
        if rounds > 2 { tally.note(.crossed) }
        // What the first to end agreed on may have grown since.
        for run in runs { try end(run, isDone: false) }
        if isMutual, steps.contains(.agreed) {
            try require(
                some[0].state.holds == some[1].state.holds,
                "\(some[0].name) and \(some[1].name) think that they agree and do not")
        }
    }

    /// A request that was thought lost reaches its server after all, perhaps days later.
    func arriveLate() throws {
        guard !underway.isEmpty else { return }
        let (request, server) = underway.remove(at: random.number(in: 0...(underway.count - 1)))
        note("an old request reaches \(server.name)")
        tally.note(.late)
        setWall(server)
        _ = try Run.serve(request, at: server, .all)
        try absorb(server)
    }

    // MARK: Partitions

    /// The network falls into two parts, or becomes one again.
    func partition() {
        if !island.isEmpty {
            island = []
            note("the partition ends")
            return
        }
        let count = random.number(in: 1...(sites.count - 1))
        island = Set(sites.shuffled(using: &random).prefix(count).map(\.name))
        note("a partition: \(island.sorted().joined(separator: ", ")) and the others")
    }

    private func isParted(_ one: Site, _ other: Site) -> Bool {
        island.contains(one.name) != island.contains(other.name)
    }

    // MARK: Without the people log

    /// A coordinator's laptop calls, which the people log is not for.
    func meetApart() throws {
        let pair = Array(sites.shuffled(using: &random).prefix(2))
        note("\(pair[0].name) calls \(pair[1].name), which shows it no people")
        tally.note(.withheld)
        pair.forEach(setWall)
        let before = pair.map { people($0) }
        let chapter = Access(outgoing: [cast.chapterLog], incoming: [cast.chapterLog])
        var run = try Run(
            pair[0], pair[1], Network(trouble: 0, random: random, tally: tally),
            access: (random.chance(50) ? .all : chapter, chapter))
        _ = try run.run()
        for site in pair.reversed() { try absorb(site) }
        try require(pair.map { people($0) } == before, "lines of the people log were shown")
        let chapters = pair.map { $0.state.holds.subtracting(people($0)) }
        try require(chapters[0] == chapters[1], "the chapter log did not come over whole")
    }

    private func people(_ site: Site) -> Set<Int> {
        site.state.holds.filter { book[$0].log == cast.peopleLog.description }
    }
}

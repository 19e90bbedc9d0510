internal import CairnModel
internal import CairnStore
internal import TestSupport

/// After every action the history looks at what a store holds now, and judges what is new.
extension World {
    /// Takes over what a store holds now: its own new lines and those of others.
    ///
    /// - Parameter writes: whether what is new can only be its own; a store that was put back may
    ///   write a line again, byte for byte, that it wrote before.
    /// - Returns: the numbers of its own.
    @discardableResult
    func absorb(_ site: Site, writes: Bool = false) throws -> [Int] {
        let fresh = try newLines(site)
        let node = try site.opened().node().description
        let own = fresh.filter { number in
            book[number].node == node && (writes || !claimed.contains(number))
        }
        try judgeNode(site, node, fresh: fresh, writes: !own.isEmpty)
        for number in fresh {
            if own.contains(number) {
                try wrote(site, number)
            } else {
                try received(site, number)
            }
        }
        if !own.isEmpty {
            if site.state.identity == .mayChange { site.state.identity = .stays }
            site.noteSidecar()
        }
        return own
    }

    private func newLines(_ site: Site) throws -> [Int] {
        var lines: [[UInt8]] = []
        let before = site.state.held.count
        let count = try site.opened().read { snapshot in
            let count = try snapshot.entryCount()
            if count > before {
                try snapshot.forEachLine(logs: nil, skipping: before) { lines.append($1) }
            }
            return count
        }
        try require(
            count >= before && lines.count == count - before,
            "\(site.name) holds \(count) lines, \(before) before")
        let numbers = try lines.map(book.number)
        for number in numbers where site.state.holds.contains(number) {
            throw SimulationFailure("\(site.name) holds \(book[number].dot) twice")
        }
        return numbers
    }

    private func received(_ site: Site, _ number: Int) throws {
        let line = book[number]
        if let code = site.refusal(of: line) {
            throw SimulationFailure(
                "\(site.name) applied \(line.dot), which was a \(code.rawValue)")
        }
        noteStrange(site, line)
        site.state.add(number, line)
        expected.insert(number)
        if line.node == site.state.node, !site.state.written.contains(number) {
            site.state.identity = .changes
        }
        guard let clock = site.state.clock, let at = Timestamp(line.at) else { return }
        if at.milliseconds <= site.machine.wall + 300_000 { site.state.clock = max(clock, at) }
    }

    /// Whether the node id is the one that it had where nothing happened, and a new one where
    /// the store is not what it was.
    private func judgeNode(_ site: Site, _ node: String, fresh: [Int], writes: Bool) throws {
        let isAhead = site.state.clock.map { $0.milliseconds > site.machine.wall + 300_000 }
        let identity = site.state.identity
        if node == site.state.node {
            guard writes else { return }
            try require(
                identity != .changes,
                "\(site.name) went on writing as \(node), which it has to give up")
            try require(
                isAhead != true, "\(site.name) went on writing with a clock far ahead of the wall")
            return
        }
        let hasForeign = fresh.contains {
            book[$0].node == site.state.node && !site.state.written.contains($0)
        }
        try require(
            identity != .stays || isAhead != false || hasForeign,
            "\(site.name) took a new node id and had no reason to")
        try require(nodes.insert(node).inserted, "\(site.name) took the id \(node) of another")
        (site.state.node, site.state.written, site.state.identity) = (node, [], .stays)
        owners[node] = site.name
        if isAhead == true, identity == .stays { tally.note(.clockAhead) }
        if isAhead != false { site.state.clock = nil }
        site.noteSidecar()
    }

    /// Counts what is out of the ordinary about a line that arrived.
    private func noteStrange(_ site: Site, _ line: OracleLine) {
        if site.state.places.contains(line.place) {
            if strangers.contains(line.node) {
                tally.note(.strangerFork)
            } else {
                tally.note(.fork)
                if owners[line.node] != site.name { tally.note(.forkAtThird) }
            }
        }
        if line.operations.contains(where: { $0.record.kind == "zine" }) {
            tally.note(.unknownKind)
        }
        if line.hasUnknownKeys { tally.note(.unknownKey) }
    }

    private func wrote(_ site: Site, _ number: Int) throws {
        let line = book[number]
        if let code = site.refusal(of: line) {
            throw SimulationFailure("\(site.name) wrote \(line.dot), which is a \(code.rawValue)")
        }
        try require(
            !site.state.places.contains(line.place),
            "\(site.name) wrote \(line.dot), a place that was taken")
        try judgeClock(site, line)
        try judgeDuties(site, line)
        site.state.add(number, line)
        if abs(site.skew) > 300_000 { tally.note(.wrongClock) }
        site.state.written.insert(number)
        claimed.insert(number)
        expected.insert(number)
    }

    private func judgeClock(_ site: Site, _ line: OracleLine) throws {
        let (at, wall) = (Timestamp(line.at)!, site.machine.wall)
        if let clock = site.state.clock {
            var next = Timestamp(milliseconds: wall)
            if clock.milliseconds >= wall {
                next =
                    clock.counter < .max
                    ? Timestamp(milliseconds: clock.milliseconds, counter: clock.counter + 1)
                    : Timestamp(milliseconds: clock.milliseconds + 1)
            }
            try require(at == next, "\(site.name) wrote at \(at), its clock said \(next)")
        } else {
            let isNear = (wall...(wall + 300_001)).contains(at.milliseconds)
            try require(isNear, "\(site.name) wrote at \(at), the wall says \(wall)")
        }
        site.state.clock = at
    }

    /// The duties of an author: it names every live write that it replaces, and a deletion every
    /// write that it saw.
    private func judgeDuties(_ site: Site, _ line: OracleLine) throws {
        if line.operations.contains(where: { $0.record.kind == "volunteer" }) {
            try require(line.salt?.utf8.count == 22, "\(line.dot) of a people log has no salt")
        }
        for operation in line.operations {
            let live = book.live(operation.record, among: site.state.holds)
            for (field, _) in operation.set {
                let mine = Set(operation.over[field] ?? [])
                let all = Set((live[field] ?? []).map(\.dot))
                try require(
                    mine == all, "\(line.dot) writes \(field) over \(mine), live was \(all)")
            }
            guard operation.set.first?.field == "deleted", operation.set.first?.value == true
            else { continue }
            let others = live.filter { $0.key != "deleted" }.values.joined().map(\.dot)
            try require(
                Set(operation.saw) == Set(others),
                "\(line.dot) deletes and saw \(operation.saw), live was \(Set(others))")
        }
    }
}

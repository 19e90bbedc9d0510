import CairnModel
import CairnStore
import TestSupport

/// After every action the history looks at what a store holds now, and judges what is new.
extension World {
    /// Takes over what a store holds now: its own new lines and those of others.
    ///
    /// - Returns: the numbers of its own.
    @discardableResult
    func absorb(_ site: Site) throws -> [Int] {
        let fresh = try newLines(site)
        let node = try site.opened().node().description
        let own = fresh.filter { book[$0].node == node && !claimed.contains($0) }
        try judgeNode(site, node, fresh: fresh, writes: !own.isEmpty)
        for number in fresh {
            if own.contains(number) {
                try wrote(site, number)
            } else {
                try received(site, number)
            }
        }
        if !own.isEmpty { site.noteSidecar() }
        return own
    }

    private func newLines(_ site: Site) throws -> [Int] {
        var lines: [[UInt8]] = []
        var count = 0
        try site.opened().read { snapshot in
            try snapshot.forEachLine(logs: nil) { _, line in
                if count >= site.state.held.count { lines.append(line) }
                count += 1
            }
        }
        try require(
            count >= site.state.held.count,
            "\(site.name) holds \(count) lines, \(site.state.held.count) before")
        let numbers = try lines.map(book.number)
        for number in numbers where site.state.holds.contains(number) {
            throw SimulationFailure("\(site.name) holds \(book[number].dot) twice")
        }
        return numbers
    }

    private func received(_ site: Site, _ number: Int) throws {
        let line = book[number]
        if let code = site.refusal(of: line) {
            throw SimulationFailure("\(site.name) applied \(line.dot), which was a \(code)")
        }
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
        if isAhead != false { site.state.clock = nil }
        site.noteSidecar()
    }

    private func wrote(_ site: Site, _ number: Int) throws {
        let line = book[number]
        if let code = site.refusal(of: line) {
            throw SimulationFailure("\(site.name) wrote \(line.dot), which is a \(code)")
        }
        let taken = site.state.held.contains {
            book[$0].stream == line.stream && book[$0].seq == line.seq
        }
        try require(!taken, "\(site.name) wrote \(line.dot), a place that was taken")
        try judgeClock(site, line)
        try judgeDuties(site, line)
        site.state.add(number, line)
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

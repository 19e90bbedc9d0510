internal import CairnModel
internal import CairnStore
internal import TestSupport

/// What must hold at the end of every history.
extension World {
    /// Every store by itself shows what its own lines mean.
    func checkEach() throws {
        for site in sites {
            setWall(site)
            let oracle = Oracle(site.state.held.map { book[$0] })
            try compare(site, with: oracle)
        }
    }

    /// Everybody meets everybody until nothing moves; then all stores are one.
    func converge() throws {
        island = []
        note("all meet")
        var isQuiet = false
        for _ in 0..<4 where !isQuiet {
            let before = sites.map(\.state.holds)
            for (index, caller) in sites.enumerated() {
                for server in sites[(index + 1)...] {
                    try require(
                        exchange(caller, server, trouble: 0),
                        "\(caller.name) and \(server.name) do not come to agree")
                }
            }
            isQuiet = sites.map(\.state.holds) == before
        }
        try require(isQuiet, "the exchange does not come to rest")
    }

    func checkTogether() throws {
        let all = sites[0].state.holds
        for site in sites {
            try require(site.state.holds == all, "\(site.name) holds other lines than A")
            let lost = expected.subtracting(site.state.holds).map { book[$0].dot }
            try require(lost.isEmpty, "\(site.name) never got \(lost.sorted())")
        }
        try checkForks(all)
        try checkNodeRecords(all)
        let oracle = Oracle(all.map { book[$0] })
        for site in sites { try compare(site, with: oracle) }
        let lists = try sites.map { site in
            try site.opened().read { try $0.conflicts(all: true).map(StoreDump.line) }
        }
        for (site, list) in zip(sites, lists) {
            try require(list == lists[0], "\(site.name) lists conflicts in another order than A")
        }
        for site in sites { try checkDoctor(site) }
    }

    /// A store that can notice that it is not what it was never forks its stream.
    private func checkForks(_ all: Set<Int>) throws {
        if mayFork { return }
        var places: [String: String] = [:]
        for line in all.map({ book[$0] }) where !strangers.contains(line.node) {
            let place = "\(line.stream) \(line.seq)"
            if let other = places.updateValue(line.head, forKey: place) {
                throw SimulationFailure("\(place) was written twice: \(other), \(line.head)")
            }
        }
    }

    /// Every laptop that wrote anything is known by name.
    private func checkNodeRecords(_ all: Set<Int>) throws {
        let lines = all.map { book[$0] }.filter { !strangers.contains($0.node) }
        for node in Set(lines.map(\.node)) {
            let id = RecordID.derived(kind: "node", parents: [node]).description
            let isKnown = lines.contains { line in
                line.node == node
                    && line.operations.contains { $0.record.kind == "node" && $0.record.id == id }
            }
            try require(isKnown, "nothing says which laptop \(node) was")
        }
    }

    private func checkDoctor(_ site: Site) throws {
        let faults = try site.opened().doctor { _ in }.filter(\.isFault)
        try require(
            faults.isEmpty, "doctor on \(site.name): \(faults.map { "\($0.check): \($0.text)" })")
        try compare(site, with: Oracle(site.state.held.map { book[$0] }))
    }

    private func compare(_ site: Site, with oracle: Oracle) throws {
        let lines = site.state.held.map { book[$0] }
        try site.opened().read { snapshot in
            let difference =
                try StoreText.vectorDifference(snapshot, Oracle.tips(lines))
                ?? StoreText.recordDifference(snapshot, oracle)
                ?? StoreText.conflictDifference(snapshot, oracle)
                ?? StoreText.digestDifference(snapshot, oracle)
                ?? StoreText.historyDifference(snapshot, oracle)
                ?? StoreText.shapeFault(snapshot)
            if let difference { throw SimulationFailure("\(site.name): \(difference)") }
        }
    }
}

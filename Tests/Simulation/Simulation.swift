internal import CairnModel
internal import CairnStore
internal import TestSupport

/// One history, from a seed: actions of chance, and then what must hold.
package struct Simulation {
    /// How a history ended.
    package struct Result {
        /// Nil where all holds, else what is wrong and how it came to that.
        package let failure: String?
        /// How often each trouble came up.
        package let counts: [Trouble: Int]
    }

    let seed: UInt64
    private static let actions = 60

    package init(seed: UInt64) { self.seed = seed }

    package func run() -> Result {
        var world: World?
        do {
            let made = try World(seed: seed)
            world = made
            for _ in 0..<Self.actions { try act(in: made) }
            try made.checkEach()
            try made.converge()
            try made.checkTogether()
            return Result(failure: nil, counts: made.tally.counts)
        } catch {
            let trace = world?.trace ?? []
            return Result(
                failure: "seed \(seed): \(error)\n\(trace.joined(separator: "\n"))",
                counts: world?.tally.counts ?? [:])
        }
    }

    private func act(in world: World) throws {
        world.now += Int64(world.random.number(in: 0...180_000))
        let site = world.random.pick(world.sites)
        switch world.random.number(in: 0...99) {
        case ..<28: try world.edit(site)
        case ..<29: try world.editAtOnce(site)
        case ..<31: try world.editBeside(site)
        case ..<34: try world.importBatch(site)
        case ..<40: try world.resolve(site)
        case ..<44: try world.undo(site)
        case ..<54: try world.stranger(site)
        case ..<56: try world.nonsense(site)
        case ..<60: try world.writeBundle(site)
        case ..<68: try world.readBundle(site)
        case ..<74: try world.meet(site)
        case ..<76: try world.meetCrossed()
        case ..<78: try world.meetApart()
        case ..<80: try world.arriveLate()
        case ..<82: world.partition()
        case ..<85: world.turnClock(site)
        case ..<88: try world.backUp(site)
        case ..<91: try world.restore(site)
        case ..<92: try world.restoreUnnoticed(site)
        case ..<94: try world.copyStore(site)
        case ..<95: try world.moveDisk(site)
        case ..<97: try world.crash(site)
        case ..<99: try world.crashAtWrite(site)
        default: try world.fillDisk(site)
        }
    }
}

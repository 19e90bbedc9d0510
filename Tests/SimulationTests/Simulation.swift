import CairnModel
import CairnStore
import TestSupport

/// One history, from a seed: actions of chance, and then what must hold.
struct Simulation {
    let seed: UInt64
    var actions = 60

    /// Nil where all holds, else what is wrong and how it came to that.
    func run() -> String? {
        var world: World?
        do {
            let made = try World(seed: seed)
            world = made
            for _ in 0..<actions { try act(in: made) }
            try made.checkEach()
            try made.converge()
            try made.checkTogether()
            return nil
        } catch {
            let trace = world?.trace ?? []
            return "seed \(seed): \(error)\n\(trace.joined(separator: "\n"))"
        }
    }

    private func act(in world: World) throws {
        world.now += Int64(world.random.number(in: 0...180_000))
        let site = world.random.pick(world.sites)
        switch world.random.number(in: 0...99) {
        case ..<36: try world.edit(site)
        case ..<38: try world.editBeside(site)
        case ..<42: try world.importBatch(site)
        case ..<48: try world.resolve(site)
        case ..<52: try world.undo(site)
        case ..<62: try world.stranger(site)
        case ..<64: try world.nonsense(site)
        case ..<69: try world.writeBundle(site)
        case ..<78: try world.readBundle(site)
        case ..<84: try world.meet()
        case ..<86: try world.meetApart()
        case ..<90: world.turnClock(site)
        case ..<93: try world.backUp(site)
        case ..<95: try world.restore(site)
        case ..<97: try world.copyStore(site)
        case ..<98: try world.moveDisk(site)
        default: try world.crash(site)
        }
    }
}

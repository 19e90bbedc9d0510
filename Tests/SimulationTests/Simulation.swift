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
        case ..<32: try world.edit(site)
        case ..<34: try world.editBeside(site)
        case ..<38: try world.importBatch(site)
        case ..<44: try world.resolve(site)
        case ..<48: try world.undo(site)
        case ..<59: try world.stranger(site)
        case ..<61: try world.nonsense(site)
        case ..<66: try world.writeBundle(site)
        case ..<75: try world.readBundle(site)
        case ..<81: try world.meet(site)
        case ..<83: try world.meetApart()
        case ..<86: world.turnClock(site)
        case ..<90: try world.backUp(site)
        case ..<93: try world.restore(site)
        case ..<94: try world.restoreUnnoticed(site)
        case ..<96: try world.copyStore(site)
        case ..<97: try world.moveDisk(site)
        default: try world.crash(site)
        }
    }
}

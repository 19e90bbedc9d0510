package import CairnStore

/// A laptop whose clock, chance and name a test owns.
///
/// Unchecked: a test uses one from one thread at a time.
package final class TestMachine: @unchecked Sendable {
    package var name: String
    /// The wall clock, milliseconds since 1970.
    package var wall: Int64
    private var random: SplitMix64

    package init(
        _ name: String = "laptop", seed: UInt64 = 1, wall: Int64 = 1_775_228_645_123
    ) {
        (self.name, self.wall) = (name, wall)
        random = SplitMix64(seed: seed)
    }

    /// What a store on this laptop takes from the world; its disks are not waited for.
    package var surroundings: Surroundings {
        Surroundings(
            wall: { self.wall }, random: { self.random.bytes($0) }, machine: name,
            laptop: "Laptop \(name)", software: "cairn test", isDurable: false)
    }
}

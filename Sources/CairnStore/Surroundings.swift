/// What a store takes from the world around it, so that a simulation can own it.
package struct Surroundings: Sendable {
    /// The wall clock, milliseconds since 1970.
    package let wall: @Sendable () -> Int64
    /// So many random bytes.
    package let random: @Sendable (Int) -> [UInt8]
    /// The machine's own mark, the same from one start to the next.
    package let machine: String
    /// The laptop's name as its people call it, for the `node` record.
    package let laptop: String
    /// Name and version of the program, for the `node` record.
    package let software: String
    /// Whether a commit waits for the disk. A node must never reissue what it has shared, so only
    /// a simulation whose disks are not real says no.
    package let isDurable: Bool

    package init(
        wall: @escaping @Sendable () -> Int64, random: @escaping @Sendable (Int) -> [UInt8],
        machine: String, laptop: String, software: String, isDurable: Bool = true
    ) {
        (self.wall, self.random) = (wall, random)
        (self.machine, self.laptop, self.software) = (machine, laptop, software)
        self.isDurable = isDurable
    }
}

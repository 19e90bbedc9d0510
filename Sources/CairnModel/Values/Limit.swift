/// The named limits of the change log and the exchange (Schema/Protocol.md, Limits).
package enum Limit {
    /// Greatest integer of a line, 2^53 - 1.
    package static let integerMax: Int64 = 9_007_199_254_740_991
    /// Bytes of an entry line without its LF.
    package static let entryBytesMax = 256 * 1024
    /// Bytes of a hello line without its LF.
    package static let helloBytesMax = 4 * 1024 * 1024
    /// Operations of one entry.
    package static let opsMax = 500
    /// Levels of nesting of an entry line, the line's own object being the first.
    package static let nestingMax = 6
    /// Bytes of a key of an entry line.
    package static let keyBytesMax = 200
    /// Entry lines between two check lines.
    package static let sectionEntriesMax = 500
    /// Bytes between two check lines.
    package static let sectionBytesMax = 1024 * 1024
    /// Entries of one exchange over HTTP.
    package static let exchangeEntriesMax = 5_000
    /// Bytes of one exchange over HTTP before compression.
    package static let exchangeBytesMax = 8 * 1024 * 1024
    /// Milliseconds that a clock may run ahead of the wall before it is not believed.
    package static let driftMillisecondsMax: Int64 = 5 * 60 * 1000
}

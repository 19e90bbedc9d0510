/// What became of one line.
package enum Outcome: Sendable, Equatable {
    case applied
    /// The log had it already.
    case known
    case refused(RefusalCode, detail: String)
}

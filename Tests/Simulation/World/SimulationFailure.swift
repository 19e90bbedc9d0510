/// What a history showed to be wrong.
struct SimulationFailure: Error, CustomStringConvertible {
    let reason: String

    init(_ reason: String) { self.reason = reason }

    var description: String { reason }
}

/// Fails the history where a condition does not hold.
func require(_ condition: Bool, _ reason: @autoclosure () -> String) throws {
    if !condition { throw SimulationFailure(reason()) }
}

#if FAULTS
    /// A deliberate fault of merge or exchange, so that the simulation can prove that it would
    /// notice one. Debug builds alone have them.
    package enum Fault: String, CaseIterable, Sendable {
        /// The latest clock wins, whatever its author had seen.
        case clockBeatsCausality

        /// The fault that is on for the running test; nil for none.
        @TaskLocal package static var active: Fault?

        /// Whether this fault is on.
        package var isOn: Bool { Self.active == self }
    }
#endif

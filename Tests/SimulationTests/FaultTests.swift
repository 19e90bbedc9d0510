#if FAULTS
    import CairnModel
    import Simulation
    import Testing

    /// The simulation would notice: with each deliberate fault some history fails.
    @Suite struct FaultTests {
        private static let seedsMax: UInt64 = 200

        @Test("the simulation notices the fault", arguments: Fault.allCases)
        func isNoticed(fault: Fault) {
            var seed: UInt64 = 1
            var failure: String?
            while failure == nil, seed <= Self.seedsMax {
                failure = Fault.$active.withValue(fault) { Simulation(seed: seed).run().failure }
                seed += 1
            }
            guard let failure else {
                Issue.record("no history of \(Self.seedsMax) fails with \(fault)")
                return
            }
            let reason = failure.prefix { $0 != "\n" }
            print("fault \(fault): noticed after \(seed - 1) seeds, \(reason)")
        }
    }
#endif

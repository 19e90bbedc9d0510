internal import CairnModel

/// Whose clocks and this server's differ, so that the person here is told as the caller is
/// (Schema/Protocol.md, section 8, Hello). Local, like the tokens themselves.
extension Store {
    /// Leads that differ by less than this are the same, milliseconds: a call alone writes nothing.
    private static let leadStepMilliseconds: Int64 = 60_000

    /// Notes what a caller's hello says of its clock.
    ///
    /// - Parameter lead: milliseconds that it is ahead of this server's.
    package func noteClock(lead: Int64, ofToken number: Int64) throws {
        let isFar = Clock.differ(by: lead)
        let known = try read { try $0.engine.clockLead(ofToken: number) }
        guard isFar || known != nil else { return }
        if isFar, let known, abs(known - lead) < Self.leadStepMilliseconds { return }
        do {
            try write { try $0.engine.setClockLead(isFar ? lead : nil, ofToken: number) }
        } catch let error as StoreError where error.code == .diskFull {}
    }
}

extension Engine {
    private static func key(_ token: Int64) -> String { "clock \(token)" }

    /// How far a caller's clock was ahead at its last call, milliseconds; nil where it was right.
    func clockLead(ofToken number: Int64) throws -> Int64? {
        try meta(Self.key(number)).flatMap { Int64($0) }
    }

    func setClockLead(_ lead: Int64?, ofToken number: Int64) throws {
        try setMeta(Self.key(number), lead.map(String.init))
    }
}

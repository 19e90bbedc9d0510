import CairnModel
import CairnStore
import TestSupport
import Testing

/// What a store keeps of the clocks of those who call its server.
struct CallerClockTests {
    @Test("a clock that differs by over five minutes is kept with its token until it is right")
    func leads() throws {
        let folder = try TemporaryFolder()
        let store = try folder.newStore()
        try store.put(Some.log, kind: "chapter", in: Some.log, ("name", "Lincoln"), ("tz", "UTC"))
        let code = try store.invite(Invitation(.chapter, chapter: Some.log, expires: .max))
        _ = try store.join(Joining(code: code, node: NodeID("0123456789abcdef")!))
        let token = try store.tokens()[0].number
        for (lead, kept) in [
            (299_000, nil), (3_600_000, 3_600_000), (3_610_000, 3_600_000),
            (-3_600_000, -3_600_000), (1_000, nil),
        ] as [(Int64, Int64?)] {
            try store.noteClock(lead: lead, ofToken: token)
            #expect(try store.tokens()[0].clockLead == kept)
        }
        #expect(try store.doctor { _ in }.allSatisfy { !$0.isFault })
    }
}

import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

/// What a stranger or a broken program may send: each gets its code, never a 5xx, and the server
/// goes on for the others.
@Suite(.serialized)
struct HostileTests {
    @Test("the table has at least sixty inputs")
    func size() {
        #expect(HostileInput.whole.count + HostileInput.lines.count >= 60)
    }

    @Test("every hostile request gets its code, and an honest one after it is served")
    func whole() async throws { try await walk(HostileInput.whole) }

    @Test("every hostile line is refused with its code, and the good line beside it is taken")
    func lines() async throws { try await walk(HostileInput.lines) }

    private func walk(_ inputs: [HostileInput]) async throws {
        let state = try Site(chapter: "State")
        let log = try state.home
        try await LiveServer.with(state) { server in
            let token = try await RoleTests.token(server, .chapter, log)
            for (number, input) in inputs.enumerated() {
                let answer = try await input.call(log)
                    .send(to: server, token: input.withToken ? token : nil)
                #expect(answer.status == input.status, "\(input.name): \(answer.text.prefix(300))")
                #expect(answer.status < 500, "\(input.name)")
                if answer.status == 200 {
                    #expect(answer.refused == input.refused, "\(input.name)")
                    #expect(answer.lines.last?["end"] == true, "\(input.name)")
                } else {
                    #expect(answer.code == input.code, "\(input.name): \(answer.text.prefix(300))")
                    #expect(answer.headers["content-type"] == "application/problem+json")
                }
                let node = ManyNodes.node(900_000 + number)
                let honest = ManyNodes(log: log).line(node: node, title: "Honest")
                let good = try await Call.sync(HandExchange([honest]).bytes)
                    .send(to: server, token: token)
                #expect(good.status == 200, "after \(input.name)")
                #expect(good.refused == [], "after \(input.name)")
            }
        }
    }
}

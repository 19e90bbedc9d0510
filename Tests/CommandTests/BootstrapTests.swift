import CairnModel
import CairnStore
import Foundation
import TestSupport
import Testing

/// A laptop that takes in a whole log and dies on the way again and again.
@Suite("A bootstrap")
struct BootstrapTests {
    /// `CAIRN_BOOTSTRAP=100000` for more.
    private static let records =
        ProcessInfo.processInfo.environment["CAIRN_BOOTSTRAP"].flatMap { Int($0) } ?? 20_000
    private static let kills = 10

    @Test("that is killed ten times goes on where it stopped, and never from zero")
    func goesOn() throws {
        let (state, laptop) = (try NetworkTests.state(), try CommandRunner())
        let server = try NetworkTests.Serving(state)
        let invitation = try NetworkTests.invitation(state, "--chapter", "state")
        #expect(try laptop.run("join", invitation, "--name", "state").status == 0)
        let chapter = try #require(
            try state.run("chapter", "show", "state", "--json").json["log"]?.string
                .flatMap { RecordID($0) })
        try Self.fill(Store.open(state.storePath, surroundings: .testing()), chapter)
        let total = try Self.count(Store.open(state.storePath, surroundings: .testing()))
        let begun = Self.sent(server)

        let held = try Store.open(laptop.storePath, surroundings: .testing())
        var before = try Self.count(held)
        for kill in 1...Self.kills {
            // Once it has committed something, or before that.
            let goal = kill.isMultiple(of: 2) ? before + 1 : before
            let after = try Self.syncAndKill(laptop, held, once: goal)
            #expect(after >= goal, "kill \(kill)")
            #expect(after < total, "kill \(kill) came too late")
            before = after
        }
        let figures = try #require(try laptop.run("sync", "--json").json.array?.first)
        #expect(figures["agreed"] == true)
        #expect(figures["received"]?.integer == Int64(total - before))
        #expect(figures["applied"]?.integer == Int64(total - before))
        #expect(try laptop.run("digest", "--json").json == state.run("digest", "--json").json)

        // A kill costs what was under way of one exchange.
        let sent = Self.sent(server) - begun
        #expect(sent <= total + Self.kills * Limit.exchangeEntriesMax)
        let share = Double(sent * 100 / total) / 100
        print("bootstrap: \(total) entries, \(Self.kills) kills, sent \(share) times")
    }

    /// Starts a sync and kills it once the laptop holds so much.
    ///
    /// - Returns: how many entries it holds afterwards.
    private static func syncAndKill(
        _ laptop: CommandRunner, _ held: Store, once goal: Int
    ) throws -> Int {
        let process = laptop.process(CommandRunner.executable, ["sync"])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        repeat { usleep(20_000) } while try process.isRunning && count(held) < goal
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return try count(held)
    }

    private static func count(_ store: Store) throws -> Int {
        try store.read { try $0.entryCount() }
    }

    /// How many entries a server has sent, by its log.
    private static func sent(_ server: NetworkTests.Serving) -> Int {
        server.text.split(separator: " ").reduce(0) { sum, word in
            sum + (word.hasPrefix("sent=") ? Int(word.dropFirst(5).prefix { $0.isNumber }) ?? 0 : 0)
        }
    }

    /// Events of a foreign node, each an entry of its own.
    private static func fill(_ store: Store, _ log: RecordID) throws {
        let node = NodeID("b00tb00tb00tb00t")!
        var (prev, clock): (Head?, _) = (
            nil, Clock(last: Timestamp(milliseconds: 1_700_000_000_000))
        )
        let report = String(repeating: "A long report of what everybody saw there. ", count: 45)
        var lines: [[UInt8]] = []
        for seq in 1...Int64(records) {
            let operation = EntryWriter.Operation(
                kind: "event", id: RecordID(high: node.high, low: UInt64(seq)),
                set: [
                    (field: "description", value: .string(report)),
                    (field: "title", value: .string("Event \(seq)")),
                ])
            let line = EntryWriter.line(
                EntryWriter.Envelope(
                    log: log, node: node, seq: seq, prev: prev,
                    at: clock.tick(wall: clock.last.milliseconds + 700), by: nil),
                operations: [EntryWriter.bytes(of: operation)])
            prev = line.withUnsafeBytes { Hash.head(of: $0) }
            lines.append(line)
            if lines.count == 5_000 || seq == Int64(records) {
                let outcomes = try store.receive(lines) { _ in true }.map(\.outcome)
                #expect(outcomes.allSatisfy { $0 == .applied })
                lines = []
            }
        }
    }
}

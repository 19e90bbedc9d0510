import ArgumentParser
import CairnHTTP
import CairnModel
import CairnStore

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say what waits: to be sent, or for a person to decide.",
        discussion: """
            Examples:
              cairn status
              cairn status --exit-code

            With --exit-code the exit status is 8 where something waits to be sent to a server
            (or, without a server, has not left in a bundle yet), else 5 where something is open
            in conflict list, else 0.
            """)

    @Flag(name: .long, help: "Say it by the exit status as well.")
    var exitCode = false

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func run() throws {
        let state = try options.open().read { lookup in try State(lookup) }
        if options.json { options.printJSON(state.json) } else { state.print() }
        guard exitCode else { return }
        if state.waiting > 0 { throw ExitCode(ExitStatus.somethingWaits.rawValue) }
        if state.isOpen { throw ExitCode(ExitStatus.needsPerson.rawValue) }
    }
}

extension StatusCommand {
    /// What there is to know.
    struct State {
        let waiting: Int
        let peers: [PeerState]
        let shared: Shared
        let entries: Int
        let conflicts: Int
        /// Issues that nobody accepted, by their code.
        let issues: [(code: String, count: Int)]
        /// Those who call this laptop's server with a clock that differs from its own.
        private let farClocks: [TokenEntry]
        private let zone: String

        init(_ lookup: Lookup) throws {
            let snapshot = lookup.snapshot
            peers = try PeerState.all(snapshot)
            waiting = try peers.map(\.waiting).max() ?? snapshot.waitingCount()
            shared = try snapshot.shared()
            entries = try snapshot.entryCount()
            conflicts = try snapshot.openConflictCount()
            let open = try snapshot.issues().filter { !$0.isAccepted }
            issues = Issue.Code.allCases.compactMap { code in
                let count = open.count { $0.code == code }
                return count > 0 ? (code.rawValue, count) : nil
            }
            farClocks = try snapshot.tokens().filter { $0.revoked == nil && $0.clockLead != nil }
            zone = try lookup.workspace.home.map(lookup.snapshot.zone) ?? "UTC"
        }

        var isOpen: Bool { conflicts > 0 || !issues.isEmpty }

        func print() {
            var details = Details()
            details.add("holds", Words.count(entries, "entry"))
            if peers.isEmpty {
                details.add("to send", toSend)
            }
            for peer in peers { add(peer, to: &details) }
            details.add("bundle written", shared.writtenAt.map(time))
            details.add("bundle read", shared.readAt.map(time))
            if shared.refused > 0 {
                details.add(
                    "missing",
                    "\(Words.count(shared.refused, "line")) of that bundle could not be taken")
            }
            details.add(
                "conflicts",
                conflicts == 0 ? "none" : "\(conflicts) open; cairn conflict list shows them")
            let sum = issues.reduce(0) { $0 + $1.count }
            details.add("issues", sum == 0 ? "none" : "\(sum) open; cairn conflict list shows them")
            for (code, count) in issues { details.add(Words.plain(code), "\(count)") }
            // What people call a laptop may be a name: cairn token list says it.
            for token in farClocks {
                details.add(
                    "clock",
                    SyncReport.clocks("laptop \(token.node.prefix(4))", token.clockLead ?? 0))
            }
            details.print()
        }

        private var toSend: String {
            if waiting == 0, shared.writtenAt == nil {
                return "nothing: nothing was written on this laptop yet"
            }
            return waiting == 0
                ? "nothing: all that was written here has left in a bundle"
                : "\(Words.count(waiting, "entry")) written here; "
                    + "cairn bundle write takes them along"
        }

        private func add(_ state: PeerState, to details: inout Details) {
            let peer = state.peer
            var sentences = [
                peer.succeeded.map { "last worked \(time($0))" } ?? "has not worked yet",
                state.waiting == 0
                    ? "nothing waits"
                    : "\(Words.count(state.waiting, "entry")) to send",
            ]
            if state.kept > 0 { sentences.append(SyncReport.kept(state.kept, by: peer.name)) }
            if let failure = peer.failure {
                sentences.append("the last try failed: \(SyncReport.failure(failure))")
            }
            if let lead = peer.lead, Clock.differ(by: lead) {
                sentences.append(SyncReport.clocks(peer.name, lead))
            }
            sentences += SyncReport.refusals(state.refused, by: peer.name, here: false)
            sentences += SyncReport.refusals(state.declined, by: peer.name, here: true)
            details.add(peer.name, sentences.joined(separator: "; "))
        }

        private func time(_ milliseconds: Int64) -> String {
            Zone.local(zone, milliseconds).replacing("T", with: " ")
        }

        var json: JSON {
            func time(_ milliseconds: Int64?) -> JSON {
                milliseconds.map { .string(Timestamp(milliseconds: $0).instant) } ?? .null
            }
            return .object([
                ("entries", .integer(Int64(entries))), ("waiting", .integer(Int64(waiting))),
                ("peers", .array(peers.map(PeerReport.json))),
                ("bundle_written_at", time(shared.writtenAt)),
                ("bundle_read_at", time(shared.readAt)),
                ("bundle_refused", .integer(Int64(shared.refused))),
                ("conflicts", .integer(Int64(conflicts))),
                ("issues", .object(issues.map { ($0.code, .integer(Int64($0.count))) })),
            ])
        }
    }
}

import ArgumentParser
import CairnHTTP
import CairnModel
import CairnStore

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Exchange with the servers that this store has joined.",
        discussion: """
            Examples:
              cairn sync
              cairn sync state --dry-run
              cairn sync state --follow

            Without a network nothing is lost: run it again when there is one. With --follow
            it stays and exchanges whenever something changes, until Ctrl-C.
            """)

    @Argument(
        help: ArgumentHelp(
            "Which server, by its name in cairn peer list. Default: all.", valueName: "peer"))
    var name: String?
    @Flag(name: .long, help: "Say what would be exchanged, and exchange nothing.")
    var dryRun = false
    @Flag(name: .long, help: "Stay, and exchange whenever something changes.")
    var follow = false
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        if dryRun, follow { throw ValidationError("--dry-run and --follow do not go together") }
    }

    func run() async throws {
        let store = try common.open().store
        let peers = try name.map { [try store.peer($0)] } ?? store.peers()
        guard let first = peers.first else {
            throw CommandFault.usage(
                "this store knows no server to exchange with",
                hint: "cairn join adds one by an invitation; a bundle goes without a network")
        }
        let work = SyncWork(store: store, options: common)
        if dryRun { return try await work.preview(peers) }
        if follow {
            guard peers.count == 1 else {
                throw CommandFault.usage(
                    "it can stay with one server alone",
                    hint: "name one of \(Words.list(peers.map(\.name), last: "or"))")
            }
            return try await work.follow(first)
        }
        try await work.run(peers)
    }
}

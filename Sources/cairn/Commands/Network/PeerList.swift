import ArgumentParser
import CairnHTTP
import CairnModel
import CairnStore

struct PeerList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the servers that this store exchanges with.",
        discussion: """
            Examples:
              cairn peer list
              cairn peer list --json
            """)

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().read { lookup in
            let states = try PeerState.all(lookup.snapshot)
            if common.json {
                common.printJSON(.array(states.map(PeerReport.json)))
                return
            }
            var table = Table("peer", "address", "for", "names", "last worked", "to send")
            for state in states {
                let peer = state.peer
                table.add(
                    peer.name, peer.url, try PeerReport.chapters(peer, lookup),
                    peer.sharesPeople ? "shared" : "not shared",
                    try PeerReport.lastWorked(peer, lookup), "\(state.waiting)")
            }
            table.print(ifEmpty: "This store knows no server. cairn join adds one.")
        }
    }
}

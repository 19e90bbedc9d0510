import ArgumentParser
import CairnModel
import CairnStore

struct PeerRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Forget a server. What was exchanged stays.",
        discussion: """
            Examples:
              cairn peer remove state
            """)

    @Argument(help: "The server, by its name in cairn peer list.") var name: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let store = try common.open().store
        let peer = try store.peer(name)
        try store.removePeer(peer.name)
        if common.json {
            common.printJSON(["peer": .string(peer.name), "removed": true])
        } else {
            Console.note("Removed \(peer.name). What was exchanged with it stays on both sides.")
        }
    }
}

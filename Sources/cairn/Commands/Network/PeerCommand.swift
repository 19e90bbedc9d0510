import ArgumentParser

struct PeerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peer", abstract: "Keep the servers that this store exchanges with.",
        discussion: """
            Examples:
              cairn peer list
              cairn peer share state people on

            cairn join adds one by an invitation, which is the usual way.
            """,
        subcommands: [PeerAdd.self, PeerList.self, PeerShare.self, PeerRemove.self])
}

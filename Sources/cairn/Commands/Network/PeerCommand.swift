import ArgumentParser

struct PeerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peer", abstract: "The servers that this store exchanges with.",
        discussion: "cairn join adds one by an invitation, which is the usual way.",
        subcommands: [PeerAdd.self, PeerList.self, PeerShare.self, PeerRemove.self])
}

import ArgumentParser
import CairnHTTP
import CairnModel
import CairnStore
import Foundation

struct JoinCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Join a coordinator's server with an invitation.",
        discussion: """
            Examples:
              cairn join https://cairn.example.org/join/7h2k…
              cairn join https://cairn.example.org/join/7h2k… --name state

            With a store of your own, your chapter joins. Without one, a store is made on
            this laptop for the chapter that the invitation is for.
            """)

    @Argument(help: ArgumentHelp("The address that you were given.", valueName: "url"))
    var invitation: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What to call the server here. Default: from its address.", valueName: "name"))
    var name: String?
    @Option(
        name: .long,
        help: ArgumentHelp("A file of certificates to trust it by (PEM).", valueName: "file"),
        completion: .file())
    var ca: String?
    @Flag(
        name: .long, inversion: .prefixedNo,
        help: "Whether the volunteers' names go to it as well. Default: you are asked, else no.")
    var sharePeople: Bool?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() async throws {
        let call = try JoinCall(invitation: invitation)
        if call.isOpen {
            ErrorReport.warn(
                "no-encryption",
                "\(call.url) has no encryption: others on the same network can read what is sent",
                asJSON: common.json)
        }
        let isNew = !FileManager.default.fileExists(atPath: common.path)
        let store =
            try isNew
            ? Store.create(common.path, surroundings: Machine.surroundings)
            : Store.open(common.path, surroundings: Machine.surroundings)
        let peer: Peer
        do {
            peer = try await join(store, call)
        } catch {
            if isNew { Self.remove(common.path) }
            throw error
        }
        if !common.json {
            Console.note("Joined \(peer.name) (\(peer.url)). cairn sync exchanges with it.")
        }
        try await SyncWork(store: store, options: common).run([peer])
    }

    /// Asks to be let in and remembers the server.
    private func join(_ store: Store, _ call: JoinCall) async throws -> Peer {
        let home = try store.home()
        let peers = try store.peers()
        let known = peers.first { $0.url == call.url }
        let answer = try await call.run(
            node: store.node(), log: home, name: Machine.laptop,
            token: known.flatMap { store.peerToken(for: $0.name) },
            settings: ClientSettings(ca: ca ?? known?.ca))
        let title = known?.name ?? Self.freeName(name ?? Self.hostName(call.url), peers)
        var peer = Peer(name: title, joined: answer, at: call.url, known: known)
        if let ca { peer.ca = URL(filePath: ca).path }
        if answer.role == .chapter { peer.sharesPeople = asksToShare(known) }
        // The token first: a peer without one would be of no use, and the code is spent.
        try store.setPeerToken(answer.token, for: peer.name)
        try store.save(peer)
        if home == nil, answer.role == .chapter || answer.role == .coordinator {
            try store.setHome(answer.log)
        }
        try Self.setParent(store, answer)
        return peer
    }

    private func asksToShare(_ known: Peer?) -> Bool {
        if let sharePeople { return sharePeople }
        if let known { return known.sharesPeople }
        guard Console.canAsk, !common.json else { return false }
        return Console.confirm(
            "Send your volunteers' names and details to this server too? "
                + "Say no unless it is your own chapter's.")
    }

    /// A school that comes under a chapter says so in its own record, unless it has said
    /// something else.
    private static func setParent(_ store: Store, _ answer: JoinCall.Answer) throws {
        guard let above = answer.above, above != answer.log else { return }
        let log = answer.log
        try store.perform { snapshot in
            guard let chapter = try snapshot.record("chapter", log, in: log),
                chapter["parent"] == nil
            else { return Intent([], by: nil) }
            let set = [(field: "parent", value: JSON.string(above.description))]
            return Intent(
                [Edit(.write, log: log, kind: "chapter", id: log, set: set)], by: nil)
        }
    }

    private static func hostName(_ url: String) -> String {
        URL(string: url)?.host() ?? "server"
    }

    private static func freeName(_ name: String, _ peers: [Peer]) -> String {
        let taken = Set(peers.map(\.name))
        if !taken.contains(name) { return name }
        return (2...).lazy.map { "\(name)-\($0)" }.first { !taken.contains($0) } ?? name
    }

    private static func remove(_ path: String) {
        for suffix in ["", "-journal", "-node", "-tokens"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}

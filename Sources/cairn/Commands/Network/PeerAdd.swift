import ArgumentParser
import CairnModel
import CairnStore
import Foundation

struct PeerAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a server by its address and a token.",
        discussion: """
            Examples:
              cairn peer add state https://cairn.example.org --token-file token.txt

            It is for the store's own chapter unless --for names others. A coordinator
            (--role coordinator) exchanges what the server shows.
            """)

    @Argument(help: "What to call it here.") var name: String
    @Argument(help: "Its address, https://...") var url: String
    @Option(
        name: .long,
        help: ArgumentHelp("File with the token; - for standard input.", valueName: "file"),
        completion: .file())
    var tokenFile: String
    @Option(
        name: .long,
        help: ArgumentHelp("A chapter that it is for; may be repeated.", valueName: "slug|ref"))
    var `for`: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What the token is for: chapter, coordinator, reader or writer.", valueName: "role"),
        completion: .list(["chapter", "coordinator", "reader", "writer"]))
    var role = "chapter"
    @Option(
        name: .long,
        help: ArgumentHelp("A file of certificates to trust it by (PEM).", valueName: "file"),
        completion: .file())
    var ca: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        guard ["chapter", "coordinator", "reader", "writer"].contains(role) else {
            throw ValidationError("a role is chapter, coordinator, reader or writer")
        }
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else {
            throw ValidationError("an address begins with https:// or http://")
        }
        guard !name.isEmpty, name.utf8.count <= 60 else {
            throw ValidationError("a name has 1 to 60 characters")
        }
    }

    func run() throws {
        let workspace = try common.open()
        let token = try self.token()
        guard try !workspace.store.peers().contains(where: { $0.name == name }) else {
            throw CommandFault.usage(
                "there is a peer \(name) already", hint: "choose another name, or remove it first")
        }
        let role = Role(rawValue: role) ?? .chapter
        var peer = Peer(
            name: name, url: url.hasSuffix("/") ? String(url.dropLast()) : url, role: role,
            chapter: nil)
        peer.ca = ca.map { URL(filePath: $0).path }
        for chapter in try chapters(workspace) {
            peer.logs[chapter] = role != .reader
            if role == .chapter { peer.logs[chapter.peopleLog] = true }
        }
        try workspace.store.setPeerToken(token, for: name)
        try workspace.store.save(peer)
        if common.json {
            common.printJSON(["peer": .string(name), "url": .string(peer.url)])
        } else {
            Console.note("Added \(name). cairn sync \(name) exchanges with it.")
        }
    }

    private func chapters(_ workspace: Workspace) throws -> [RecordID] {
        try workspace.read { lookup in
            if !self.for.isEmpty { return try self.for.map { try lookup.find($0, "chapter").id } }
            return role == "coordinator" ? [] : [try lookup.chapterToWrite().id]
        }
    }

    private func token() throws -> String {
        let data =
            tokenFile == "-"
            ? FileHandle.standardInput.readDataToEndOfFile()
            : try Data(contentsOf: URL(filePath: tokenFile))
        let text = String(decoding: data.prefix(400), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty, !text.contains(where: \.isWhitespace) else {
            throw CommandFault.usage(
                "there is no token in \(tokenFile)", hint: "the file holds the token and no more")
        }
        return text
    }
}

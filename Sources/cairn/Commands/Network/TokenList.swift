import ArgumentParser
import CairnModel
import CairnStore

struct TokenList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List who was let in at this server.",
        discussion: """
            Examples:
              cairn token list
              cairn token list --json
            """)

    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let tokens = try workspace.store.tokens()
        if common.json {
            common.printJSON(.array(tokens.map(Self.json)))
            return
        }
        try workspace.read { lookup in
            let zone = try workspace.home.map(lookup.snapshot.zone) ?? "UTC"
            func time(_ milliseconds: Int64) -> String {
                Zone.local(zone, milliseconds).replacing("T", with: " ")
            }
            var table = Table("token", "laptop", "may", "made", "last used", "state")
            for token in tokens {
                let may = try token.grants.map { try Self.text($0, lookup) }
                table.add(
                    "\(token.number)", token.name ?? token.node, may.joined(separator: ", "),
                    time(token.made), token.used.map(time) ?? "never",
                    token.revoked == nil ? "in force" : "taken back")
            }
            table.print(ifEmpty: "Nobody was let in yet. cairn invite makes an invitation.")
            for warning in tokens.compactMap(Self.clockWarning) { Console.warn(warning) }
        }
    }

    /// What to say of a caller whose clock and this laptop's differ; nil where they do not.
    static func clockWarning(_ token: TokenEntry) -> String? {
        guard token.revoked == nil, let lead = token.clockLead else { return nil }
        return SyncReport.clocks(token.name ?? "laptop \(token.node.prefix(4))", lead)
    }

    private static func text(_ grant: Grant, _ lookup: Lookup) throws -> String {
        let chapter = try lookup.snapshot.chapter(of: grant.log).map(lookup.snapshot.title)
        return "\(grant.role.rawValue) of \(chapter ?? grant.log.description)"
    }

    private static func json(_ token: TokenEntry) -> JSON {
        func time(_ milliseconds: Int64?) -> JSON {
            milliseconds.map { .string(Timestamp(milliseconds: $0).instant) } ?? .null
        }
        let grants = token.grants.map { grant -> JSON in
            ["role": .string(grant.role.rawValue), "log": .string(grant.log.description)]
        }
        return [
            "token": .integer(token.number), "node": .string(token.node),
            "name": token.name.map { .string($0) } ?? .null, "grants": .array(grants),
            "made_at": time(token.made), "used_at": time(token.used),
            "revoked_at": time(token.revoked),
            "clock_ahead_seconds": token.clockLead.map { .integer($0 / 1000) } ?? .null,
        ]
    }
}

import ArgumentParser
import CairnModel
import CairnStore

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "See who was let in at this server, and shut somebody out.",
        discussion: """
            Examples:
              cairn token list
              cairn token revoke 3
            """,
        subcommands: [TokenList.self, TokenRevoke.self])
}

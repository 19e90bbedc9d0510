import ArgumentParser
import CairnModel
import CairnStore

struct TokenRevoke: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Shut out somebody who was let in.",
        discussion: """
            Examples:
              cairn token revoke 3
              cairn token revoke 3 --chapter campaign

            With --chapter only what it may do with that chapter is taken back. What a
            laptop holds already stays on it.
            """)

    @Argument(help: ArgumentHelp("Its number in cairn token list.", valueName: "token"))
    var number: Int64
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let store = workspace.store
        let had =
            if let ref = common.chapter {
                try store.revokeGrants(
                    on: workspace.read { try $0.find(ref, "chapter").id }, ofToken: number)
            } else {
                try store.revokeToken(number)
            }
        guard had else {
            guard try store.tokens().contains(where: { $0.number == number }) else {
                throw CommandFault.notFound(
                    "there is no token \(number)", hint: "cairn token list shows their numbers")
            }
            throw CommandFault.notFound(
                "there is nothing like that to take back from token \(number)",
                hint: "cairn token list shows what is in force")
        }
        if common.json {
            common.printJSON(["token": .integer(number), "revoked": true])
        } else {
            Console.note("Taken back. What that laptop holds already stays on it.")
        }
    }
}

import ArgumentParser
import CairnModel
import CairnStore

struct TokenRevoke: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Take back what somebody was let in with.",
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

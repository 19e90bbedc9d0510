import ArgumentParser
import CairnModel

struct EventCancel: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Call an event off.",
        discussion: """
            Examples:
              cairn event cancel 7f3a --reason "Snow day"

            It stays in the lists as cancelled, so that people learn of it.
            """)

    @Argument(help: "The event, by its ref.") var ref: String
    @Option(name: .long, help: ArgumentHelp("Why, in a few words.", valueName: "text"))
    var reason: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "event", said: "Cancelled") {
            try $0.put("status", "cancelled")
            try $0.read("cancelled_reason", reason)
        }
    }
}

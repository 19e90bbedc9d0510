import ArgumentParser
import CairnModel

struct EventConfirm: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Say that an event takes place.",
        discussion: """
            Examples:
              cairn event confirm 7f3a
            """)

    @Argument(help: "The event, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "event", said: "Confirmed") {
            try $0.put("status", "confirmed")
            if $0.current("cancelled_reason") != nil { try $0.put("cancelled_reason", .null) }
        }
    }
}

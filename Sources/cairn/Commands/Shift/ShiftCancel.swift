import ArgumentParser
import CairnModel

struct ShiftCancel: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Call a shift off.",
        discussion: """
            Examples:
              cairn shift cancel 91be
            """)

    @Argument(help: "The shift, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "shift", said: "Cancelled") {
            try $0.put("status", "cancelled")
        }
    }
}

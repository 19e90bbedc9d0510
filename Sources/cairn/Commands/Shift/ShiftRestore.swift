import ArgumentParser
import CairnModel

struct ShiftRestore: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Show a deleted shift again.",
        discussion: """
            Examples:
              cairn shift restore 91be
            """)

    @Argument(help: "The shift, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().act(.restore, ref, "shift", said: "Restored", already: "Not deleted:")
    }
}

import ArgumentParser
import CairnModel

struct EventMove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Move an event, or one date of an event that repeats, to another time.",
        discussion: """
            Examples:
              cairn event move 7f3a --at "fri 16:00"
              cairn event move 7f3a@2026-11-26 --at "2026-11-25 15:30"

            It keeps its length. Of an event that repeats, 7f3a@2026-11-26 is that one
            date; cairn event list shows the dates.
            """)

    @Argument(help: "The event, by its ref, or ref@date for one date.") var ref: String
    @Option(name: .long, help: ArgumentHelp("When it begins instead.", valueName: "when"))
    var at: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "event", said: "Moved") { input in
            let old = input.current("when")
            let when = try input.lookup.timing(around: old, input.log)
            try input.putMoment("when", when.moved(old, to: at))
        }
    }
}

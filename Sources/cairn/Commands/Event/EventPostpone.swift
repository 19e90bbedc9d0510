import ArgumentParser
import CairnModel

struct EventPostpone: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postpone",
        abstract: "Put an event off, to another time or until further notice.",
        discussion: """
            Examples:
              cairn event postpone 7f3a
              cairn event postpone 7f3a --at "2026-04-11 19:00"

            It keeps its length. Once the new date holds, cairn event confirm says so.
            """)

    @Argument(help: "The event, by its ref.") var ref: String
    @Option(name: .long, help: ArgumentHelp("When it begins instead.", valueName: "when"))
    var at: String?
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("How long, such as 2h or 90m.", valueName: "length"))
    var length: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "event", said: "Postponed") { input in
            try input.put("status", "postponed")
            guard let at else { return }
            let old = input.current("when")
            let when = try input.lookup.timing(around: old, input.log)
            try input.putMoment("when", when.moved(old, to: at, length: length))
        }
    }
}

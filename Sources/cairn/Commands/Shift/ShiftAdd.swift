import ArgumentParser
import CairnModel
import CairnStore

struct ShiftAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a shift to an event.",
        discussion: """
            Examples:
              cairn shift add 7f3a --role greeter --from 11:00 --to 12:00 --need 2 --max 3
              cairn shift add 7f3a --label "Clean up" --from 21:00 --for 30m
              cairn shift add 7f3a --role driver --max 1 adult_required=yes

            A time alone is on the day of the event.
            """)

    @Argument(help: "The event, by its ref.") var event: String
    @Argument(help: ArgumentHelp("More fields of a shift.", valueName: "field=value"))
    var fields: [String] = []
    @Option(name: .long, help: ArgumentHelp("What people do in it.", valueName: "role"))
    var role: String?
    @Option(name: .long, help: ArgumentHelp("What it is called.", valueName: "text"))
    var label: String?
    @Option(name: .long, help: ArgumentHelp("When it begins.", valueName: "time"))
    var from: String?
    @Option(name: .long, help: ArgumentHelp("When it ends.", valueName: "time"))
    var to: String?
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("How long, such as 2h or 90m.", valueName: "length"))
    var length: String?
    @Option(name: .long, help: ArgumentHelp("How many people it needs.", valueName: "number"))
    var need: String?
    @Option(
        name: .long,
        help: ArgumentHelp("For how many people there is a place.", valueName: "number"))
    var max: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        var found: StoredRecord?
        try common.open().add(
            "shift",
            log: { lookup in
                let event = try lookup.find(event, "event")
                found = event
                return event.log
            },
            { input in
                guard let event = found else { return }
                try fill(&input, event)
            })
    }

    private func fill(_ input: inout FieldInput, _ event: StoredRecord) throws {
        try input.put("event", .string(event.id.description))
        try input.read("label", label)
        try input.read("role", role)
        try input.read("min_needed", need)
        try input.read("max_needed", max)
        try input.put("status", "open")
        if from == nil, to != nil || length != nil {
            throw CommandFault.usage(
                "an end or a length needs a beginning", hint: "say when it begins with --from")
        }
        let times = try input.lookup.timing(around: event["when"], input.log)
        let typed = try from.map { try times.value(start: $0, length: length, end: to) }
        if let typed { try input.put("when", typed) }
        try input.read(fields)
        if let typed, input.current("when") == typed { try input.putMoment("when", typed) }
    }
}

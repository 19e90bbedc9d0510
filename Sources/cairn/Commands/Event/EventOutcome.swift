import ArgumentParser
import CairnModel

struct EventOutcome: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outcome",
        abstract: "Report how an event went.",
        discussion: """
            Examples:
              cairn event outcome 7f3a --reach 158..178 --basis estimated
              cairn event outcome 7f3a --reach 60 --basis counted --count students=40 \\
                --count signatures=52 --notes "Two reporters came"

            The event counts as reported then. Two people can add counts of different
            things at the same time without a conflict.
            """)

    @Argument(help: "The event, by its ref.") var ref: String
    @Option(
        name: .long,
        help: ArgumentHelp("How many people it reached, at least and at most.", valueName: "n|n..n")
    )
    var reach: String?
    @Option(
        name: .long,
        help: ArgumentHelp("How it is known: counted, estimated or reported.", valueName: "basis"),
        completion: .list(["counted", "estimated", "reported"]))
    var basis: String?
    @Option(
        name: .long,
        help: ArgumentHelp(
            "How many of what, such as students=40; may be repeated.", valueName: "what=n|n..n"))
    var count: [String] = []
    @Option(name: .long, help: ArgumentHelp("What else there is to say.", valueName: "text"))
    var notes: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        guard reach == nil, basis == nil, count.isEmpty, notes == nil else { return }
        throw ValidationError("an outcome needs at least one of --reach, --count and --notes")
    }

    func run() throws {
        if let count = count.first(where: { !$0.contains("=") }) {
            throw CommandFault.usage(
                "--count \(count) does not say how many", hint: "write --count \(count)=52")
        }
        try common.open().edit(ref, "event", said: "Reported") { input in
            try input.read("reach", reach)
            try input.read("reach.basis", basis)
            try input.read(count.map { "count/\($0)" })
            try input.read("outcome_notes", notes)
            try input.put("status", "reported")
        }
    }
}

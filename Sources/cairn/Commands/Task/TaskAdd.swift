import ArgumentParser
import CairnModel
import CairnStore

struct TaskAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a task.",
        discussion: """
            Examples:
              cairn task add "Print flyers" --event 7f3a --due 2026-04-02 --assignee 2c41
              cairn task add "Bring lanterns" --claimable --priority high
              cairn task add "Set up" --depends 5d20 --check "Tables" --check "Sound"
            """)

    @Argument(help: "What is to be done.") var title: String
    @Argument(help: ArgumentHelp("More fields of a task.", valueName: "field=value"))
    var fields: [String] = []
    @Option(name: .long, help: ArgumentHelp("The event it is for.", valueName: "ref"))
    var event: String?
    @Option(name: .long, help: ArgumentHelp("By when.", valueName: "when"))
    var due: String?
    @Option(
        name: .long, help: ArgumentHelp("high, medium or low.", valueName: "priority"),
        completion: Completions.words("task", "priority"))
    var priority: String?
    @Option(name: .long, help: ArgumentHelp("Who does it; may be repeated.", valueName: "ref"))
    var assignee: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp("A task to be done before; may be repeated.", valueName: "ref"))
    var depends: [String] = []
    @Flag(name: .long, help: "Volunteers may take it by themselves.")
    var claimable = false
    @Option(name: .long, help: ArgumentHelp("A step; may be repeated.", valueName: "text"))
    var check: [String] = []
    @Option(name: .long, help: ArgumentHelp("All that helps to do it.", valueName: "text"))
    var notes: String?
    @Option(name: .long, help: ArgumentHelp("A word to find it by; may be repeated."))
    var tag: [String] = []
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().add("task", log: home, fill)
    }

    /// A task for an event lives where the event does.
    private func home(_ lookup: Lookup) throws -> RecordID {
        guard let event else { return try lookup.chapterToWrite().id }
        return try lookup.find(event, "event").log
    }

    private func fill(_ input: inout FieldInput) throws {
        try input.read("title", title)
        try input.put("status", "open")
        try input.read("event", event)
        try input.read("priority", priority)
        try input.read("notes", notes)
        if claimable { try input.put("claim_policy", "claimable") }
        for ref in depends {
            let task = try input.lookup.find(ref, "task")
            try input.put("depends/\(input.lookup.snapshot.name(of: task, from: input.log))", true)
        }
        for (index, text) in check.enumerated() {
            try input.put(
                "check/\(ElementName.name(for: text).name)",
                .object([
                    ("done", false), ("position", .integer(Int64(index + 1))),
                    ("text", .string(ElementName.composed(text))),
                ]))
        }
        try input.read(set: "tag", tag)
        for ref in assignee { try input.offer(to: ref) }
        try input.read((due.map { ["due=\($0)"] } ?? []) + fields)
    }
}

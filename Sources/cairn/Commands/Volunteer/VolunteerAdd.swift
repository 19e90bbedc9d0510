import ArgumentParser
import CairnModel
import CairnStore

struct VolunteerAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a volunteer: asks field by field, or reads JSON.",
        discussion: """
            Examples:
              cairn volunteer add
              cairn volunteer add - < ana.json
              cairn import csv volunteers.csv --kind volunteer
              cairn volunteer add --given Ana --family R. --age-band under_13

            Without flags it asks, and what you answer is kept nowhere but in the store.
            What is typed as a flag also stays in the history of the shell: for minors
            better answer, import, or hand over JSON with the names of the vocabulary.
            """)

    @Argument(help: ArgumentHelp("- reads JSON; or more fields.", valueName: "-|field=value"))
    var fields: [String] = []
    @OptionGroup var person: PersonOptions
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        if fields == ["-"] {
            return try VolunteerInput(workspace: workspace).read(StandardInput.text())
        }
        var assignments = person.assignments + fields
        if assignments.isEmpty {
            guard Console.canAsk else {
                throw CommandFault.usage(
                    "there is nobody to ask, and no field was given",
                    hint: "run it on a terminal, or hand over JSON with cairn volunteer add -")
            }
            assignments = VolunteerQuestions.ask()
        }
        guard !assignments.isEmpty else {
            throw CommandFault.usage("nothing was answered, so nobody was added", hint: "try again")
        }
        try workspace.add(
            "volunteer", log: { try $0.peopleLogToWrite() }, { try $0.read(assignments) })
    }
}

extension Lookup {
    /// The people log that a new volunteer goes to.
    func peopleLogToWrite() throws -> RecordID { try chapterToWrite().id.peopleLog }
}

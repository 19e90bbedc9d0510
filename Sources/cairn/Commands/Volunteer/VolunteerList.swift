import ArgumentParser
import CairnStore

struct VolunteerList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List volunteers by their names, without contacts.",
        discussion: """
            Examples:
              cairn volunteer list
              cairn volunteer list --role student_leader --status active
              cairn volunteer list --json

            On a terminal and in a pipe a minor is the given name and an initial. --json
            has every field.
            """)

    @Option(name: .long, help: ArgumentHelp("Only with this role; may be repeated."))
    var role: [String] = []
    @OptionGroup var which: ListOptions
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().list(
            "volunteer", which, ifEmpty: "No volunteers here. cairn volunteer add makes one.",
            order: { lookup, volunteers in
                let named = volunteers.map {
                    (name: lookup.snapshot.title(of: $0).lowercased(), $0)
                }
                return named.sorted { $0.name < $1.name }.map { $0.1 }
            },
            isWanted: { _, volunteer in
                // Whose record was merged into another is listed as that one.
                volunteer["merged_into"] == nil
                    && (role.isEmpty || role.contains { volunteer["role/\($0)"] != nil })
            })
    }
}

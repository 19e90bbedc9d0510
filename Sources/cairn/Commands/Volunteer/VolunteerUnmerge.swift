import ArgumentParser
import CairnModel
import CairnStore

struct VolunteerUnmerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmerge",
        abstract: "Take back that a record is another name of someone.",
        discussion: """
            Examples:
              cairn volunteer unmerge 2c41
            """)

    @Argument(help: "The record that was merged.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        let known = try workspace.read { try $0.find(ref, "volunteer") }
        guard known["merged_into"] != nil else {
            if !common.json { Console.note("Nothing was written: it is no other name of anyone.") }
            return try workspace.report("volunteer", known.id, in: known.log, said: "Unchanged:")
        }
        try workspace.edit(ref, "volunteer", said: "Unmerged") {
            try $0.put("merged_into", .null)
        }
    }
}

import ArgumentParser
import CairnModel

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
        try common.open().edit(ref, "volunteer", said: "Unmerged") {
            try $0.put("merged_into", .null)
        }
    }
}

import ArgumentParser
import CairnModel
import CairnStore

struct VolunteerMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Say that two records are the same person.",
        discussion: """
            Examples:
              cairn volunteer merge 2c41 88d0

            The first becomes another name of the second. Nothing is lost, and
            cairn volunteer unmerge takes it back. A shared e-mail alone proves nothing:
            siblings often have their parent's.
            """)

    @Argument(help: "The record that becomes another name.") var ref: String
    @Argument(help: "The record that stays.") var into: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "volunteer", said: "Merged") { input in
            let other = try input.lookup.find(into, "volunteer")
            guard other.id != input.record?.id else {
                throw CommandFault.usage(
                    "a record cannot be merged into itself", hint: "name two records")
            }
            let end = try input.lookup.snapshot.person(behind: other)
            guard end.id != input.record?.id else {
                throw CommandFault.usage(
                    "\(into) is another name of \(ref) already",
                    hint: "cairn volunteer unmerge \(into) takes that back")
            }
            try input.put(
                "merged_into", .string(input.lookup.snapshot.name(of: other, from: input.log)))
        }
    }
}

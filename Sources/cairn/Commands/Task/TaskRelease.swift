import ArgumentParser
import CairnStore

struct TaskRelease: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Give a task back, or decline one that was offered.",
        discussion: """
            Examples:
              cairn task release 5d20
              cairn task release 5d20 --as 2c41
            """)

    @Argument(help: "The task, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        try workspace.edit(ref, "task", said: "Released") { input in
            let me = try input.lookup.requiredActor(for: "release")
            do {
                try input.lookup.snapshot.release(&input.draft, by: me, now: workspace.now)
            } catch ActionFault.noPart {
                throw CommandFault.notFound(
                    "you have no part in task \(ref)",
                    hint: "cairn task show \(ref) shows who does it")
            }
        }
    }
}

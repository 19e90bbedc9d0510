import ArgumentParser
import CairnModel

struct TaskRelease: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Give a task back, or decline one that was offered.",
        discussion: """
            Examples:
              cairn task release 5d20
              cairn task release 5d20 --as 2c41
            """)

    @Argument(help: "The task.") var ref: String
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "task", said: "Released") { input in
            let me = try input.lookup.requiredActor(for: "release")
            switch try input.state(of: me) {
            case nil:
                throw CommandFault.notFound(
                    "you have no part in task \(ref)",
                    hint: "cairn task show \(ref) shows who does it")
            case "offered": try input.assign(me, "declined")
            case "declined", "released": break
            default: try input.assign(me, "released")
            }
        }
    }
}

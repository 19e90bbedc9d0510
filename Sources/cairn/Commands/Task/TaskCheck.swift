import ArgumentParser
import CairnModel
import CairnStore

struct TaskCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tick a step of a task off.",
        discussion: """
            Examples:
              cairn task check 5d20 1
              cairn task check 5d20 1 --off

            cairn task show numbers the steps.
            """)

    @Argument(help: "The task, by its ref.") var ref: String
    @Argument(help: "The number of the step.") var number: Int
    @Flag(name: .long, help: "It is not done after all.") var off = false
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "task", said: off ? "Unticked" : "Ticked") { input in
            let steps = input.record.map(TaskSteps.of) ?? []
            guard !steps.isEmpty else {
                throw CommandFault.notFound(
                    "this task has no steps",
                    hint: "cairn task edit \(ref) check/1=\"Buy paper\" adds one")
            }
            guard steps.indices.contains(number - 1) else {
                throw CommandFault.notFound(
                    "this task has \(Words.count(steps.count, "step")), and no number \(number)",
                    hint: "cairn task show \(ref) numbers the steps")
            }
            let step = steps[number - 1]
            try input.put(step.field, step.value.setting("done", .bool(!off)))
        }
    }
}

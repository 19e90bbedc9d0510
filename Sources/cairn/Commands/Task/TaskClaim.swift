import ArgumentParser
import CairnStore

struct TaskClaim: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim",
        abstract: "Take a task: one that anybody may, or one that was offered to you.",
        discussion: """
            Examples:
              cairn task claim 5d20
              cairn task claim 5d20 --as 2c41

            Who you are is what cairn me says. If two people take a task at the same
            time, the first has it and both are told.
            """)

    @Argument(help: "The task, by its ref.") var ref: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
        try workspace.edit(ref, "task", said: "Claimed") { input in
            let me = try input.lookup.requiredActor(for: "claim")
            do {
                try input.lookup.snapshot.claim(&input.draft, by: me, now: workspace.now)
            } catch ActionFault.notClaimable {
                throw CommandFault(
                    .notPermitted, "not-permitted",
                    "task \(ref) is given out, not taken",
                    hint: "ask who looks after it to run cairn task assign, or to edit it "
                        + "with claim_policy=claimable")
            }
        }
        try TaskWarnings.sayContested(ref, workspace)
    }
}

import ArgumentParser

struct TaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task",
        abstract: "Share out what is to be done, and tick it off.",
        discussion: """
            Examples:
              cairn task add "Print flyers" --event 7f3a --due thu --assignee 2c41
              cairn task list --mine
              cairn task claim 5d20
              cairn task done 5d20
            """,
        subcommands: [
            TaskAdd.self, TaskList.self, TaskShow.self, TaskEdit.self, TaskAssign.self,
            TaskStart.self, TaskCheck.self, TaskClaim.self, TaskRelease.self, TaskDone.self,
            TaskDelete.self, TaskRestore.self,
        ])
}

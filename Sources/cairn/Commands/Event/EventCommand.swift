import ArgumentParser

struct EventCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event",
        abstract: "Plan, hold and report events.",
        discussion: """
            Examples:
              cairn event add "Night display" --type display --at "sat 19:00" --for 2h
              cairn event list --from today
              cairn event show 7f3a
              cairn event outcome 7f3a --reach 158..178 --basis estimated
            """,
        subcommands: [
            EventAdd.self, EventList.self, EventShow.self, EventEdit.self, EventConfirm.self,
            EventPostpone.self, EventMove.self, EventSkip.self, EventCancel.self, EventOutcome.self,
            EventSheet.self,
            EventSignup.self,
            EventLeave.self, EventDelete.self, EventRestore.self,
        ])
}

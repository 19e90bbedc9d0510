import ArgumentParser

struct ShiftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shift",
        abstract: "Divide an event into shifts, and sign volunteers up for them.",
        discussion: """
            Examples:
              cairn shift add 7f3a --role greeter --from 11:00 --to 12:00 --need 2 --max 3
              cairn shift signup 91be 2c41
              cairn shift list --event 7f3a
            """,
        subcommands: [
            ShiftAdd.self, ShiftList.self, ShiftShow.self, ShiftEdit.self, ShiftSignup.self,
            ShiftLeave.self, ShiftCancel.self, ShiftDelete.self, ShiftRestore.self,
        ])
}

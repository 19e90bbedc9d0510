import ArgumentParser

struct ConflictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflict",
        abstract: "See and settle what two people changed at once, and what does not fit together.",
        discussion: """
            Examples:
              cairn conflict list
              cairn conflict show 070d
              cairn conflict resolve 070d --keep b
              cairn conflict accept 1c9e

            A merge never loses what somebody wrote. Where two people gave one field
            different values, the later one is shown and all are kept until a person
            chooses. What does not fit together (too many signups, a task claimed twice)
            is listed here as well.
            """,
        subcommands: [
            ConflictList.self, ConflictShow.self, ConflictResolve.self, ConflictAccept.self,
        ],
        defaultSubcommand: ConflictList.self)
}

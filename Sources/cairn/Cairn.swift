import ArgumentParser

/// The root of the command line. Each subcommand has a file of its own under Commands/.
struct Cairn: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cairn",
        abstract: "Keep a campaign's events, volunteers and tasks, with or without a network.",
        discussion: """
            Examples:
              cairn init --name "Lincoln High" --tz America/New_York
              cairn event add "Night display" --type display --at "sat 19:00" --for 2h
              cairn event list
              cairn task list --mine
              cairn volunteer add

            A record is named by the ref that lists show, such as 7f3a. Every command takes
            --store, --chapter, --as, --json and --jsonl, before or after its name. What you
            write stays on this laptop until you sync it or hand over a bundle.
            """,
        version: Version.text,
        groupedSubcommands: [
            CommandGroup(
                name: "Start",
                subcommands: [InitCommand.self, MeCommand.self, DemoCommand.self]),
            CommandGroup(
                name: "Everyday",
                subcommands: [
                    EventCommand.self, ShiftCommand.self, AttendCommand.self,
                    VolunteerCommand.self, TaskCommand.self, ChapterCommand.self,
                ]),
            CommandGroup(
                name: "Look",
                subcommands: [
                    SearchCommand.self, ConflictCommand.self, StatsCommand.self,
                    HistoryCommand.self, UndoCommand.self,
                ]),
            CommandGroup(
                name: "Share",
                subcommands: [
                    JoinCommand.self, SyncCommand.self, PeerCommand.self, BundleCommand.self,
                    ImportCommand.self, ExportCommand.self,
                ]),
            CommandGroup(
                name: "Serve",
                subcommands: [
                    BoardCommand.self, ServeCommand.self, InviteCommand.self, TokenCommand.self,
                ]),
            CommandGroup(
                name: "Care",
                subcommands: [
                    StatusCommand.self, InfoCommand.self, LogCommand.self, DigestCommand.self,
                    DoctorCommand.self,
                ]),
        ])
}

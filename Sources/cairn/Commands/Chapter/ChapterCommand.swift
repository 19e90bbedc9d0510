import ArgumentParser

struct ChapterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chapter",
        abstract: "Keep the chapters and how they belong together.",
        discussion: """
            Examples:
              cairn chapter add "Eastwood Middle" --slug eastwood --tz America/New_York
              cairn chapter tree
              cairn chapter edit lincoln place.region=WV
            """,
        subcommands: [
            ChapterAdd.self, ChapterList.self, ChapterShow.self, ChapterEdit.self,
            ChapterTree.self,
        ])
}

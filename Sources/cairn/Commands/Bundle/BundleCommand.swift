import ArgumentParser

struct BundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Carry a chapter's data in a file: write one, read one, look into one.",
        discussion: """
            Examples:
              cairn bundle write /media/stick/lincoln.cairn
              cairn bundle write state.cairn --to state
              cairn bundle read /media/stick/*.cairn
              cairn bundle show lincoln.cairn

            A bundle holds what a chapter has written. Reading one adds what is new and
            never takes anything away, so the order and the number of times do not matter.
            Anyone who finds the file can read it.
            """,
        subcommands: [BundleWrite.self, BundleRead.self, BundleShow.self])
}

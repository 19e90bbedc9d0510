import ArgumentParser
import CairnModel
import CairnStore

/// What every command that works on a store takes.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The store's file. Default: $CAIRN_STORE, else ~/.local/share/cairn/cairn.db.",
            valueName: "file"), completion: .file(extensions: ["db"]))
    var store: String?

    @Flag(name: .long, help: "Print JSON, with the names of the vocabulary.")
    var json = false

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "The volunteer who acts. Default: $CAIRN_AS, else who cairn me says.",
            valueName: "ref"))
    var actor: String?

    @Option(
        name: [.customLong("chapter"), .customShort("C")],
        help: ArgumentHelp(
            "Which chapter. Default: $CAIRN_CHAPTER, else the store's own.",
            valueName: "slug|ref"))
    var chapter: String?

    /// The file of the store.
    var path: String { store ?? Environment.storePath }
    /// The chapter that was asked for, if any.
    var chapterRef: String? { chapter ?? Environment.value("CAIRN_CHAPTER") }
    /// The volunteer that was named to act, if any.
    var actorRef: String? { actor ?? Environment.value("CAIRN_AS") }

    /// Opens the store with all that a command needs around it.
    func open() throws -> Workspace { try Workspace(self) }
}

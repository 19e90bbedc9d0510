import ArgumentParser
import CairnModel
import CairnStore

/// What every command takes, behind its name or before it.
struct CommonOptions: ParsableArguments {
    /// The heading of these options in help texts.
    static let title = "Common options"
    /// Their names, for arguments that stand before the name of a command.
    static let flags: Set = ["--json", "--jsonl"]
    static let valued: Set = ["--store", "--as", "--chapter", "-C"]

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The store's file. Default: $CAIRN_STORE, else ~/.local/share/cairn/cairn.db.",
            valueName: "file"), completion: .file(extensions: ["db"]))
    var store: String?

    @Flag(name: .customLong("json"), help: "Print JSON, with the names of the vocabulary.")
    private var asJSON = false

    @Flag(name: .customLong("jsonl"), help: "Print JSON, one object a line.")
    private(set) var jsonl = false

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "The volunteer who acts. Default: $CAIRN_AS, else who cairn me says.",
            valueName: "ref"))
    var actor: String?

    @Option(
        name: [.customLong("chapter"), .customShort("C", allowingJoined: true)],
        help: ArgumentHelp(
            "Which chapter. Default: $CAIRN_CHAPTER, else the store's own.",
            valueName: "slug|ref"))
    var chapter: String?

    /// Whether JSON was asked for, in either form.
    var json: Bool { asJSON || jsonl }
    /// The file of the store.
    var path: String { store ?? Environment.storePath }
    /// The chapter that was asked for, if any.
    var chapterRef: String? { chapter ?? Environment.value("CAIRN_CHAPTER") }
    /// The volunteer that was named to act, if any.
    var actorRef: String? { actor ?? Environment.value("CAIRN_AS") }

    /// Opens the store with all that a command needs around it.
    func open() throws -> Workspace { try Workspace(self) }
}

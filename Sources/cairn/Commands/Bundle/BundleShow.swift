import ArgumentParser
import CairnModel
import CairnSync

struct BundleShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Tell what is in a bundle, without taking it in.",
        discussion: """
            Examples:
              cairn bundle show lincoln.cairn
              cairn bundle show - < lincoln.cairn

            Of a bundle that holds changes only, the counts are of the records that
            changed.
            """)

    @Argument(help: "The file, or - for standard input.", completion: .file())
    var file: String
    @Flag(name: .long, help: "Print JSON, with the names of the vocabulary.")
    var json = false

    private var name: String { file == "-" ? "standard input" : file }

    func run() throws {
        let progress = Progress("Looking into \(name)")
        let look = try BundleReader.look(BundleSource(file)) { done, _ in
            progress.show(BundleWrite.size(done))
        }
        progress.end()
        if json { JSONOutput.print(figures(look)) } else { report(look) }
        guard look.isIncomplete else { return }
        Console.warn(
            look.isCut
                ? "\(name) ends too early, so it was not copied wholly"
                : "\(name) is damaged; the counts are of what can be trusted")
        Console.note("hint: copy the file again; what is whole in it can be read all the same")
        throw ExitCode(ExitStatus.someRefused.rawValue)
    }

    private func report(_ look: BundleReader.Look) {
        let counted = ["events", "shifts", "signups", "volunteers", "tasks"]
        var table = Table(
            [.init(title: "chapter")]
                + counted.map { .init(title: $0, isNumber: true, shrinks: false) }
                + [.init(title: "ref", shrinks: false)])
        for chapter in look.summary.chapters {
            let counts = ["event", "shift", "signup", "volunteer", "task"].map {
                String(chapter.counts[$0] ?? 0)
            }
            table.add(
                [BundleSummary.title(chapter)] + counts + [String(chapter.id.digits.suffix(4))])
        }
        table.print(ifEmpty: "Nothing is inside.")
        if let hello = look.hello {
            Console.note("Written \(hello.timeText) by the laptop with node id \(hello.node).")
        }
        if look.summary.isPartial {
            Console.note("It holds changes only, for someone who has read an earlier bundle.")
        }
        Console.note(look.summary.sentence)
    }

    private func figures(_ look: BundleReader.Look) -> JSON {
        [
            "file": .string(file),
            "written_at": look.hello.map { .string($0.timeText) } ?? .null,
            "node": look.hello.map { .string($0.node.description) } ?? .null,
            "partial": .bool(look.summary.isPartial),
            "entries": .integer(Int64(look.summary.entries)),
            "chapters": BundleFigures.chapters(look.summary),
            "damaged_sections": .integer(Int64(look.damagedSections)),
            "cut": .bool(look.isCut), "missing": .integer(Int64(look.missing)),
        ]
    }
}

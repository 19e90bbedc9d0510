import ArgumentParser
import CairnModel
import CairnStore
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
            changed. It needs no store; where this laptop has one, it is asked for the names
            of chapters that the bundle does not say.
            """)

    @Argument(help: "The file, or - for standard input.", completion: .file())
    var file: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    private var name: String { file == "-" ? "standard input" : file }

    func run() throws {
        let progress = Progress("Looking into \(name)")
        let look = try BundleReader.look(BundleSource(file)) { done, _ in
            progress.show(BundleWrite.size(done))
        }
        progress.end()
        let summary = named(look.summary)
        if common.json { common.printJSON(figures(look, summary)) } else { report(look, summary) }
        guard look.isIncomplete else { return }
        ErrorReport.warn(
            look.isCut ? "cut" : "damaged",
            look.isCut
                ? "\(name) ends too early, so it was not copied wholly"
                : "\(name) is damaged; the counts are of what can be trusted",
            hint: "copy the file again; what is whole in it can be read all the same",
            asJSON: common.json)
        throw ExitCode(ExitStatus.someRefused.rawValue)
    }

    /// With the names that a store on this laptop knows and the bundle does not say.
    private func named(_ summary: BundleSummary) -> BundleSummary {
        let store = try? Store.open(common.path, surroundings: Machine.surroundings)
        return (try? store?.read { try summary.naming(from: $0) }) ?? summary
    }

    private func report(_ look: BundleReader.Look, _ summary: BundleSummary) {
        let counted = ["events", "shifts", "signups", "volunteers", "tasks"]
        var table = Table(
            [.init(title: "chapter")]
                + counted.map { .init(title: $0, isNumber: true, shrinks: false) }
                + [.init(title: "ref", shrinks: false)])
        for chapter in summary.chapters {
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
        if summary.isPartial {
            Console.note("It holds changes only, for someone who has read an earlier bundle.")
        }
        Console.note(summary.sentence)
    }

    private func figures(_ look: BundleReader.Look, _ summary: BundleSummary) -> JSON {
        [
            "file": .string(file),
            "written_at": look.hello.map { .string($0.timeText) } ?? .null,
            "node": look.hello.map { .string($0.node.description) } ?? .null,
            "partial": .bool(summary.isPartial),
            "entries": .integer(Int64(summary.entries)),
            "chapters": BundleFigures.chapters(summary),
            "damaged_sections": .integer(Int64(look.damagedSections)),
            "cut": .bool(look.isCut), "missing": .integer(Int64(look.missing)),
        ]
    }
}

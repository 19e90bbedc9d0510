import ArgumentParser
import CairnHTTP
import CairnModel
import CairnStore
import CairnSync
import Foundation

struct BundleWrite: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write",
        abstract: "Write a file that carries the chapter's data.",
        discussion: """
            Examples:
              cairn bundle write lincoln.cairn
              cairn bundle write state.cairn --to state
              cairn bundle write changes.cairn --since lincoln.cairn
              cairn bundle write - | ssh laptop cairn bundle read -

            Without options it holds your own chapter with its people. --to leaves out
            the people of every other chapter than the one that it is for. The file can
            be read by anyone who finds it; only you may open it on this laptop.
            """)

    @Argument(help: "The file to write, or - for standard output.", completion: .file())
    var file: String
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The peer or the chapter that it is for; a chapter gets no other chapter's people.",
            valueName: "peer|chapter"))
    var to: String?
    @Flag(name: .long, help: "Leave out the people.")
    var noPeople = false
    @Flag(name: .long, help: "Everything that the store holds, of every chapter.")
    var all = false
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only what is new since that bundle, for someone who has read it.",
            valueName: "bundle"), completion: .file())
    var since: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        if all, common.chapter != nil {
            throw ValidationError("--all takes every chapter; leave out --chapter or --all")
        }
    }

    func run() throws {
        if file == "-", Console.output.isTerminal {
            throw CommandFault.usage(
                "a bundle is not written to a terminal",
                hint: "name a file, or send it on: cairn bundle write - > lincoln.cairn")
        }
        let workspace = try common.open()
        let choice = try workspace.read(choose)
        let base = try since.map { try BundleReader.have(BundleSource($0)) }
        let progress = Progress("Writing")
        let written = try BundleWriter.write(
            workspace.store, choice, since: base, wall: workspace.now, to: BundleTarget(file)
        ) { progress.show("\($0) entries") }
        progress.end()
        // A store that may only be read cannot note it, and its bundle is as good.
        if written.torn == 0 {
            try? workspace.store.noteWritten(written.tips, at: workspace.now)
        }
        if let change = written.newIdentity { Console.note(change.description) }
        if written.torn > 0 {
            ErrorReport.warn(
                "damaged",
                "this store has lost entries, and \(Words.count(written.torn, "entry")) behind "
                    + "them could not be written; all others are in the bundle",
                hint: "cairn doctor says which, and what to do", asJSON: common.json)
        }
        if common.json {
            // Standard output may be the bundle itself.
            if file == "-" {
                Console.note(figures(written).compactText)
            } else {
                common.printJSON(figures(written))
            }
        } else {
            report(written)
        }
    }

    private func choose(_ lookup: Lookup) throws -> BundleLogs {
        var choice = BundleLogs()
        choice.takesAll = all
        choice.includesPeople = !noPeople
        if let to {
            let peers = try lookup.snapshot.peers()
            if let peer = peers.first(where: { $0.name == to }) {
                choice.peerLogs = PeerLogs(peer, among: peers).outgoing
            } else {
                choice.recipient = try recipient(to, lookup)
            }
        }
        if !all, let ref = common.chapterRef {
            choice.chapters = [try lookup.find(ref, "chapter").id]
        }
        return choice
    }

    private func recipient(_ name: String, _ lookup: Lookup) throws -> RecordID {
        do {
            return try lookup.find(name, "chapter").id
        } catch let fault as CommandFault where fault.code == "not-found" {
            throw CommandFault.notFound(
                "there is no peer and no chapter \"\(name)\"",
                hint: "cairn peer list and cairn chapter list show them")
        }
    }

    private func report(_ written: BundleWriter.Written) {
        if file != "-" {
            let entries = Words.count(written.entries, "entry")
            Console.print("Wrote \(file): \(entries), \(Self.size(written.bytes)).")
        }
        Console.note(written.summary.sentence)
        if written.entries == 0 {
            Console.note(
                since == nil
                    ? "There is nothing to carry yet." : "Nothing is new since that bundle.")
        }
    }

    private func figures(_ written: BundleWriter.Written) -> JSON {
        [
            "file": .string(file), "entries": .integer(Int64(written.entries)),
            "bytes": .integer(Int64(written.bytes)), "partial": .bool(since != nil),
            "chapters": BundleFigures.chapters(written.summary),
        ]
    }

    /// A size as people say it.
    static func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: Words.count(bytes, "byte")
        case ..<1_000_000: "\((bytes + 500) / 1000) KB"
        default: "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
        }
    }
}

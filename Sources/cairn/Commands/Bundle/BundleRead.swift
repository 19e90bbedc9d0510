import ArgumentParser
import CairnModel
import CairnStore
import CairnSync
import Foundation

struct BundleRead: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Take in what is new in one or several bundles.",
        discussion: """
            Examples:
              cairn bundle read /media/stick/lincoln.cairn
              cairn bundle read *.cairn --accept-new
              cairn bundle read campaign.cairn --only lincoln
              ssh laptop cairn bundle write - | cairn bundle read -

            Reading twice changes nothing. Of a damaged or cut file everything is taken
            that can be trusted; reading a good copy brings the rest. On a terminal you
            are asked before a chapter comes in that the store does not hold yet.
            """)

    @Argument(
        help: ArgumentHelp("The files to read, or - for standard input.", valueName: "file"),
        completion: .file())
    var files: [String]
    @Flag(name: .long, help: "Take chapters that the store does not hold, without asking.")
    var acceptNew = false
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Take this chapter and no other; may be given several times.",
            valueName: "slug|ref|name"))
    var only: [String] = []
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let workspace = try open()
        let reading = BundleReading(
            workspace: workspace, acceptsNew: acceptNew || !Console.canAsk, only: only)
        var figures: [JSON] = []
        var fault: CommandFault?
        var isIncomplete = false
        for file in files {
            do {
                let read = try reading.read(file)
                try workspace.store.noteRead(
                    refused: read.result.intake.refused, at: workspace.now)
                isIncomplete = isIncomplete || read.result.isIncomplete
                figures.append(
                    BundleFigures.result(file, read.result, newChapters: read.newChapters))
                BundleReport(file: file, now: workspace.now, asJSON: common.json).print(
                    read, printsFigures: !common.json)
            } catch  where files.count > 1 {
                // One bad file stops no other.
                let failure = CommandFault(any: error)
                ErrorReport.print(failure, asJSON: common.json)
                fault = failure
            }
        }
        if common.json { common.printJSON(.array(figures)) }
        if let fault { throw ExitCode(fault.status.rawValue) }
        if isIncomplete { throw ExitCode(ExitStatus.someRefused.rawValue) }
    }

    /// On a laptop without a store the way in is another one.
    private func open() throws -> Workspace {
        do {
            return try common.open()
        } catch let error as StoreError where error.code == .notFound {
            let file = files[0] == "-" ? "FILE" : files[0]
            throw CommandFault(
                .notFound, error.code.rawValue, error.reason,
                hint: "cairn init --from \(file) makes a store of the chapter in the bundle; "
                    + "if you start a chapter of your own, cairn init --name comes first")
        }
    }
}

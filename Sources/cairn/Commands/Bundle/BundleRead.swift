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
    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let workspace = try common.open()
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
                BundleReport(file: file, now: workspace.now).print(
                    read, printsFigures: !common.json)
            } catch  where files.count > 1 {
                // One bad file stops no other.
                let failure = CommandFault(any: error)
                ErrorReport.print(failure, asJSON: common.json)
                fault = failure
            }
        }
        if common.json { JSONOutput.print(.array(figures)) }
        if let fault { throw ExitCode(fault.status.rawValue) }
        if isIncomplete { throw ExitCode(ExitStatus.someRefused.rawValue) }
    }
}

import ArgumentParser
import CairnModel
import Foundation

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Play two schools and their coordinator, by stick and by network.",
        discussion: """
            Examples:
              cairn demo
              cairn demo --folder ~/cairn-demo

            Everything happens on this machine, in a new folder that stays for you to look
            at. Each step is shown as the command that you would type, with what it
            prints. It takes a few seconds and touches nothing else: the store on this laptop
            stays as it is, and --store is not used.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp("Where to play. Default: a new temporary folder.", valueName: "folder"),
        completion: .directory)
    var folder: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        let stream = common.json ? Console.errors : Console.output
        let stage = try DemoStage(folder: place(), stream: stream)
        try DemoPlay(stage: stage).run()
        if common.json { common.printJSON(["folder": .string(stage.folder.path)]) }
    }

    private func place() throws -> URL {
        let url =
            folder.map { URL(filePath: ($0 as NSString).expandingTildeInPath) }
            ?? FileManager.default.temporaryDirectory
            .appending(path: "cairn-demo-\(UUID().uuidString.prefix(8).lowercased())")
        if let items = try? FileManager.default.contentsOfDirectory(atPath: url.path),
            !items.isEmpty
        {
            throw CommandFault.usage(
                "\(url.path) is not empty", hint: "name a new folder with --folder")
        }
        do {
            try FileManager.default.createDirectory(
                at: url, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFault(
                .notPermitted, "read-only", "the folder \(url.path) cannot be made",
                hint: "name another one with --folder")
        }
        return url
    }
}

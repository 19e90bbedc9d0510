import ArgumentParser
import CairnModel
import CairnStore

struct DigestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest", abstract: "Print a fingerprint of each log.",
        discussion: """
            Examples:
              cairn digest

            Two stores with the same entries of a log print the same line for it. It
            tells nothing of what is in the log.
            """)

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func run() throws {
        try options.open().read { lookup in
            let logs = try lookup.reviewLogs(under: nil)
            let digests = try lookup.snapshot.digests(of: logs).sorted { $0.key < $1.key }
            if options.json {
                options.printJSON(
                    .object(digests.map { (key: "\($0.key)", value: .string($0.value)) }))
            } else {
                for (log, digest) in digests { Console.print("\(log)\t\(digest)") }
            }
        }
    }
}

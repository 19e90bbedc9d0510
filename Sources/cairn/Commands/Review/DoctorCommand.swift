import ArgumentParser
import CairnModel
import CairnStore

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the store: read all of its log again and compare.",
        discussion: """
            Examples:
              cairn doctor

            The log itself is never changed. Tables that do not agree with it are made
            anew from it. Exit status 1 says that something was wrong.
            """)

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func run() throws {
        let workspace = try options.open()
        let progress = Progress("checking")
        let findings = try workspace.store.doctor { progress.show($0) }
        progress.end()
        if options.json {
            options.printJSON(.array(findings.map(Self.json)))
        } else {
            var table = Table("", "check", "finding")
            for finding in findings {
                table.add(finding.isFault ? "wrong" : "ok", finding.check, finding.text)
            }
            table.print(ifEmpty: "Nothing is wrong.")
        }
        guard findings.contains(where: \.isFault) else { return }
        Console.note("hint: keep a copy of the file, and make a new store from the last bundle")
        throw ExitCode(ExitStatus.failed.rawValue)
    }

    private static func json(_ finding: Finding) -> JSON {
        .object([
            ("check", .string(finding.check)), ("fault", .bool(finding.isFault)),
            ("text", .string(finding.text)),
        ])
    }
}

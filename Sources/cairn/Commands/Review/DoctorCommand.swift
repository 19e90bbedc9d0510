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
            anew from it, and nothing is lost by that. Exit status 1 says that something was
            wrong.
            """)

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func run() throws {
        let workspace = try options.open()
        let progress = Progress("checking")
        let findings = try findings(workspace.store, progress)
        if options.json {
            options.printJSON(.array(findings.map(Self.json)))
        } else {
            var table = Table("", "check", "finding")
            for finding in findings {
                table.add(finding.isFault ? "wrong" : "ok", finding.check, finding.text)
            }
            table.print(ifEmpty: "Nothing is wrong.")
        }
        let wrong = findings.filter(\.isFault)
        if wrong.isEmpty { return }
        let isMended = wrong.allSatisfy { $0.check == "tables" }
        Console.note("hint: \(isMended ? Self.mended : Self.rescue)")
        throw ExitCode(ExitStatus.failed.rawValue)
    }

    private static let mended =
        "that is mended, and nothing was lost; work on. If it comes back, check the disk"
    private static let rescue =
        "keep a copy of the file. cairn --store NEW.db init --from BUNDLE makes a sound store of "
        + "the last bundle; cairn bundle write REST.cairn here, then cairn --store NEW.db bundle "
        + "read REST.cairn, bring what was written since; where that names earlier entries that "
        + "are lost, cairn export csv --kind KIND here and cairn --store NEW.db import csv bring "
        + "what the tables still hold"

    private func findings(_ store: Store, _ progress: Progress) throws -> [Finding] {
        defer { progress.end() }
        do {
            return try store.doctor { progress.show($0) }
        } catch let error as StoreError where error.code == .corrupted {
            throw CommandFault(.failed, error.code.rawValue, error.reason, hint: Self.rescue)
        }
    }

    private static func json(_ finding: Finding) -> JSON {
        .object([
            ("check", .string(finding.check)), ("fault", .bool(finding.isFault)),
            ("text", .string(finding.text)),
        ])
    }
}

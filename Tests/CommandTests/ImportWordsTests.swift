import Foundation
import Testing

@Suite("What imports and exports say")
struct ImportWordsTests {
    private func runner(_ files: [String: String]) throws -> CommandRunner {
        let runner = try CommandRunner.withChapter()
        for (name, text) in files {
            try Data(text.utf8).write(to: runner.folder.appending(path: name))
        }
        return runner
    }

    @Test("one is spoken of as one, and none as none")
    func numbers() throws {
        let runner = try runner([
            "one.csv": "title\nNight display\n",
            "none.ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        ])
        #expect(try runner.run("import", "csv", "one.csv").errors.contains("Imported 1 event."))
        let again = try runner.run("import", "csv", "one.csv")
        #expect(again.errors.hasSuffix("Imported 0 events, 1 was here already.\n"))
        let none = try runner.run("import", "ics", "none.ics")
        #expect(none.errors.hasSuffix("Imported 0 events and tasks.\n"))
        #expect(
            try runner.run("export", "ics").errors == "1 record left out: no day is known\n")
        #expect(try runner.run("doctor").output.contains("The log has 2 entries, whole and"))
    }

    @Test("a kind has its article, and a number without a country the option that names one")
    func faults() throws {
        let runner = try runner([
            "x.csv": "a,b\n1,2\n", "v.csv": "Name,Phone\nAna,555 0100\n",
        ])
        let untitled = try runner.run("import", "csv", "x.csv")
        #expect(untitled.errors.hasPrefix("error: no column can be the title of an event\n"))
        let unknown = try runner.run("import", "csv", "x.csv", "--map", "bogus=b")
        #expect(unknown.errors.hasPrefix("error: --map bogus=...: an event has no field bogus\n"))
        let phone = try runner.run("import", "csv", "v.csv", "--kind", "volunteer")
        #expect(phone.status == 6)
        #expect(phone.cells[0][3].contains("on the command line also --country US"))
    }
}

import CairnModel
import Foundation
import Testing

@Suite("History, undo, reports and checks on the command line")
struct ReportTests {
    let laptops: TwoLaptops
    var runner: CommandRunner { laptops.runner }

    init() throws { laptops = try TwoLaptops() }

    @Test("history of a person tells values only when asked; that of an event always")
    func history() throws {
        let quiet = try runner.run("history", laptops.ana)
        #expect(quiet.output.contains("email"))
        #expect(!quiet.output.contains("ana@example.org"))
        #expect(!quiet.output.contains("Ruiz"))
        let json = try runner.run("history", laptops.ana, "--json")
        #expect(!json.output.contains("Ruiz"))
        let told = try runner.run("history", laptops.ana, "--values")
        #expect(told.output.contains("ana@example.org"))
        try runner.run("event", "edit", laptops.event, "title=Night film")
        let rows = try runner.run("history", laptops.event).cells
        #expect(rows.last?[3...6] == ["edited", "title", "Night display", "Night film"])
    }

    @Test("undo takes back the last command, then the one before it")
    func undo() throws {
        try runner.run("event", "edit", laptops.event, "title=Night film")
        try runner.run("event", "edit", laptops.event, "summary=Come all")
        let first = try runner.run("undo")
        #expect(first.status == 0)
        #expect(first.errors.hasPrefix("Undo: event \(laptops.event) Night film (summary), "))
        try runner.run("undo")
        let shown = try runner.run("event", "show", laptops.event, "--json").json
        #expect(shown["title"] == "Night display")
        #expect(shown["summary"] == nil)
    }

    @Test("undo walks back through every change of one field")
    func undoWalks() throws {
        for title in ["Film", "Night film"] {
            try runner.run("event", "edit", laptops.event, "title=\(title)")
        }
        for title in ["Film", "Night display"] {
            #expect(try runner.run("undo").status == 0)
            let shown = try runner.run("event", "show", laptops.event, "--json").json
            #expect(shown["title"] == .string(title))
        }
    }

    @Test("undo of many records says so in one line")
    func undoImport() throws {
        let rows = (1...9).map { "\($0),Flyers \($0)\n" }.joined()
        try Data("id,title\n\(rows)".utf8).write(to: runner.folder.appending(path: "t.csv"))
        #expect(try runner.run("import", "csv", "t.csv", "--kind", "task").status == 0)
        let result = try runner.run("undo")
        #expect(result.output == "deleted 9 tasks\n")
        #expect(try runner.run("task", "list").output.isEmpty)
    }

    @Test("a deletion of what is deleted says that nothing was written")
    func deletedAlready() throws {
        let first = try runner.run("event", "delete", laptops.event)
        #expect(!first.errors.contains("Nothing was written"))
        let again = try runner.run("event", "delete", laptops.event)
        #expect(again.status == 0)
        #expect(again.errors.contains("Nothing was written: it is deleted already."))
        let same = try runner.run("volunteer", "edit", laptops.ana, "given_name=Ana")
        #expect(same.errors.contains("Nothing was written"))
    }

    @Test("undo that can take nothing back says what to do instead")
    func undoHints() throws {
        try runner.run(
            "event", "edit", laptops.event, "title=Night film", "--store", laptops.second)
        try runner.run("event", "edit", laptops.event, "title=At the library")
        try laptops.meet()
        let conflict = try runner.run("undo")
        #expect(conflict.status == 1)
        #expect(conflict.errors.contains("hint: cairn conflict show "))
        let made = try runner.ref("event", "add", "Film")
        try runner.run("event", "edit", made, "title=Films", "--as", laptops.ben)
        let others = try runner.run("undo")
        #expect(others.errors.contains("hint: cairn event delete \(made) hides it all the same"))
    }

    @Test("undo stops at the start of the laptop's own chapter")
    func undoStart() throws {
        for _ in 0..<3 { #expect(try runner.run("undo").status == 0) }
        let result = try runner.run("undo")
        #expect(result.status == 1)
        #expect(result.errors.contains("own chapter"))
        #expect(try runner.run("chapter", "list").output.contains("Lincoln High"))
    }

    @Test("undo of a person's record names it by its ref alone")
    func undoPersonal() throws {
        let result = try runner.run("undo", "--json")
        #expect(!(result.output + result.errors).contains("Okafor"))
        #expect(try result.json["records"]?.array?.first?["result"] == "deleted")
    }

    @Test("undo leaves alone what was changed since, and says so")
    func undoLeaves() throws {
        try runner.run("event", "edit", laptops.event, "title=Night film", "summary=Come all")
        let entry = try #require(try runner.run("history", laptops.event).cells.last?.last)
        try runner.run("event", "edit", laptops.event, "title=Film night")
        let result = try runner.run("undo", entry, "--json")
        #expect(result.status == 0)
        let left = try #require(try result.json["left_alone"]?.array)
        #expect(left.map { $0["field"] } == ["title"])
        #expect(try runner.run("undo", "nonsense").status == 3)
    }

    @Test("log shows no value of a person's field unless asked")
    func log() throws {
        for arguments in [["log"], ["log", "--json"], ["log", "--jsonl"]] {
            let result = try runner.run(arguments)
            #expect(result.status == 0)
            #expect(!result.output.contains("Ruiz"))
            #expect(result.output.contains("volunteer"))
        }
        let lines = try runner.run("log", "--jsonl", "--values").output.split(separator: "\n")
        #expect(lines.contains { $0.contains("\"family_name\":\"Ruiz\"") })
        #expect(throws: Never.self) {
            for line in lines { _ = try Entry(line: Array(line.utf8)) }
        }
    }

    @Test("info, doctor, status, digest and conflict list tell nothing about people")
    func publicTexts() throws {
        for command in ["info", "doctor", "status", "digest"] {
            for arguments in [[command], [command, "--json"]] {
                let result = try runner.run(arguments)
                #expect(result.status == 0)
                let text = result.output + result.errors
                for value in ["Ana", "Ruiz", "Ben", "Okafor", "example.org"] {
                    #expect(!text.contains(value))
                }
            }
        }
    }

    @Test("status tells by its exit code what waits to be sent, and what waits for a person")
    func status() throws {
        #expect(try runner.run("status").status == 0)
        try runner.run("event", "edit", laptops.event, "title=Night film")
        #expect(try runner.run("status", "--exit-code").status == 8)
        let json = try runner.run("status", "--json").json
        #expect(json["conflicts"] == 0)
        #expect((json["waiting"]?.integer ?? 0) > 0)
        try runner.run("bundle", "write", "all.cairn")
        let sent = try runner.run("status", "--exit-code", "--json")
        #expect(sent.status == 0)
        #expect(try sent.json["waiting"] == 0)
        #expect(try sent.json["bundle_written_at"]?.string != nil)
        try runner.run("event", "edit", laptops.event, "title=Film night", "--store", "second.db")
        try runner.run("event", "edit", laptops.event, "title=At the library")
        try laptops.meet()
        try runner.run("bundle", "write", "all.cairn")
        #expect(try runner.run("status", "--exit-code").status == 5)
    }

    @Test("two stores with the same entries print the same digests")
    func digest() throws {
        let first = try runner.run("digest")
        #expect(first.output == (try runner.run("digest", "--store", laptops.second).output))
        #expect(first.cells.allSatisfy { $0.count == 2 && $0[1].count == 64 })
    }

    @Test("a report adds up held events of the calendar year and says what it rests on")
    func stats() throws {
        try runner.run(
            "event", "outcome", laptops.event, "--reach", "158..178", "--basis", "estimated")
        let report = try runner.run("stats", "--year", "2026", "--json").json
        #expect(report["total"]?["events"] == 1)
        #expect(report["total"]?["reach"] == ["low": 158, "high": 178])
        #expect(report["total"]?["events_by_type"] == ["display": 1])
        #expect(report["digests"]?.object?.count == 2)
        #expect(report["range"]?.string?.contains("calendar year") == true)
        let definitions = report["definitions"]?.object?.map(\.key)
        #expect(definitions == report["total"]?.object?.map(\.key))
        #expect(
            try runner.run("stats", "--year", "2025", "--json").json["total"]?["events"] == 0)
        let month = try runner.run("stats", "--by", "month").cells
        #expect(month.map { $0[0] } == ["2026-04", "total"])
    }

    @Test("exported events can be imported by their columns; people only where asked for")
    func export() throws {
        try runner.run(
            "event", "edit", laptops.event, "tag/music=true", "tag/Kunst & Kultur=true",
            "description=Two\nlines, \"quoted\"")
        let csv = try runner.run("export", "csv").output
        let sheet = try CSVReader(Array(csv.utf8))
        #expect(
            sheet.header == [
                "identifier", "title", "description", "type", "status", "when.start", "when.end",
                "when.tz", "tag",
            ])
        #expect(
            Array(sheet.lines[0].cells[1...]) == [
                "Night display", "Two\nlines, \"quoted\"", "display", "tentative",
                "2026-04-04T19:00", "2026-04-04T21:00", "America/New_York",
                "music; Kunst & Kultur",
            ])
        let all = try runner.run("export", "json").output
        #expect(!all.contains("Ruiz"))
        #expect(try runner.run("export", "csv", "--kind", "volunteer").output.contains("Ruiz"))
        #expect(try runner.run("export", "csv", "--kind", "nothing").status == 2)
    }

    @Test(
        "an exported sheet is read back into the same values",
        arguments: ["event", "volunteer", "task", "chapter"])
    func exportRoundTrip(_ kind: String) throws {
        try runner.run(
            "event", "edit", laptops.event, "tag/music=true", "tag/Kunst & Kultur=true",
            "tag/red, white; blue=true", "partner/Muir, Ltd=true", "description=Two\nlines, \"x\"",
            "place.name=Hall", "place.region=WV", "place.country=US", "count/letters=12..14",
            "count/signatures=7", "reach=158..178", "reach.basis=counted", "capacity=1200")
        try runner.run(
            "volunteer", "edit", laptops.ana, "phone=+13045550123", "grade=5",
            "guardian.name=Eva Ruiz", "guardian.email=eva@example.org", "role/member=true",
            "consent/photo=granted", "consent/photo.method=paper", "language/es=true")
        let added = try runner.run("task", "add", "Poster", "--due", "2026-04-02", "--json")
        let task = try #require(try added.json["ref"]?.string)
        try runner.run("task", "edit", task, "effort_minutes=90", "start_on=2026-04-01 15:00")
        let ref = ["event": laptops.event, "volunteer": laptops.ana, "task": task][kind]
        let history = try runner.run("history", ref ?? "lincoln", "--values", "--json").json
        var expected: [String: JSON] = [:]
        for item in history.array ?? [] {
            for change in item["changes"]?.array ?? [] where change["live"] == true {
                expected[change["field"]?.string ?? ""] = change["after"]
            }
        }
        let csv = try runner.run("export", "csv", "--kind", kind).output
        let plan = try CSVImport(
            kind: try #require(Vocabulary.current.kind(kind)),
            log: RecordID(high: 0, low: 0), zone: "America/New_York", country: nil,
            today: try #require(CivilDate("2026-11-25")), now: 1_790_000_000_000
        ).plan(Array(csv.utf8))
        #expect(plan.refused.isEmpty)
        #expect(plan.leftOut.isEmpty)
        let edit = try #require(
            plan.edits.map(\.edit).first { edit in
                edit.id.digits.hasSuffix(ref ?? "")
            })
        let read = Dictionary(uniqueKeysWithValues: edit.set.map { ($0.field, $0.value) })
        #expect(read.filter { !$0.key.hasPrefix("identifier/") } == expected)
    }

    @Test("private events are exported only where asked for")
    func exportPrivate() throws {
        try runner.run("event", "edit", laptops.event, "visibility=private")
        let quiet = try runner.run("export", "csv")
        #expect(!quiet.output.contains("Night display"))
        #expect(quiet.errors.contains("--private"))
        #expect(try runner.run("export", "csv", "--private").output.contains("Night display"))
    }
}

import CairnModel
import Testing

@Suite("Volunteers who were entered twice")
struct DuplicateTests {
    private func add(_ runner: CommandRunner, _ fields: String) throws -> String {
        let result = try runner.run("volunteer", "add", "-", input: fields)
        return try #require(result.cells.first?.first, "\(result.errors)")
    }

    private func people(_ runner: CommandRunner) throws -> (liz: String, elizabeth: String) {
        let mail = #""email":"parent@example.org","grade":{"value":"5"}"#
        let family = #""family_name":"Moore""#
        let liz = try add(runner, #"{"given_name":"Liz",\#(family),\#(mail)}"#)
        _ = try add(runner, #"{"given_name":"Ben",\#(family),\#(mail)}"#)
        return (liz, try add(runner, #"{"given_name":"Elizabeth",\#(family),\#(mail)}"#))
    }

    @Test("are suggested with the evidence; siblings with one e-mail are not")
    func suggest() throws {
        let runner = try CommandRunner.withChapter()
        let (liz, elizabeth) = try people(runner)
        let rows = try runner.run("volunteer", "duplicates").cells
        #expect(rows.count == 1)
        #expect(Set([rows[0][1], rows[0][3]]) == [liz, elizabeth])
        #expect(
            rows[0][5]
                == "the given names are forms of one name, same family name, same e-mail, "
                + "same grade")
        let found = try runner.run("volunteer", "duplicates", "--json").json.array
        #expect(found?.first?["evidence"]?.array?.count == 4)
    }

    @Test("are merged and taken apart again, with all their links")
    func merge() throws {
        let runner = try CommandRunner.withChapter()
        let (liz, elizabeth) = try people(runner)
        let event = try runner.ref("event", "add", "Club", "--at", "2026-10-22 15:30")
        try runner.run("event", "signup", event, liz)
        #expect(try runner.run("volunteer", "merge", liz, elizabeth).status == 0)
        #expect(try runner.run("volunteer", "duplicates").output == "")
        #expect(try runner.run("volunteer", "list").cells.count == 2)
        #expect(try runner.run("volunteer", "show", elizabeth).output.contains("Club"))
        #expect(try runner.run("volunteer", "merge", elizabeth, liz).status == 2)
        try runner.run("volunteer", "unmerge", liz)
        #expect(try runner.run("volunteer", "list").cells.count == 3)
        #expect(try runner.run("volunteer", "show", elizabeth).output.contains("Club") == false)
        #expect(try runner.run("volunteer", "duplicates").cells.count == 1)
    }

    @Test("are not suggested again once someone said that they are two")
    func notSame() throws {
        let runner = try CommandRunner.withChapter()
        let (liz, elizabeth) = try people(runner)
        #expect(try runner.run("volunteer", "not-same", liz, elizabeth).status == 0)
        #expect(try runner.run("volunteer", "duplicates").output == "")
        for ref in [liz, elizabeth] {
            let shown = try runner.run("volunteer", "show", ref, "--json").json
            #expect(shown["not_same_as"]?.array?.count == 1)
        }
    }
}

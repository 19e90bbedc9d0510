import CairnModel
import Foundation
import Testing

/// `cairn invite --role volunteer`: links that open a volunteer's own page.
@Suite("Volunteers' invitations")
struct VolunteerInvitationTests {
    private static let url = ["--url", "https://cairn.example.org/"]

    private func invite(
        _ runner: CommandRunner, _ arguments: String...
    ) throws -> CommandRunner.Result {
        try runner.run(["invite", "--role", "volunteer"] + Self.url + arguments)
    }

    @Test("open one volunteer's page, of the volunteer's own chapter")
    func one() throws {
        let runner = try CommandRunner.withChapter()
        let ana = try runner.ref("volunteer", "add", "--given", "Ana", "--family", "Ruiz")
        let result = try invite(runner, "--volunteer", ana)
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.output.wholeMatch(of: /https:\/\/cairn\.example\.org\/join\/[0-9a-z]{24}\n/)
                != nil)
        #expect(!result.errors.contains("Ana"))
        let json = try invite(runner, "--volunteer", ana, "--json").json
        #expect(json["role"] == "volunteer")
        #expect(json["chapters"] == ["Lincoln High"])
    }

    @Test("are printed for everybody who is active, for guardians where contact goes that way")
    func sheet() throws {
        let runner = try CommandRunner.withChapter()
        for (given, more) in [
            ("Ana", ["--age-band", "13_15"]), ("Olga", ["--age-band", "adult"]),
            ("Kim", ["contact_policy=direct"]), ("Gone", ["status=moved"]), ("Tom", []),
        ] {
            let result = try runner.run(
                ["volunteer", "add", "--given", given, "--family", "Family"] + more)
            #expect(result.status == 0, "\(result.errors)")
        }
        let file = runner.folder.appending(path: "sheet.html")
        let result = try invite(runner, "--all", "--sheet", file.path, "--json")
        #expect(result.status == 0, "\(result.errors)")
        let links = try #require(result.json.array?.compactMap { $0["url"]?.string })
        #expect(Set(links).count == 4)
        let html = try String(contentsOf: file, encoding: .utf8)
        for link in links { #expect(html.contains(">\(link)<")) }
        let headings = html.matches(of: /<h2>(.*?)<\/h2>/).map { String($0.1) }
        #expect(headings == ["For Ana's parent", "For Kim", "For Olga", "For Tom's parent"])
        #expect(html.contains("Olga F."))
        #expect(!html.contains("Family"))
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let again = try invite(runner, "--all", "--sheet", file.path)
        #expect(again.status == 1)
        #expect(again.errors.contains("give the name of a file that is not there yet"))
    }

    @Test(
        "say what goes together",
        arguments: [
            [], ["--all"], ["--volunteer", "2c41", "--reads", "campaign"],
            ["--all", "--volunteer", "2c41", "--sheet", "x.html"],
        ])
    func usage(_ arguments: [String]) throws {
        let runner = try CommandRunner.withChapter()
        let result = try runner.run(["invite", "--role", "volunteer"] + Self.url + arguments)
        #expect(result.status == 2)
    }
}

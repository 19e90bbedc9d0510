import CairnModel
import Foundation
import Testing

@Suite("Starting")
struct StartTests {
    @Test("makes a store for a chapter, which only its owner can read")
    func makesStore() throws {
        let runner = try CommandRunner()
        runner.environment["CAIRN_STORE"] = ""
        let result = try runner.run(
            "init", "--name", "Lincoln High", "--tz", "America/New_York", "--slug", "lincoln",
            "--json")
        #expect(result.status == 0)
        #expect(
            try result.json.fields.compactText == """
                {"name":"Lincoln High","slug":"lincoln","type":"school_club","status":"active",\
                "tz":"America/New_York"}
                """)
        #expect(try result.json["id"] == result.json["log"])
        let folder = runner.folder.appending(path: ".local/share/cairn")
        let file = folder.appending(path: "cairn.db")
        #expect(try mode(file) == 0o600)
        #expect(try mode(folder) == 0o700)
    }

    private func mode(_ url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    @Test("says where the store is and what comes next")
    func saysNext() throws {
        let runner = try CommandRunner()
        let result = try runner.run("init", "--name", "Lincoln High", "--tz", "UTC")
        #expect(result.cells.first?[2] == "Lincoln High")
        #expect(result.errors.contains("The store is \(runner.storePath).\nNext: cairn event add"))
    }

    @Test("leaves a store alone that is there already")
    func refusesExisting() throws {
        let runner = try CommandRunner.withChapter()
        let before = try runner.storeBytes
        let result = try runner.run("init", "--name", "Other", "--tz", "UTC")
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("error: \(runner.storePath) is there already\nhint: "))
        #expect(try runner.storeBytes == before)
    }

    @Test(
        "makes no store from a zone, a slug or a type that cannot be",
        arguments: [
            ["--tz", "Mars/Olympus"], ["--tz", "UTC", "--slug", "Not A Slug"],
            ["--tz", "UTC", "--type", "band"], [],
        ])
    func refusesFields(arguments: [String]) throws {
        let runner = try CommandRunner()
        let result = try runner.run(["init", "--name", "Lincoln High"] + arguments)
        #expect(result.status == 2)
        #expect(result.errors.contains("\nhint: "))
        #expect(!FileManager.default.fileExists(atPath: runner.storePath))
    }

    @Test("knows who works on the laptop, without syncing it")
    func me() throws {
        let runner = try CommandRunner.withChapter()
        #expect(try runner.run("me", "--json").output == "null\n")
        let ana = try runner.ref("volunteer", "add", "--given", "Ana", "--family", "Ruiz")
        let before = try runner.storeBytes
        #expect(try runner.run("me", ana).cells == [[ana, "Ana R.", "", "", "", "active"]])
        #expect(try runner.run("me", "--json").json["given_name"] == "Ana")
        #expect(try runner.storeBytes == before)
        #expect(try runner.run("me", "--clear").status == 0)
        #expect(try runner.run("me").output.isEmpty)
    }

    @Test("writes by whom an entry is, from me, --as and the environment")
    func actor() throws {
        let runner = try CommandRunner.withChapter()
        let ana = try runner.run("volunteer", "add", "--given", "Ana", "--json").json
        let ben = try runner.run("volunteer", "add", "--given", "Ben", "--json").json
        let refs = try [ana, ben].map { try #require($0["ref"]?.string) }
        #expect(ana["created_by"] == JSON.null)
        try runner.run("me", refs[0])
        let first = try runner.run("event", "add", "By me", "--json").json
        #expect(first["created_by"] == ana["id"])
        let second = try runner.run("event", "add", "By Ben", "--as", refs[1], "--json").json
        #expect(second["created_by"] == ben["id"])
        runner.environment["CAIRN_AS"] = refs[1]
        let third = try runner.run("event", "add", "By Ben too", "--json").json
        #expect(third["created_by"] == ben["id"])
    }
}

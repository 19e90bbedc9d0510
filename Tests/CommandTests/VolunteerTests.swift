import CairnModel
import Foundation
import Testing

@Suite("Volunteers")
struct VolunteerTests {
    @Test("live in the people log, and a minor is shown by given name and initial")
    func add() throws {
        let runner = try CommandRunner.withChapter()
        let chapter = try runner.run("chapter", "show", "--json").json
        let ana = try runner.run(
            "volunteer", "add", "--given", "Ana", "--family", "Ruiz", "--age-band", "under_13",
            "--grade", "5", "--guardian-name", "M. Ruiz", "--guardian-email", "m@example.org",
            "--role", "member", "--json"
        ).json
        #expect(
            ana.fields.compactText == """
                {"display_name":"Ana R.","given_name":"Ana","family_name":"Ruiz",\
                "age_band":"under_13","grade":{"value":"5"},\
                "guardian":{"name":"M. Ruiz","email":"m@example.org"},\
                "contact_policy":"via_guardian","status":"active","role":["member"]}
                """)
        let people = RecordID.derived(
            kind: "people", parents: [try #require(chapter["id"]?.string)])
        #expect(ana["log"]?.string == people.description)
        #expect(
            try runner.run("volunteer", "list").cells.map { Array($0.dropFirst()) } == [
                ["Ana R.", "under_13", "5", "member", "active"]
            ])
    }

    @Test("come from JSON on standard input, as --json prints them")
    func fromJSON() throws {
        let runner = try CommandRunner.withChapter()
        let first = try runner.run(
            "volunteer", "add", "-", "--json",
            input: """
                {"given_name":"Zoe\u{308}","age_band":"13_15","language":["es","Plattdüütsch"],
                 "consent":{"photo":{"state":"denied"}}}
                """)
        #expect(first.status == 0)
        let fields = try first.json.fields
        #expect(fields["given_name"] == "Zo\u{EB}")
        #expect(fields["language"] == ["es", "Plattdüütsch"])
        let again = try runner.run("volunteer", "add", "-", "--json", input: first.output)
        #expect(try again.json.fields == fields)
        #expect(try again.json["id"] != first.json["id"])
    }

    @Test("come in several at once, all or none")
    func several() throws {
        let runner = try CommandRunner.withChapter()
        let two = try runner.run(
            "volunteer", "add", "-", input: #"[{"given_name":"Ana"},{"given_name":"Ben"}]"#)
        #expect(two.cells.map { $0[1] } == ["Ana", "Ben"])
        let before = try runner.storeBytes
        let bad = try runner.run(
            "volunteer", "add", "-", input: #"[{"given_name":"Cy"},{"age_band":"old"}]"#)
        #expect(bad.status == 2)
        #expect(bad.errors.hasPrefix("error: age_band must be one of under_13, "))
        #expect(try runner.storeBytes == before)
    }

    @Test("are asked for on a terminal, and need one without flags")
    func asked() throws {
        let runner = try CommandRunner.withChapter()
        let refused = try runner.run("volunteer", "add")
        #expect(refused.status == 2)
        #expect(refused.errors.hasPrefix("error: there is nobody to ask"))
        let terminal = URL(filePath: "/usr/bin/script")
        try #require(FileManager.default.isExecutableFile(atPath: terminal.path))
        let asked = try runner.run(
            terminal,
            ["-qec", "\(CommandRunner.executable.path) volunteer add", "/dev/null"],
            input: "Ana\nR.\n11\nunder_13\n\n\n\n\n")
        #expect(asked.output.contains("Given name:"))
        #expect(asked.output.contains("age_band must be one of"))
        #expect(asked.output.contains("Guardian's e-mail:"))
        #expect(
            try runner.run("volunteer", "list").cells.map { $0[1...2] } == [["Ana R.", "under_13"]])
    }

    @Test("give consents for several purposes and people at once")
    func consent() throws {
        let runner = try CommandRunner.withChapter()
        let refs = try ["Ana", "Ben"].map { try runner.ref("volunteer", "add", "--given", $0) }
        let result = try runner.run(
            ["volunteer", "consent"] + refs + [
                "photo,participation", "granted", "--method", "paper", "--date", "2026-04-01",
                "--json",
            ])
        #expect(result.status == 0)
        let consent: JSON = ["date": "2026-04-01", "method": "paper", "state": "granted"]
        for volunteer in try #require(try result.json.array) {
            #expect(volunteer["consent"] == ["participation": consent, "photo": consent])
        }
        let wrong = try runner.run("volunteer", "consent", refs[0], "film", "granted")
        #expect(wrong.status == 2)
    }

    @Test("are merged as an alias, unmerged, and told apart")
    func merge() throws {
        let runner = try CommandRunner.withChapter()
        let refs = try ["Ana", "Anna"].map { try runner.ref("volunteer", "add", "--given", $0) }
        #expect(try runner.run("volunteer", "merge", refs[0], refs[0]).status == 2)
        #expect(try runner.run("volunteer", "merge", refs[0], refs[1]).status == 0)
        #expect(try runner.run("volunteer", "list").cells.map { $0[0] } == [refs[1]])
        #expect(try runner.run("volunteer", "merge", refs[1], refs[0]).status == 2)
        #expect(try runner.run("volunteer", "unmerge", refs[0]).status == 0)
        let again = try runner.run("volunteer", "unmerge", refs[0])
        #expect(again.status == 0)
        #expect(again.errors == "Nothing was written: it is no other name of anyone.\n")
        let told = try runner.run("volunteer", "not-same", refs[0], refs[1], "--json").json
        #expect(told["not_same_as"]?.array?.count == 1)
    }

    @Test("are hidden and not erased, and delete says so")
    func delete() throws {
        let runner = try CommandRunner.withChapter()
        let ref = try runner.ref("volunteer", "add", "--given", "Ana")
        let result = try runner.run("volunteer", "delete", ref)
        #expect(result.errors.hasPrefix("It is hidden, not erased: it stays in the log."))
        #expect(try runner.run("volunteer", "list").output.isEmpty)
        #expect(try runner.run("volunteer", "restore", ref).status == 0)
    }

    @Test("tell how they are reached: a minor by the guardian unless it says more")
    func contactPolicy() throws {
        let runner = try CommandRunner.withChapter()
        for (arguments, policy) in [
            ([], "via_guardian"), (["--age-band", "adult"], "direct"),
            (["contact_policy=adviser_only"], "adviser_only"),
        ] as [([String], String)] {
            let made = try runner.run(["volunteer", "add", "--given", "Ana", "--json"] + arguments)
            #expect(try made.json["contact_policy"] == .string(policy))
            let ref = try #require(try made.json["ref"]?.string)
            let shown = try runner.run("volunteer", "show", ref).output
            #expect(shown.contains("contact policy\t\(policy)"))
        }
    }

    @Test("history and log name no role, tag or language of a person without --values")
    func hiddenElements() throws {
        let runner = try CommandRunner.withChapter()
        let ana = try runner.ref(
            "volunteer", "add", "--given", "Ana", "role/student_leader=true", "language/es=true",
            "consent/photo=granted")
        for arguments in [
            ["history", ana], ["history", ana, "--json"], ["log"], ["log", "--json"],
            ["log", "--jsonl"],
        ] {
            let text = try runner.run(arguments).output
            #expect(!text.contains("student_leader"), "\(arguments)")
            #expect(!text.contains("language/es"), "\(arguments)")
            #expect(text.contains("role/…"), "\(arguments)")
            #expect(text.contains("consent/photo"), "\(arguments)")
        }
        #expect(try runner.run("history", ana, "--values").output.contains("student_leader"))
    }
}

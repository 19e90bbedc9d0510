import ArgumentParser
import CairnModel
import Testing

@testable import cairn

@Suite("Help")
struct HelpTests {
    /// Every command with its text, from the program's own description of itself.
    private func commands() throws -> [(path: [String], discussion: String)] {
        let dump = try CommandRunner().run("--experimental-dump-help").json
        var found: [(path: [String], discussion: String)] = []
        func visit(_ command: JSON, _ path: [String]) {
            guard let name = command["commandName"]?.string, name != "help" else { return }
            found.append((path + [name], command["discussion"]?.string ?? ""))
            for child in command["subcommands"]?.array ?? [] { visit(child, path + [name]) }
        }
        visit(try #require(dump["command"]), [])
        return found
    }

    /// Every command's help text as a terminal of that width shows it.
    private func texts(columns: Int) throws -> [(path: String, text: String)] {
        let runner = try CommandRunner()
        runner.environment["COLUMNS"] = "\(columns)"
        return try commands().map { path, _ in
            let shown = try runner.run(["help"] + path.dropFirst())
            return (path.joined(separator: " "), shown.output)
        }
    }

    @Test("keeps to the width of the terminal, word by word", arguments: [80, 40])
    func widths(columns: Int) throws {
        for (path, text) in try texts(columns: columns) {
            for line in text.split(separator: "\n") where line.count > columns {
                // What is not broken may be longer: an address, an option with its value.
                let text = line.drop { $0 == " " }
                let words = text.split(separator: " ").filter { $0 != "\\" }
                let isOption = text.hasPrefix("--") || text.hasPrefix("[--")
                #expect(words.count == 1 || isOption, "\(path): \(line)")
            }
        }
    }

    @Test("fills its prose, and breaks an example as a shell takes it")
    func filled() {
        let text = """
            OVERVIEW: Do it.

            Examples:
              cairn event add "Night display and film" --at "sat 19:00" --for 2h

            A sentence that was broken at one width and is
            read
            at another.

            USAGE: cairn event add [--at <when>] <title> [--store <file>] [--json] [--jsonl] \
            [--as <ref>] [--chapter <slug|ref>]

            COMMON OPTIONS:
              --json                  Print JSON, with the names of the vocabulary.

            OPTIONS:
              --a-very-long-name-of-an-option
                                      What it is for.
            """
        #expect(
            HelpText.fitted(text, to: 40) == """
                Do it.

                Examples:
                  cairn event add \\
                    "Night display and film" \\
                    --at "sat 19:00" --for 2h

                A sentence that was broken at one width
                and is read at another.

                USAGE: cairn event add [--at <when>]
                       <title> [<common options>]

                OPTIONS:
                  --a-very-long-name-of-an-option
                      What it is for.

                COMMON OPTIONS:
                  --json
                      Print JSON, with the names of the
                      vocabulary.
                """)
        #expect(HelpText.fitted("cairn 0.1.0", to: 40) == "cairn 0.1.0")
    }

    @Test("names no default twice")
    func defaults() throws {
        for (path, text) in try texts(columns: 80) {
            #expect(!text.contains(/Default: [a-z]+\.\s+\(default/), "\(path)")
        }
    }

    @Test("every command takes the common options, behind its name and before it")
    func commonOptions() throws {
        let dump = try CommandRunner().run("--experimental-dump-help").json
        var names: Set<String> = []
        func visit(_ command: JSON, _ path: [String]) throws {
            let name = command["commandName"]?.string ?? ""
            if name == "help" { return }
            let children = command["subcommands"]?.array?.filter { $0["commandName"] != "help" }
            for child in children ?? [] { try visit(child, path + [name]) }
            guard children?.isEmpty ?? true else { return }
            let common = (command["arguments"]?.array ?? []).filter {
                $0["sectionTitle"]?.string == CommonOptions.title
            }
            let found = common.flatMap { $0["names"]?.array ?? [] }.compactMap { name in
                name["name"]?.string.map { (name["kind"] == "short" ? "-" : "--") + $0 }
            }
            names.formUnion(found)
            #expect(found.count == 6, "\(path) \(name): \(found)")
        }
        try visit(try #require(dump["command"]), [])
        #expect(names == CommonOptions.flags.union(CommonOptions.valued))
    }

    @Test(
        "a common option may stand before the name of a command, or within it",
        arguments: [
            (["--store", "x", "event", "list"], ["event", "list", "--store", "x"]),
            (
                ["event", "--json", "list", "--from", "today"],
                ["event", "list", "--json", "--from", "today"]
            ),
            (["-C", "a", "stats", "--by", "type"], ["stats", "-C", "a", "--by", "type"]),
            (
                ["--as=7f3a", "conflict", "show", "--json"],
                ["conflict", "show", "--as=7f3a", "--json"]
            ),
            (["--jsonl", "conflict"], ["conflict", "--jsonl"]),
            (["event", "add", "list", "--json"], ["event", "add", "list", "--json"]),
            (["--json", "event"], ["event"]), (["--colour"], ["--colour"]),
            (["-Clincoln", "stats"], ["stats", "-Clincoln"]),
            (["--", "event"], ["--", "event"]),
        ] as [([String], [String])])
    func order(typed: [String], sorted: [String]) throws {
        #expect(try ArgumentOrder.sorted(typed) == sorted)
    }

    @Test("of edit lists the fields that the vocabulary has")
    func fields() throws {
        let shown = try CommandRunner().run("help", "task", "edit").output
            .replacing("\n", with: " ")
        #expect(shown.contains("Fields: title, notes, status,"))
        #expect(shown.contains("Sets: assignee, depends, check, tag, skill."))
    }

    @Test("of every command leads with examples")
    func leadsWithExamples() throws {
        let commands = try commands()
        #expect(commands.count > 50)
        for (path, discussion) in commands {
            #expect(discussion.hasPrefix("Examples:\n  "), "\(path.joined(separator: " "))")
        }
    }

    @Test("shows examples that the program takes")
    func examplesParse() throws {
        let commands = try commands()
        let roots = Set(commands.filter { $0.path.count == 2 }.map { $0.path[1] })
        for (path, discussion) in commands {
            for example in examples(in: discussion) {
                let words = try #require(ShellWords.of(example).split(separator: "cairn").first)
                // Commands that this build leaves out cannot be tried.
                guard words.first.map({ roots.contains($0) }) == true else { continue }
                #expect(throws: Never.self, "\(path): \(example)") {
                    try Cairn.parseAsRoot(Array(words))
                }
            }
        }
    }

    /// The lines of the first block that run this program, continued lines joined.
    private func examples(in discussion: String) -> [String] {
        let block = discussion.replacing("\\\n", with: " ").split(
            separator: "\n", omittingEmptySubsequences: false
        ).dropFirst().prefix { $0.hasPrefix("  ") }
        return block.map { String($0.drop { $0 == " " }) }.filter { $0.hasPrefix("cairn ") }
    }
}

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

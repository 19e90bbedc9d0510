import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import cairn

@Suite("The README")
struct ReadmeTests {
    private static func text() throws -> String {
        try String(contentsOf: ProjectFolder.file("README.md"), encoding: .utf8)
    }

    @Test("shows commands that the program takes")
    func commandsParse() throws {
        let lines = try Self.text().split(separator: "\n").map(String.init)
        let commands = lines.compactMap { line -> String? in
            if line.hasPrefix("cairn ") { return line }
            guard let range = line.firstRange(of: "$ cairn ") else { return nil }
            return "cairn " + line[range.upperBound...]
        }
        #expect(commands.count >= 10)
        for command in commands {
            #expect(throws: Never.self, "\(command)") {
                try Cairn.parseAsRoot(Array(ShellWords.of(command).dropFirst()))
            }
        }
    }

    @Test("names files and folders that are there")
    func pathsExist() throws {
        let pattern = try Regex("(Tools|Schema|Sources|Tests)/[A-Za-z./_-]*[A-Za-z]")
        let paths = Set(
            try Self.text().matches(of: pattern).map { String($0.output[0].substring!) })
        #expect(paths.count > 5)
        for path in paths {
            #expect(
                FileManager.default.fileExists(atPath: ProjectFolder.file(path).path), "\(path)")
        }
    }
}

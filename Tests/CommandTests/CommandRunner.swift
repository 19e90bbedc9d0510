import CairnModel
import Foundation

/// Runs the built executable in a folder of its own, with an environment that says nothing but
/// what a test gives it.
final class CommandRunner {
    /// The folder: the home of the processes, removed at the end.
    let folder: URL
    /// More variables for every run.
    var environment: [String: String] = [:]

    struct Result {
        let status: Int32
        let output: String
        let errors: String

        /// The output as JSON.
        var json: JSON { get throws { try JSON(reading: output.utf8) } }
        /// The problem object on standard error.
        var problem: JSON { get throws { try JSON(reading: errors.utf8) } }
        /// The output in lines and cells.
        var cells: [[String]] {
            output.split(separator: "\n").map { line in
                line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            }
        }
    }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "cairn-\(UUID().uuidString.lowercased())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The store that runs use unless they name another.
    var storePath: String { folder.appending(path: "store.db").path }

    /// A store for Lincoln High, in New York's zone.
    static func withChapter() throws -> CommandRunner {
        let runner = try CommandRunner()
        let made = try runner.run(
            "init", "--name", "Lincoln High", "--tz", "America/New_York", "--slug", "lincoln")
        guard made.status == 0 else { throw Unexpected(text: made.errors) }
        return runner
    }

    /// What a test did not expect.
    struct Unexpected: Error { let text: String }

    /// Runs a command that must succeed, and gives the ref at the beginning of its output.
    func ref(_ arguments: String...) throws -> String {
        let result = try run(arguments)
        guard result.status == 0, let ref = result.cells.first?.first else {
            throw Unexpected(text: result.errors)
        }
        return ref
    }

    /// The store's bytes.
    var storeBytes: Data { get throws { try Data(contentsOf: URL(filePath: storePath)) } }

    /// Runs `cairn` with these arguments.
    @discardableResult
    func run(_ arguments: String..., input: String = "") throws -> Result {
        try run(arguments, input: input)
    }

    func run(_ arguments: [String], input: String = "") throws -> Result {
        try run(Self.executable, arguments, input: input)
    }

    /// Runs any program as if it were cairn.
    func run(_ program: URL, _ arguments: [String], input: String = "") throws -> Result {
        // Files take any amount, so that no pipe has to be emptied beside the process.
        let (outputFile, errorFile) = (try file(), try file())
        let inputFile = folder.appending(path: "input-\(UUID().uuidString)")
        try Data(input.utf8).write(to: inputFile)
        var process = try SpawnedProcess(
            program.path, arguments, in: folder.path, environment: variables,
            files: [inputFile.path, outputFile.path, errorFile.path])
        let status = process.wait().number
        defer { for url in [outputFile, errorFile, inputFile] { try? remove(url) } }
        return Result(
            status: status,
            output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
    }

    /// A process in the runner's folder and environment, not started yet.
    func process(_ program: URL, _ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = variables
        return process
    }

    private var variables: [String: String] {
        [
            "HOME": folder.path, "CAIRN_STORE": storePath, "LANG": "C.UTF-8",
            "PATH": "/usr/bin:/bin",
        ].merging(environment) { $1 }
    }

    private func file() throws -> URL {
        let url = folder.appending(path: "stream-\(UUID().uuidString)")
        try Data().write(to: url)
        return url
    }

    private func remove(_ url: URL) throws { try FileManager.default.removeItem(at: url) }

    /// The executable lies beside the bundle of the tests.
    static let executable: URL = {
        for argument in CommandLine.arguments {
            let folder = URL(filePath: argument).deletingLastPathComponent()
            let candidate = folder.appending(path: "cairn")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
        }
        return URL(filePath: FileManager.default.currentDirectoryPath)
            .appending(path: ".build/debug/cairn")
    }()
}

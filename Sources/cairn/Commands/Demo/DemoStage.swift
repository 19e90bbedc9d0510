import CairnModel
import Foundation

/// Runs the steps of the demo: each is a real command in a process of its own, printed as a
/// person would type it, with its output.
struct DemoStage {
    let folder: URL
    /// Where the play is shown: standard output, unless that is for JSON.
    let stream: OutputStream

    /// A line of the play.
    func print(_ text: String) { stream.write(text + "\n") }

    /// A sentence between the steps.
    func say(_ text: String) { print("\n" + stream.style("# \(text)", .strong)) }

    /// Runs a command on somebody's store and shows both; a status other than the expected one
    /// ends the demo.
    func run(_ store: String, _ words: String..., expecting: Int32 = 0) throws {
        let typed = words.map(Self.quoted).joined(separator: " ")
        print(stream.style("\(store)$ cairn \(typed)", .quiet))
        let process = try process(store, words)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == expecting else {
            throw CommandFault(
                .failed, "failed", "this step ended with status \(process.terminationStatus)",
                hint: "the stores are in \(folder.path)")
        }
    }

    /// A server that runs beside the steps.
    struct Server {
        let process: Process

        func stop() {
            process.terminate()
            process.waitUntilExit()
        }
    }

    /// Starts a server on a store, at a port of this machine that nobody uses, and waits until it
    /// listens.
    func serve(_ store: String) throws -> Server {
        let port = Loopback.freePort()
        print(stream.style("\(store)$ cairn serve --port \(port) &", .quiet))
        let process = try process(store, ["serve", "--port", "\(port)"])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<200 where process.isRunning {
            if Loopback.listens(port) { return Server(process: process) }
            usleep(50_000)
        }
        process.terminate()
        throw CommandFault(
            .failed, "failed", "the server of the demo did not start",
            hint: "cairn serve --port \(port) --store \(store).db in \(folder.path) says why")
    }

    /// What a command says as JSON, for what the demo itself needs to know; not shown.
    func ask(_ store: String, _ words: String...) throws -> JSON {
        let process = try process(store, words + ["--json"])
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0, let json = try? JSON(reading: output) else {
            throw CommandFault(
                .failed, "failed", "cairn \(words.joined(separator: " ")) failed",
                hint: "the stores are in \(folder.path)")
        }
        return json
    }

    /// Puts a file into the folder and shows it.
    func file(_ name: String, _ text: String) throws {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        print(stream.style("$ cat \(name)", .quiet))
        stream.write(text)
    }

    /// A process that has the terminal, or the pipe, of the demo itself.
    private func process(_ store: String, _ words: [String]) throws -> Process {
        let process = Process()
        process.executableURL = try Self.executable()
        process.arguments = words
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment
        for name in ["CAIRN_AS", "CAIRN_CHAPTER"] { environment[name] = nil }
        environment["CAIRN_STORE"] = folder.appending(path: "\(store).db").path
        environment["CAIRN_LAPTOP"] = "\(store) laptop"
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        if stream.descriptor == 2 { process.standardOutput = FileHandle.standardError }
        return process
    }

    private static func executable() throws -> URL {
        let link = "/proc/self/exe"
        if let path = try? FileManager.default.destinationOfSymbolicLink(atPath: link) {
            return URL(filePath: path)
        }
        guard let url = Bundle.main.executableURL else {
            throw CommandFault(
                .failed, "failed", "cairn does not find its own program",
                hint: "start it by its full path")
        }
        return url
    }

    /// A word as a shell needs it.
    private static func quoted(_ word: String) -> String {
        let plain = word.allSatisfy {
            $0.isLetter || $0.isNumber || "-_./:=,+@%".contains($0)
        }
        return plain && !word.isEmpty ? word : "\"\(word)\""
    }
}

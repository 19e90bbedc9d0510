import ArgumentParser
import Foundation

/// The process: reads the arguments, runs a command, and leaves with its exit status.
@main
enum Program {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        Signals.prepare()
        do {
            var command = try Cairn.parseAsRoot(try ArgumentOrder.sorted(arguments))
            if var patient = command as? any AsyncParsableCommand {
                try await patient.run()
            } else {
                try command.run()
            }
            Console.leave(.done)
        } catch {
            report(error, arguments: arguments)
        }
    }

    /// Prints what ArgumentParser has to say (help, version, completions) or an error, and leaves.
    private static func report(_ error: any Error, arguments: [String]) -> Never {
        if let code = error as? ExitCode { Console.leave(raw: code.rawValue) }
        if !(error is CommandFault), Cairn.exitCode(for: error) == .success {
            // Too wide to be broken anywhere: that is left to `HelpText`.
            let text = Cairn.fullMessage(for: error, columns: 100_000)
            Console.print(HelpText.fitted(text, to: Console.output.width))
            Console.leave(.done)
        }
        let sorted = (try? ArgumentOrder.sorted(arguments)) ?? arguments
        let fault = CommandFault(any: error, arguments: sorted)
        ErrorReport.print(fault, asJSON: wantsJSON(arguments))
        Console.leave(fault.status)
    }

    /// Whether the person asked for JSON, also where the arguments could not be read.
    private static func wantsJSON(_ arguments: [String]) -> Bool {
        arguments.prefix { $0 != "--" }.contains { $0 == "--json" || $0 == "--jsonl" }
    }
}

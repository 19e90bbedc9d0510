import ArgumentParser
import CairnModel

/// What ArgumentParser found wrong, as one of our faults.
struct ParserFault {
    let error: any Error
    let arguments: [String]

    var fault: CommandFault {
        if let fault = unknownCommand { return fault }
        let message = Cairn.message(for: error).replacing("\n", with: " ")
        return CommandFault(
            .usage, "usage", message.prefix(1).lowercased() + message.dropFirst(),
            hint: valueHint ?? "\(helpCommand) shows what the command takes")
    }

    /// A command that is not there, and what was perhaps meant.
    private var unknownCommand: CommandFault? {
        guard let named = try? ArgumentOrder.Named(arguments), let word = named.rest.first,
            !word.hasPrefix("-")
        else { return nil }
        let known = named.type.configuration.subcommands.compactMap {
            $0.configuration.commandName
        }
        // Where a group does something by itself the word may be one of its arguments.
        guard named.isGroup || !known.isEmpty && Cairn.message(for: error).contains("'\(word)'")
        else { return nil }
        let near = Spelling.near(word, among: known)
        let path = (["cairn"] + named.names).joined(separator: " ")
        return .usage(
            "there is no command \(path) \(word)",
            hint: near.isEmpty
                ? "\(path) --help lists the commands"
                : "did you mean \(path) \(near.joined(separator: " or "))?")
    }

    /// What to write where a value begins with a hyphen and was taken for an option.
    private var valueHint: String? {
        let message = Cairn.message(for: error)
        let words = arguments.prefix { $0 != "--" }
        for (name, value) in zip(words, words.dropFirst()) {
            guard name.hasPrefix("--"), value.hasPrefix("-"), !value.hasPrefix("--") else {
                continue
            }
            if message.contains("'\(name) <") || message.contains("'\(name)'") {
                return "a value that begins with - is written with =, for example \(name)=\(value)"
            }
        }
        return nil
    }

    /// The command that ArgumentParser points to, `cairn event add --help`.
    private var helpCommand: String {
        for line in Cairn.fullMessage(for: error).split(separator: "\n").reversed() {
            let parts = line.split(separator: "'")
            if parts.count == 3, parts[0].hasSuffix("See ") { return String(parts[1]) }
        }
        return "cairn --help"
    }
}

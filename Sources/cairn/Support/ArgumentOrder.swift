import ArgumentParser

/// The order in which ArgumentParser takes arguments: it knows an option only behind the name of
/// the command that has it.
enum ArgumentOrder {
    /// The same arguments with the common options that stand before the name of a command, or
    /// within it, put behind it: `--store x.db event list` is `event list --store x.db`.
    ///
    /// - Throws: `CommandFault` where such an option has no value.
    static func sorted(_ arguments: [String]) throws -> [String] {
        var (names, options): ([String], [String]) = ([], [])
        var rest = arguments[...]
        var command: any ParsableCommand.Type = Cairn.self
        while let word = rest.first, !command.configuration.subcommands.isEmpty {
            if let next = subcommand(word, of: command) {
                command = next
                names.append(word)
                rest.removeFirst()
            } else if let length = optionLength(word) {
                guard rest.count >= length else {
                    throw CommandFault.usage(
                        "\(word) has no value",
                        hint: "write what it is behind it, then the command; cairn --help lists "
                            + "the commands")
                }
                options += rest.prefix(length)
                rest = rest.dropFirst(length)
            } else {
                break
            }
        }
        // A group alone does nothing with them: it shows its help.
        let doesNothing =
            !command.configuration.subcommands.isEmpty
            && command.configuration.defaultSubcommand == nil
        return names + (doesNothing ? [] : options) + rest
    }

    /// The command that arguments name, as far as they name one, and how it is called.
    static func command(
        in arguments: [String]
    ) -> (names: [String], type: any ParsableCommand.Type) {
        var names = ["cairn"]
        var command: any ParsableCommand.Type = Cairn.self
        for word in arguments {
            guard let next = subcommand(word, of: command) else { break }
            command = next
            names.append(word)
        }
        return (names, command)
    }

    private static func subcommand(
        _ name: String, of command: any ParsableCommand.Type
    ) -> (any ParsableCommand.Type)? {
        command.configuration.subcommands.first { $0.configuration.commandName == name }
    }

    /// How many words a common option takes; nil for any other word.
    private static func optionLength(_ word: String) -> Int? {
        if CommonOptions.flags.contains(word) { return 1 }
        if CommonOptions.valued.contains(word) { return 2 }
        if word.hasPrefix("-C") { return 1 }
        let name = String(word.prefix { $0 != "=" })
        return name != word && CommonOptions.valued.contains(name) ? 1 : nil
    }
}

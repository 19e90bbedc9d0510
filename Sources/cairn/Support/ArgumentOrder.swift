import ArgumentParser

/// The order in which ArgumentParser takes arguments: it knows an option only behind the name of
/// the command that has it.
enum ArgumentOrder {
    /// The same arguments with the common options that stand before the name of a command, or
    /// within it, put behind it: `--store x.db event list` is `event list --store x.db`.
    ///
    /// - Throws: `CommandFault` where such an option has no value.
    static func sorted(_ arguments: [String]) throws -> [String] {
        let named = try Named(arguments)
        // A group alone does nothing with them: it shows its help.
        return named.names + (named.isGroup ? [] : named.options) + named.rest
    }

    /// The command that arguments name, as far as they name one.
    struct Named {
        /// How it is called, without `cairn`.
        private(set) var names: [String] = []
        private(set) var type: any ParsableCommand.Type = Cairn.self
        /// Common options before the end of its name.
        private(set) var options: [String] = []
        /// What stands behind.
        private(set) var rest: ArraySlice<String>

        /// Whether it does nothing without one more name.
        var isGroup: Bool {
            !type.configuration.subcommands.isEmpty && type.configuration.defaultSubcommand == nil
        }

        /// - Throws: `CommandFault` where one of those options has no value.
        init(_ arguments: [String]) throws {
            rest = arguments[...]
            while let word = rest.first, !type.configuration.subcommands.isEmpty {
                if let next = subcommand(word, of: type) {
                    type = next
                    names.append(word)
                    rest.removeFirst()
                } else if let length = optionLength(word) {
                    guard rest.count >= length else {
                        throw CommandFault.usage(
                            "\(word) has no value",
                            hint: "write what it is behind it, then the command; cairn --help "
                                + "lists the commands")
                    }
                    options += rest.prefix(length)
                    rest = rest.dropFirst(length)
                } else {
                    break
                }
            }
        }
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

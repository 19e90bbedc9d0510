import CairnModel

/// JSON on standard output: indented for a person, in lines for a program.
enum JSONOutput {
    /// A bare object or array. In a pipe an array has one element a line.
    static func print(_ value: JSON) {
        if Console.output.isTerminal {
            Console.print(value.prettyText)
        } else if case .array(let items) = value, !items.isEmpty {
            Console.print("[\n" + items.map(\.compactText).joined(separator: ",\n") + "\n]")
        } else {
            Console.print(value.compactText)
        }
    }
}

import CairnModel

extension CommonOptions {
    /// JSON on standard output: a bare object or array, indented for a person; in a pipe an array
    /// has one element a line. With `--jsonl` each element is a line by itself, and so is a bare
    /// object; null is no line.
    func printJSON(_ value: JSON) {
        if jsonl {
            for item in value.array ?? [value] where !item.isNull {
                Console.print(item.compactText)
            }
        } else if Console.output.isTerminal {
            Console.print(value.prettyText)
        } else if case .array(let items) = value, !items.isEmpty {
            Console.print("[\n" + items.map(\.compactText).joined(separator: ",\n") + "\n]")
        } else {
            Console.print(value.compactText)
        }
    }
}

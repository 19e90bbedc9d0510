/// One record as lines of a label and a value.
///
/// On a terminal the values are aligned and wrapped by the terminal itself; in a pipe a TAB
/// stands between label and value.
struct Details {
    private var lines: [(label: String, value: String)] = []

    /// Adds a line; nil and empty values add none.
    mutating func add(_ label: String, _ value: String?) {
        if let value, !value.isEmpty { lines.append((label, value)) }
    }

    func print() {
        let stream = Console.output
        let width = lines.map { DisplayWidth.of($0.label) }.max() ?? 0
        for (label, value) in lines {
            guard stream.isTerminal else {
                stream.write("\(label)\t\(Self.oneLine(value))\n")
                continue
            }
            let gap = String(repeating: " ", count: width - DisplayWidth.of(label) + 2)
            let indent = "\n" + String(repeating: " ", count: width + 2)
            stream.write(
                stream.style(label, .quiet) + gap + value.replacing("\n", with: indent) + "\n")
        }
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}

import CairnModel

/// One record as lines of a label and a value.
///
/// On a terminal the values are aligned and wrapped by the terminal itself; in a pipe a TAB
/// stands between label and value.
struct Details {
    /// Spaces before each line on a terminal.
    private let indent: Int
    private var lines: [(label: String, value: String)] = []

    init(indent: Int = 0) { self.indent = indent }

    /// Adds a line; nil and empty values add none.
    mutating func add(_ label: String, _ value: String?) {
        if let value, !value.isEmpty {
            lines.append((VisibleText.line(label), VisibleText.lines(value)))
        }
    }

    func print() {
        let stream = Console.output
        let width = lines.map { DisplayWidth.of($0.label) }.max() ?? 0
        for (label, value) in lines {
            guard stream.isTerminal else {
                stream.write("\(label)\t\(value.replacing("\n", with: "; "))\n")
                continue
            }
            let gap = String(repeating: " ", count: width - DisplayWidth.of(label) + 2)
            let margin = String(repeating: " ", count: indent)
            let hanging = "\n" + String(repeating: " ", count: indent + width + 2)
            stream.write(
                margin + stream.style(label, .quiet) + gap
                    + value.replacing("\n", with: hanging) + "\n")
        }
    }
}

import CairnModel

/// Rows for a person on a terminal, or tab-separated for the next program in a pipe.
///
/// On a terminal: a quiet header, aligned columns, and the widest ones cut where the terminal is
/// too narrow. In a pipe: no header, no colour, nothing cut, one row a line.
struct Table {
    struct Column {
        let title: String
        var isNumber = false
        /// Whether it may be cut on a narrow terminal.
        var shrinks = true
    }

    private let layout: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) { layout = columns }

    /// Columns of text, by their titles.
    init(_ titles: String...) { self.init(Self.columns(titles)) }

    /// Columns of text; refs and times are never cut.
    static func columns(_ titles: String...) -> [Column] { columns(titles) }
    private static func columns(_ titles: [String]) -> [Column] {
        titles.map { Column(title: $0, shrinks: !["ref", "when", "due"].contains($0)) }
    }

    var isEmpty: Bool { rows.isEmpty }

    /// A cell stays one cell of one line, whoever wrote it.
    mutating func add(_ cells: [String]) { rows.append(cells.map(VisibleText.line)) }
    mutating func add(_ cells: String...) { add(cells) }

    /// To standard output. On a terminal an empty table is the sentence `ifEmpty`, on standard
    /// error; in a pipe it is nothing.
    func print(ifEmpty: String) {
        if rows.isEmpty {
            if Console.output.isTerminal { Console.note(ifEmpty) }
            return
        }
        let stream = Console.output
        let lines = stream.isTerminal ? aligned(width: stream.width, stream) : tabSeparated
        stream.write(lines.joined(separator: "\n") + "\n")
    }

    var tabSeparated: [String] { rows.map { $0.joined(separator: "\t") } }

    func aligned(width: Int, _ stream: OutputStream) -> [String] {
        let widths = fittedWidths(to: width)
        let header = line(layout.map(\.title), widths)
        return [stream.style(header, .quiet)] + rows.map { line($0, widths) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var out = ""
        for (index, column) in layout.enumerated() {
            let text = DisplayWidth.cut(cells[index], to: widths[index])
            let gap = String(repeating: " ", count: widths[index] - DisplayWidth.of(text))
            out += (index > 0 ? "  " : "") + (column.isNumber ? gap + text : text + gap)
        }
        while out.last == " " { out.removeLast() }
        return out
    }

    /// The width of each column: its widest cell, the widest columns giving way first.
    private func fittedWidths(to width: Int) -> [Int] {
        var widths = layout.indices.map { index in
            ([layout[index].title] + rows.map { $0[index] }).map(DisplayWidth.of).max() ?? 0
        }
        let leastWidth = 6
        var surplus = widths.reduce(0, +) + 2 * (layout.count - 1) - width
        while surplus > 0 {
            let candidates = layout.indices.filter {
                layout[$0].shrinks && widths[$0] > leastWidth
            }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            surplus -= 1
        }
        return widths
    }

}

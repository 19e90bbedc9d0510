/// Reads comma-separated text (RFC 4180), also with semicolons or tabs.
///
/// Our own reader, since every row needs the number of its line, and a broken row must not end
/// the reading: libraries such as SwiftCSV give neither.
///
/// What is wrong with a row is said in its `fault`; the rows after it are read all the same.
/// A row that is shorter than the header is filled up with empty cells, and `notes` says so.
/// Empty lines are passed over.
package struct CSVReader: Sendable {
    /// A row of the file, in the order of the file.
    package struct Line: Sendable {
        /// Number of the line where the row begins; the file's first line is 1.
        package let line: Int
        /// As many as the header has; what could be read, where there is a fault.
        package let cells: [String]
        package let fault: Fault?
    }

    /// Why a row cannot be taken.
    package struct Fault: Sendable {
        /// `too_many_cells` or `unterminated_quote`.
        package let code: String
        package let reason: String
        /// The text that it is about.
        package let value: String
    }

    /// Bytes of a file.
    package static let bytesMax = 64 * 1024 * 1024
    /// Bytes of a quoted cell; a quote that stays open for longer counts as never closed.
    package static let cellBytesMax = 256 * 1024

    /// Names of the columns; one without a name is called by its place, `column 3`.
    package let header: [String]
    package let lines: [Line]
    /// What a person should know of how the file was read.
    package let notes: [String]
    /// The character between cells.
    package let separator: Character

    /// Reads a whole file; throws where there is no header to read rows by.
    package init(_ bytes: [UInt8]) throws(ImportFault) {
        let decoded = try Self.decoded(bytes)
        var scanner = CSVScanner(decoded.bytes)
        var notes = decoded.note.map { [$0] } ?? []
        guard let first = scanner.next() else {
            throw ImportFault(
                reason: "the file is empty",
                hint: "its first line must name the columns, the lines below it hold the rows")
        }
        if let fault = first.fault {
            throw ImportFault(
                reason: "line \(first.line), which names the columns: \(fault.reason)",
                hint: "correct that line and import again")
        }
        header = first.cells.enumerated().map { index, cell in
            let name = cell.trimmedOfSpace
            return name.isEmpty ? "column \(index + 1)" : name
        }
        separator = Character(Unicode.Scalar(scanner.separator))
        var lines: [Line] = []
        var short: [Int] = []
        while let raw = scanner.next() {
            if raw.fault == nil, raw.cells.count < header.count { short.append(raw.line) }
            lines.append(Self.fitted(raw, header.count))
        }
        if !short.isEmpty {
            notes.append(
                "\(Self.lineList(short)) fewer cells than the header; the missing ones were "
                    + "taken as empty")
        }
        (self.lines, self.notes) = (lines, notes)
    }

    /// A row with as many cells as the header.
    private static func fitted(_ line: Line, _ width: Int) -> Line {
        var cells = line.cells
        let surplus = cells.dropFirst(width).filter { !$0.trimmedOfSpace.isEmpty }
        let isLong = line.fault == nil && !surplus.isEmpty
        let fault =
            isLong
            ? Fault(
                code: "too_many_cells",
                reason: "the row has \(cells.count) cells where the header has \(width); "
                    + "a cell with a comma in it needs quotes around it",
                value: surplus.joined(separator: ", ")) : line.fault
        cells = Array(cells.prefix(width))
        cells += Array(repeating: "", count: width - cells.count)
        return Line(line: line.line, cells: cells, fault: fault)
    }

    private static func lineList(_ lines: [Int]) -> String {
        let shown = Words.first(5, of: lines.map(String.init))
        return lines.count == 1 ? "line \(shown) has" : "lines \(shown) have"
    }
}

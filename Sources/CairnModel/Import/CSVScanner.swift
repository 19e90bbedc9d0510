/// Walks over the bytes of a CSV text and gives one row after the other.
struct CSVScanner {
    private let bytes: [UInt8]
    /// The byte between cells, guessed from the first line.
    private(set) var separator: UInt8
    private var at = 0
    private var lineNumber = 1

    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D
    private static let quote: UInt8 = 0x22

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        separator = 0x2C
        while at < bytes.count, isLineEnd(bytes[at]) { passLineEnd() }
        let first = bytes[at...].prefix { !isLineEnd($0) }
        // Spreadsheets write the separator so where it is not the comma.
        if first.count == 5, first.starts(with: Array("sep=".utf8)), let named = first.last {
            separator = named
            at += first.count
            passLineEnd()
        } else {
            separator = Self.guess(bytes[at...])
        }
    }

    /// The most frequent of comma, semicolon and tab in the first line, outside quotes.
    private static func guess(_ bytes: ArraySlice<UInt8>) -> UInt8 {
        var counts = [0, 0, 0]
        let candidates: [UInt8] = [0x2C, 0x3B, 0x09]
        var isQuoted = false
        for byte in bytes {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == lineFeed || byte == carriageReturn { break }
            if let place = candidates.firstIndex(of: byte) { counts[place] += 1 }
        }
        let best = counts.max().flatMap { counts.firstIndex(of: $0) } ?? 0
        return candidates[best]
    }

    /// The next row that is not an empty line; nil at the end.
    mutating func next() -> CSVReader.Line? {
        while at < bytes.count, isLineEnd(bytes[at]) { passLineEnd() }
        guard at < bytes.count else { return nil }
        let (start, line) = (at, lineNumber)
        var cells: [String] = []
        while true {
            guard let cell = cell() else {
                return broken(start, line, cells)
            }
            cells.append(cell)
            guard at < bytes.count, bytes[at] == separator else { break }
            at += 1
        }
        passLineEnd()
        return CSVReader.Line(line: line, cells: cells, fault: nil)
    }

    /// A row with a quote that is not closed as it should be. Only its first line is given up:
    /// reading goes on behind that, since the quote is mostly a slip within the line.
    private mutating func broken(_ start: Int, _ line: Int, _ cells: [String]) -> CSVReader.Line {
        let quoteLine = lineNumber
        (at, lineNumber) = (start, line)
        while at < bytes.count, !isLineEnd(bytes[at]) { at += 1 }
        // A quote that opens in a later line of the row than its first is named by that line.
        let reason =
            "a quote that opens in line \(quoteLine) is not closed before the end of "
            + "its cell"
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        passLineEnd()
        return CSVReader.Line(
            line: line, cells: cells,
            fault: CSVReader.Fault(code: "unterminated_quote", reason: reason, value: text))
    }

    /// The cell that begins here, up to the separator or line end behind it; nil, with the line
    /// number still that of the quote, where a quoted one does not end.
    private mutating func cell() -> String? {
        var inner = at
        while inner < bytes.count, bytes[inner] == 0x20 { inner += 1 }
        guard inner < bytes.count, bytes[inner] == Self.quote else {
            let start = at
            while at < bytes.count, bytes[at] != separator, !isLineEnd(bytes[at]) { at += 1 }
            return String(decoding: bytes[start..<at], as: UTF8.self)
        }
        return quotedCell(from: inner + 1)
    }

    private mutating func quotedCell(from start: Int) -> String? {
        let quoteLine = lineNumber
        var text: [UInt8] = []
        at = start
        while at < bytes.count, at - start <= CSVReader.cellBytesMax {
            let byte = bytes[at]
            if byte == Self.quote {
                at += 1
                guard at < bytes.count, bytes[at] == Self.quote else {
                    return closed(text, quoteLine)
                }
                text.append(byte)
                at += 1
            } else if isLineEnd(byte) {
                let from = at
                passLineEnd()
                text.append(contentsOf: bytes[from..<at])
            } else {
                text.append(byte)
                at += 1
            }
        }
        lineNumber = quoteLine
        return nil
    }

    /// The text, if nothing but spaces follows the closing quote in its cell.
    private mutating func closed(_ text: [UInt8], _ quoteLine: Int) -> String? {
        while at < bytes.count, bytes[at] == 0x20 { at += 1 }
        guard at == bytes.count || bytes[at] == separator || isLineEnd(bytes[at]) else {
            lineNumber = quoteLine
            return nil
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == Self.lineFeed || byte == Self.carriageReturn
    }

    /// Steps over CRLF, LF or CR, if one is here.
    private mutating func passLineEnd() {
        guard at < bytes.count, isLineEnd(bytes[at]) else { return }
        let isPair =
            bytes[at] == Self.carriageReturn && at + 1 < bytes.count
            && bytes[at + 1] == Self.lineFeed
        at += isPair ? 2 : 1
        lineNumber += 1
    }
}

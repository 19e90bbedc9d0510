/// Reads a calendar file (RFC 5545) into its components, with whatever faults it has: LF alone at
/// the ends of lines, a byte order mark, several calendars or none around the events, folds
/// inside a character, lines that are none, another encoding than UTF-8.
struct ICSReader {
    /// The outermost components, in the order of the file.
    private(set) var roots: [ICSComponent] = []
    /// What a person should know of how the file was read.
    private(set) var notes: [String] = []
    private var open: [ICSComponent] = []
    private var isOtherEncoding = false
    private var brokenLines: [Int] = []

    /// Bytes of a file.
    static let bytesMax = 64 * 1024 * 1024
    /// Components inside one another.
    static let depthMax = 16

    init(_ bytes: [UInt8]) throws(ImportFault) {
        guard bytes.count <= Self.bytesMax else {
            throw ImportFault(
                reason: "the file has more than \(Self.bytesMax / 1_048_576) MiB",
                hint: "export a shorter stretch of time from the calendar")
        }
        var lines = ICSUnfolder(Self.decoded(bytes))
        while let (content, number) = lines.next() { take(content, number) }
        while !open.isEmpty { close() }
        guard !roots.isEmpty else {
            throw ImportFault(
                reason: "this is no calendar file: nothing in it begins with BEGIN:VCALENDAR",
                hint: "export the calendar as iCalendar (.ics) and import that file")
        }
        if isOtherEncoding {
            notes.append(
                "the file is not all in UTF-8; the rest was read as Windows-1252, so look at "
                    + "letters with accents")
        }
        if !brokenLines.isEmpty {
            let shown = brokenLines.prefix(5).map(String.init).joined(separator: ", ")
            notes.append(
                brokenLines.count == 1
                    ? "line \(shown) is not of the form NAME:VALUE and was left out"
                    : "\(brokenLines.count) lines are not of the form NAME:VALUE and were left "
                        + "out: \(shown)\(brokenLines.count > 5 ? " ..." : "")")
        }
    }

    private mutating func take(_ content: [UInt8], _ number: Int) {
        guard let line = ICSLine(text(content), line: number) else {
            brokenLines.append(number)
            return
        }
        let name = line.value.trimmedOfSpace.uppercased()
        switch line.name {
        case "BEGIN" where open.count < Self.depthMax && Self.isName(name):
            // An event holds no event: the one before lacks its end.
            while let last = open.last, Self.isItem(last.name), Self.isItem(name) { close() }
            open.append(ICSComponent(name: name, line: number))
        case "BEGIN": brokenLines.append(number)
        case "END":
            guard open.contains(where: { $0.name == name }) else { return }
            while let last = open.last, last.name != name { close() }
            open[open.count - 1].isClosed = true
            close()
        default:
            if !open.isEmpty { open[open.count - 1].lines.append(line) }
        }
    }

    /// Ends the innermost component.
    private mutating func close() {
        let component = open.removeLast()
        if open.isEmpty {
            roots.append(component)
        } else {
            open[open.count - 1].children.append(component)
        }
    }

    private static func isItem(_ name: String) -> Bool {
        ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"].contains(name)
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64 && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    private mutating func text(_ content: [UInt8]) -> String {
        if let text = String(validating: content, as: UTF8.self) { return text }
        isOtherEncoding = true
        return Windows1252.text(content)
    }

    /// Without a byte order mark; UTF-16 put into UTF-8.
    private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(bytes.dropFirst(3)) }
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else { return bytes }
        var units: [UInt16] = []
        for index in stride(from: 2, to: bytes.count - 1, by: 2) {
            let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isLittle ? pair.1 << 8 | pair.0 : pair.0 << 8 | pair.1)
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

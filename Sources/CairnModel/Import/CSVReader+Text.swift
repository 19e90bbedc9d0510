extension CSVReader {
    /// The file in UTF-8 without a byte order mark, and what had to be done for it.
    static func decoded(
        _ bytes: [UInt8]
    ) throws(ImportFault) -> (bytes: [UInt8], note: String?) {
        guard bytes.count <= bytesMax else {
            throw ImportFault(
                reason: "the file has more than \(bytesMax / 1_048_576) MiB",
                hint: "cut it into several files, each with the line that names the columns")
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11]) {
            throw ImportFault(
                reason: "this is a spreadsheet file, not CSV",
                hint: "open it and save it as \"CSV UTF-8\", then import that file")
        }
        var text = bytes
        var note: String?
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            text = Array(bytes.dropFirst(3))
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            text = utf16(bytes)
            note = "the file is in UTF-16"
        }
        if String(validating: text, as: UTF8.self) == nil {
            text = Array(Windows1252.text(text).utf8)
            note =
                "the file is not in UTF-8; it was read as Windows-1252, so look at letters "
                + "with accents"
        }
        guard !text.contains(0) else {
            throw ImportFault(
                reason: "the file is no text: it has a zero byte",
                hint: "export it again as \"CSV UTF-8\"")
        }
        return (text, note)
    }

    private static func utf16(_ bytes: [UInt8]) -> [UInt8] {
        let (low, high) = bytes[0] == 0xFF ? (0, 1) : (1, 0)
        var units: [UInt16] = []
        for index in stride(from: 2, to: bytes.count - 1, by: 2) {
            units.append(UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + low]))
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

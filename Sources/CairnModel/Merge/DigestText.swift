/// The text whose SHA-256 is a log's digest: a line for each live write.
package enum DigestText {
    /// `kind TAB id TAB field TAB dot TAB value`, after a value of `deleted` TAB and its `saw`.
    ///
    /// - Parameter value: canonical JSON.
    package static func line(
        kind: String, id: RecordID, field: String, dot: Dot, value: [UInt8], saw: String
    ) -> [UInt8] {
        var out = Array("\(kind)\t\(id)\t\(field)\t\(dot)\t".utf8)
        out.append(contentsOf: value)
        if field == "deleted" { out.append(contentsOf: "\t\(saw)".utf8) }
        out.append(0x0A)
        return out
    }
}

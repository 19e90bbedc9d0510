/// Some items of a run, as a row keeps them.
struct RunPiece {
    private static let itemBytes = 12
    /// So many fill a page of the file.
    static let itemsMax = 660

    var bytes: [UInt8] = []

    var count: Int { bytes.count / Self.itemBytes }

    var first: Runs.Item? { bytes.isEmpty ? nil : self[0] }

    subscript(place: Int) -> Runs.Item {
        bytes.withUnsafeBytes { bytes in
            let start = place * Self.itemBytes
            return Runs.Item(
                key: UInt64(
                    bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
                record: UInt32(
                    bigEndian: bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt32.self)))
        }
    }

    mutating func append(_ item: Runs.Item) {
        withUnsafeBytes(of: item.key.bigEndian) { bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: item.record.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

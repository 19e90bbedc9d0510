/// Some items of a run, as a row keeps them.
struct RunPiece {
    private static let itemBytes = 12
    /// So many fill a page of the file.
    static let itemsMax = 660

    let bytes: [UInt8]

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

    init(bytes: [UInt8]) { self.bytes = bytes }

    init(_ items: [Runs.Item]) {
        bytes = [UInt8](unsafeUninitializedCapacity: items.count * Self.itemBytes) { room, count in
            let room = UnsafeMutableRawBufferPointer(room)
            for item in items {
                room.storeBytes(of: item.key.bigEndian, toByteOffset: count, as: UInt64.self)
                room.storeBytes(of: item.record.bigEndian, toByteOffset: count + 8, as: UInt32.self)
                count += Self.itemBytes
            }
        }
    }

    /// Appends the items to a list.
    func append(to items: inout [Runs.Item]) {
        for place in 0..<count { items.append(self[place]) }
    }
}

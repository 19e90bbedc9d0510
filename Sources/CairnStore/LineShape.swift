internal import CairnModel

/// How the line of an entry is kept (Schema/v001-store.sql, entry), and so where the `set` of one
/// of its operations stands.
enum LineShape {
    case whole, ops, bare
    /// Where each piece begins in the line.
    case pieces([Int32])

    /// Operations of more bytes than this are kept in pieces of at most so many: what one page of
    /// the file holds as one row.
    private static let pieceBytesMax = 8_150

    /// The shape for the line that the reader has just read.
    init(_ reader: EntryReader) {
        if !reader.isPlain {
            self = .whole
        } else if reader.operations.count == 1 {
            self = reader.operations[0].isBare ? .bare : .ops
        } else {
            self =
                reader.ops.end - reader.ops.start > Self.pieceBytesMax
                ? .pieces(Self.pieces(reader)) : .ops
        }
    }

    /// The shape of a kept line.
    ///
    /// - Parameter lengths: bytes of its pieces, none where it has none.
    init(_ row: KeptLine.Row, _ reader: EntryReader, lengths: [Int32]) {
        if row.prev == nil {
            self = .whole
        } else if row.id != nil {
            self = .bare
        } else if row.isInPieces {
            var start = reader.ops.start
            // A comma is between them.
            self = .pieces(
                lengths.map { length in
                    defer { start += length + 1 }
                    return start
                })
        } else {
            self = .ops
        }
    }

    private static func pieces(_ reader: EntryReader) -> [Int32] {
        var starts: [Int32] = []
        for operation in reader.operations {
            if let last = starts.last, operation.whole.end - last <= pieceBytesMax { continue }
            starts.append(operation.whole.start)
        }
        return starts
    }
}

/// Where an entry's operations stand, asked for one after the other.
struct OperationPlaces {
    private let shape: LineShape
    private let start: Int32
    private var piece = 0

    init(_ shape: LineShape, _ reader: EntryReader) {
        (self.shape, start) = (shape, reader.ops.start)
    }

    /// The place of the operation's `set` as `record.place` has it; nil where the record has to
    /// keep a copy.
    mutating func next(_ operation: EntryReader.Operation) -> Int64? {
        switch shape {
        case .whole: return nil
        case .bare: return 0
        case .ops: return Int64(operation.set.start - start)
        case .pieces(let starts):
            while piece < starts.count, starts[piece] <= operation.whole.start { piece += 1 }
            return Int64(piece) << 20 | Int64(operation.set.start - starts[piece - 1])
        }
    }
}

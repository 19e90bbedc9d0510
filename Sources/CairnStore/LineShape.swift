internal import CairnModel

/// How the line of an entry is kept (Schema/v001-store.sql, entry), and so where the `set` of one
/// of its operations stands.
enum LineShape {
    case whole, ops, bare, pieces

    /// Operations of more bytes than this are kept in pieces of at most so many: one fills a page of the file.
    static let pieceBytesMax = 8_000

    /// The shape for the line that the reader has just read.
    init(_ reader: EntryReader) {
        if !reader.isPlain {
            self = .whole
        } else if reader.operations.count == 1 {
            self = reader.operations[0].isBare ? .bare : .ops
        } else {
            self = reader.ops.end - reader.ops.start > Self.pieceBytesMax ? .pieces : .ops
        }
    }

    /// The shape of a kept line.
    init(_ row: KeptLine.Row) {
        if row.prev == nil {
            self = .whole
        } else if row.id != nil {
            self = .bare
        } else {
            self = row.line.isEmpty ? .pieces : .ops
        }
    }
}

/// Where an entry's operations stand, asked for one after the other.
struct OperationPlaces {
    private let shape: LineShape
    private let start: Int32
    private var piece = 0
    private var pieceStart: Int32 = 0

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
        case .pieces:
            if begins(with: operation) { (piece, pieceStart) = (piece + 1, operation.whole.start) }
            return Int64(piece) << 20 | Int64(operation.set.start - pieceStart)
        }
    }

    /// Whether the operation is the first of a piece.
    private func begins(with operation: EntryReader.Operation) -> Bool {
        piece == 0 || operation.whole.end - pieceStart > LineShape.pieceBytesMax
    }

    /// The pieces of a long entry.
    static func pieces(_ reader: EntryReader) -> [EntryReader.Slice] {
        var places = OperationPlaces(.pieces, reader)
        var pieces: [EntryReader.Slice] = []
        for operation in reader.operations {
            let before = places.piece
            _ = places.next(operation)
            if places.piece == before, let last = pieces.popLast() {
                pieces.append(.init(start: last.start, end: operation.whole.end))
            } else {
                pieces.append(operation.whole)
            }
        }
        return pieces
    }
}

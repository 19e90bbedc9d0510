/// The items of one run from a place on, a piece in memory at a time.
struct RunCursor {
    private var piece: RunPiece?
    private var place = 0
    private let nextPiece: () throws -> RunPiece?

    init(_ nextPiece: @escaping () throws -> RunPiece?) { self.nextPiece = nextPiece }

    /// Over ascending items that are not written yet.
    init(_ items: [Runs.Item]) {
        piece = RunPiece(items)
        nextPiece = { nil }
    }

    /// Takes the next item.
    mutating func next() throws -> Runs.Item? {
        while true {
            if let piece, place < piece.count {
                place += 1
                return piece[place - 1]
            }
            guard let next = try nextPiece() else { return nil }
            (piece, place) = (next, 0)
        }
    }

    /// Passes over the items with smaller keys.
    mutating func skip(to key: UInt64) throws {
        if key == 0 { return }
        if piece == nil { piece = try nextPiece() }
        while let piece {
            var (low, high) = (0, piece.count)
            while low < high {
                let middle = (low + high) / 2
                if piece[middle].key < key { low = middle + 1 } else { high = middle }
            }
            place = low
            if low < piece.count { return }
            (self.piece, place) = (try nextPiece(), 0)
        }
    }
}

/// How a version divides its codewords into blocks, each with a correction of its own (7.5, 7.6).
struct QRBlocks {
    /// Correction codewords of each block at level M, by version (table 9).
    private static let corrections = [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
        26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ]
    /// Blocks at level M, by version (table 9).
    private static let counts = [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
        17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ]

    /// Data codewords in all.
    let dataCount: Int
    private let count: Int
    private let correction: Int

    /// - Parameter codewords: data and correction together.
    init(version: Int, codewords: Int) {
        (count, correction) = (Self.counts[version - 1], Self.corrections[version - 1])
        dataCount = codewords - count * correction
    }

    /// The codewords as they are placed: the first of each block, the second of each, and so on,
    /// then the correction in the same way. The later blocks hold one data codeword more where the
    /// data does not divide evenly.
    func interleaved(_ data: [UInt8]) -> [UInt8] {
        let (short, longer) = (dataCount / count, dataCount % count)
        var blocks: [ArraySlice<UInt8>] = []
        var rest = data[...]
        for index in 0..<count {
            let length = short + (index >= count - longer ? 1 : 0)
            blocks.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        let code = ReedSolomon(count: correction)
        return Self.columns(blocks) + Self.columns(blocks.map { code.correction(of: $0)[...] })
    }

    private static func columns(_ blocks: [ArraySlice<UInt8>]) -> [UInt8] {
        let longest = blocks.map(\.count).max() ?? 0
        return (0..<longest).flatMap { index in
            blocks.compactMap { index < $0.count ? $0[$0.startIndex + index] : nil }
        }
    }
}

/// Writes blocks of deflated data (RFC 1951, 3.2): each with a code of its own, or with the fixed
/// one where that is shorter.
struct BlockWriter {
    /// How often each symbol is in the block.
    private let literalCounts: UnsafeMutableBufferPointer<UInt32>
    private let distanceCounts: UnsafeMutableBufferPointer<UInt32>
    private let tokens: UnsafeMutablePointer<Token>
    private var count = 0
    private var out = BitWriter(capacity: 128 * 1024)

    /// A literal byte, or a match.
    private struct Token {
        /// 0 for a literal.
        let length: UInt16
        /// The literal, or the distance of a match less 1.
        let value: UInt16
    }

    private static let tokensMax = 32 * 1024
    /// How many may be added to a block that is full.
    static let tokensOver = 128
    private static let endOfBlock = 256

    init() {
        tokens = .allocate(capacity: Self.tokensMax + Self.tokensOver)
        literalCounts = .allocate(capacity: 286)
        literalCounts.initialize(repeating: 0)
        distanceCounts = .allocate(capacity: 30)
        distanceCounts.initialize(repeating: 0)
    }

    func deallocate() {
        tokens.deallocate()
        literalCounts.deallocate()
        distanceCounts.deallocate()
        out.deallocate()
    }

    /// Whether it is time to write the block.
    var isFull: Bool { count >= Self.tokensMax }

    @inline(__always)
    mutating func add(literal: UInt8) {
        tokens[count] = Token(length: 0, value: UInt16(literal))
        count &+= 1
        literalCounts[Int(literal)] &+= 1
    }

    /// - Parameters:
    ///   - length: 3 to 258.
    ///   - distance: 1 to 32,768.
    @inline(__always)
    mutating func add(matchOf length: Int, at distance: Int) {
        tokens[count] = Token(
            length: UInt16(truncatingIfNeeded: length),
            value: UInt16(truncatingIfNeeded: distance &- 1))
        count &+= 1
        literalCounts[MatchSymbols.lengths[length].symbol] &+= 1
        distanceCounts[MatchSymbols.distances(distance).symbol] &+= 1
    }

    mutating func take() -> [UInt8] { out.take() }

    /// Puts a number beside the blocks, on whole bytes, the lowest first.
    mutating func put(_ number: UInt32, bytes: UInt64) {
        out.reserve(bits: 64)
        out.align()
        out.put(UInt64(number), 8 * bytes)
    }

    /// Writes a block of what was added.
    mutating func write(isLast: Bool) {
        literalCounts[Self.endOfBlock] = 1
        let (literalCounts, distanceCounts) = (Array(literalCounts), Array(distanceCounts))
        let literals = HuffmanCode(literalCounts, lengthMax: 15)
        let distances = HuffmanCode(distanceCounts, lengthMax: 15)
        let header = BlockHeader(literals, distances)
        let own = header.bits + literals.bits(literalCounts) + distances.bits(distanceCounts)
        let fixed =
            HuffmanCode.fixedLiterals.bits(literalCounts)
            + HuffmanCode.fixedDistances.bits(distanceCounts)
        // Extra bits of matches: 18 at most.
        out.reserve(bits: min(own, fixed) + 18 * count + 16)
        out.put(isLast ? 1 : 0, 1)
        if fixed <= own {
            out.put(1, 2)
            writeTokens(.fixedLiterals, .fixedDistances)
        } else {
            out.put(2, 2)
            header.write(to: &out)
            writeTokens(literals, distances)
        }
        count = 0
        self.literalCounts.update(repeating: 0)
        self.distanceCounts.update(repeating: 0)
    }

    private mutating func writeTokens(_ literals: HuffmanCode, _ distances: HuffmanCode) {
        // A length with its extra bits is one lookup: code in the upper bits, length in the lower 6.
        let lengths: [UInt64] = (0...258).map { length in
            if length < 3 { return 0 }
            let match = MatchSymbols.lengths[length]
            let bits = UInt64(literals.lengths[match.symbol])
            return (UInt64(literals.codes[match.symbol]) | match.extra << bits) << 6
                | (bits + match.extraBits)
        }
        var out = out
        lengths.withUnsafeBufferPointer { lengths in
            literals.withTable { literals in
                distances.withTable { distances in
                    for token in UnsafeBufferPointer(start: tokens, count: count) {
                        if token.length == 0 {
                            let code = literals[Int(token.value)]
                            out.put(code >> 6, code & 63)
                            continue
                        }
                        let length = lengths[Int(token.length)]
                        out.put(length >> 6, length & 63)
                        let match = MatchSymbols.distances(Int(token.value) &+ 1)
                        let distance = distances[match.symbol]
                        let bits = distance & 63
                        out.put(distance >> 6 | match.extra << bits, bits &+ match.extraBits)
                    }
                    let end = literals[Self.endOfBlock]
                    out.put(end >> 6, end & 63)
                }
            }
        }
        self.out = out
    }
}

extension HuffmanCode {
    static let fixedLiterals = HuffmanCode(
        lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    static let fixedDistances = HuffmanCode(lengths: .init(repeating: 5, count: 30))

    /// Hands out each symbol's code in the upper bits, with its length in the lower 6.
    fileprivate func withTable<T>(_ body: (UnsafeBufferPointer<UInt64>) -> T) -> T {
        zip(codes, lengths).map { UInt64($0) << 6 | UInt64($1) }.withUnsafeBufferPointer(body)
    }
}

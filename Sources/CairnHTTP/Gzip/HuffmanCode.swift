/// A Huffman code for a block (RFC 1951, 3.2.2): how many bits each symbol has, and which.
struct HuffmanCode {
    let lengths: [UInt8]
    /// Reversed, since a stream has a code's first bit lowest.
    let codes: [UInt16]

    init(lengths: [UInt8]) {
        var counts = [Int](repeating: 0, count: 17)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var next = [Int](repeating: 0, count: 17)
        for length in 1..<16 { next[length + 1] = (next[length] + counts[length]) << 1 }
        codes = lengths.map { length in
            if length == 0 { return 0 }
            defer { next[Int(length)] += 1 }
            return Self.reversed(next[Int(length)], length)
        }
        self.lengths = lengths
    }

    /// The code with the fewest bits for symbols that occur so often, none of over `lengthMax`.
    init(_ counts: [UInt32], lengthMax: Int) {
        var lengths = [UInt8](repeating: 0, count: counts.count)
        let symbols = counts.indices.filter { counts[$0] > 0 }.sorted { counts[$0] < counts[$1] }
        let numbers = Self.numbers(symbols.map { Int(counts[$0]) }, lengthMax)
        var place = symbols.count
        for (length, number) in numbers.enumerated() {
            for symbol in symbols[(place - number)..<place] { lengths[symbol] = UInt8(length) }
            place -= number
        }
        self.init(lengths: lengths)
    }

    /// How many symbols have codes of each length from 0 on.
    ///
    /// - Parameter counts: ascending, of those that occur.
    private static func numbers(_ counts: [Int], _ lengthMax: Int) -> [Int] {
        var numbers = [Int](repeating: 0, count: lengthMax + 1)
        if counts.count < 2 {
            numbers[1] = counts.count
            return numbers
        }
        for depth in depths(counts) { numbers[min(depth, lengthMax)] += 1 }
        // Where some were too long, others make room for them: the sum of 2^-length has to be 1.
        var sum = 0
        for length in 1...lengthMax { sum += numbers[length] << (lengthMax - length) }
        while sum > 1 << lengthMax {
            let length = (1..<lengthMax).last { numbers[$0] > 0 }!
            numbers[length] -= 1
            numbers[length + 1] += 2
            numbers[lengthMax] -= 1
            sum -= 1
        }
        return numbers
    }

    /// The depth of each leaf in a tree of least weight, in place of the weights (Moffat and
    /// Katajainen, "In-place calculation of minimum-redundancy codes", 1995).
    ///
    /// - Parameter counts: ascending, two at least.
    private static func depths(_ counts: [Int]) -> [Int] {
        var tree = counts
        let last = tree.count - 1
        // Inner nodes from the left on: first their weights, then their parents.
        var (node, leaf) = (0, 0)
        for next in 0..<last {
            var weight = 0
            for _ in 0..<2 {
                if leaf > last || node < next && tree[node] < tree[leaf] {
                    weight += tree[node]
                    tree[node] = next
                    node += 1
                } else {
                    weight += tree[leaf]
                    leaf += 1
                }
            }
            tree[next] = weight
        }
        // Their depths, from the root on.
        tree[last - 1] = 0
        for node in (0..<(last - 1)).reversed() { tree[node] = tree[tree[node]] + 1 }
        // Those of the leaves: what a level has over its inner nodes.
        var (available, depth, place) = (1, 0, last)
        node = last - 1
        while available > 0 {
            var inner = 0
            while node >= 0, tree[node] == depth {
                inner += 1
                node -= 1
            }
            for _ in inner..<available {
                tree[place] = depth
                place -= 1
            }
            (available, depth) = (2 * inner, depth + 1)
        }
        return tree
    }

    private static func reversed(_ code: Int, _ length: UInt8) -> UInt16 {
        var (code, reversed) = (code, 0)
        for _ in 0..<length {
            reversed = reversed << 1 | code & 1
            code >>= 1
        }
        return UInt16(reversed)
    }

    /// Bits for symbols that occur so often.
    func bits(_ counts: [UInt32]) -> Int {
        zip(counts, lengths).reduce(0) { $0 + Int($1.0) * Int($1.1) }
    }
}

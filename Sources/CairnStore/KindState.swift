internal import CairnModel

/// What the engine knows of a kind during a transaction.
final class KindState {
    let n: Int64
    let name: String
    let rules: LinkRules
    private let bytes: [UInt8]

    init(n: Int64, name: String, rules: LinkRules) {
        (self.n, self.name, self.rules) = (n, name, rules)
        bytes = Array(name.utf8)
    }

    func isNamed(_ name: UnsafeBufferPointer<UInt8>) -> Bool { bytes.isEqual(to: name) }
}

extension [UInt8] {
    /// Whether the bytes are the same.
    @inline(__always)
    func isEqual(to other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard count == other.count else { return false }
        return withUnsafeBufferPointer { own in
            for index in 0..<own.count where own[index] != other[index] { return false }
            return true
        }
    }
}

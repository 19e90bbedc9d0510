/// Puts values of some bits behind each other, the lowest bit first (RFC 1951, 3.1.1).
struct BitWriter {
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int
    /// Fewer than 8 of them wait between two values.
    private var bits: UInt64 = 0
    private var filled: UInt64 = 0

    init(capacity: Int) {
        self.capacity = capacity + MemoryLayout<UInt64>.size
        bytes = .allocate(capacity: self.capacity)
    }

    func deallocate() { bytes.deallocate() }

    /// Makes room for so many bits, over those of the values that are put before the next call.
    mutating func reserve(bits count: Int) {
        let needed = self.count + count / 8 + 2 * MemoryLayout<UInt64>.size
        if needed <= capacity { return }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * needed)
        larger.update(from: bytes, count: self.count)
        bytes.deallocate()
        (bytes, capacity) = (larger, 2 * needed)
    }

    /// Appends a value.
    ///
    /// - Parameter length: bits of it, 56 at most; those above are 0.
    @inline(__always)
    mutating func put(_ value: UInt64, _ length: UInt64) {
        bits |= value << filled
        filled &+= length
        UnsafeMutableRawPointer(bytes + count).storeBytes(of: bits.littleEndian, as: UInt64.self)
        count &+= Int(filled >> 3)
        bits >>= filled & ~7
        filled &= 7
    }

    /// Fills the last byte up with zeros.
    mutating func align() {
        if filled > 0 { put(0, 8 - filled) }
    }

    /// Hands out the whole bytes so far and begins anew behind them.
    mutating func take() -> [UInt8] {
        defer { count = 0 }
        return Array(UnsafeBufferPointer(start: bytes, count: count))
    }
}

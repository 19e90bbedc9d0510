/// Correction codewords over GF(2^8) with the polynomial x^8 + x^4 + x^3 + x^2 + 1, as QR codes have
/// them (ISO/IEC 18004, 7.5.2).
struct ReedSolomon {
    /// The generator (x - 1)(x - 2)(x - 4)..., without its leading 1, the highest power first.
    private let generator: [UInt8]

    /// - Parameter count: correction codewords.
    init(count: Int) {
        var generator: [UInt8] = [1]
        var root: UInt8 = 1
        for _ in 0..<count {
            // Times x, plus times the root: in this field plus is minus.
            var product = generator + [0]
            for (index, factor) in generator.enumerated() {
                product[index + 1] ^= Self.times(factor, root)
            }
            (generator, root) = (product, Self.times(root, 2))
        }
        self.generator = Array(generator.dropFirst())
    }

    /// The remainder of the data, as a polynomial, divided by the generator.
    func correction(of data: some Sequence<UInt8>) -> [UInt8] {
        var remainder = [UInt8](repeating: 0, count: generator.count)
        for byte in data {
            let factor = byte ^ remainder.removeFirst()
            remainder.append(0)
            for index in remainder.indices {
                remainder[index] ^= Self.times(generator[index], factor)
            }
        }
        return remainder
    }

    /// The product of two elements of the field.
    private static func times(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var product = 0
        for bit in (0..<8).reversed() {
            product <<= 1
            if product & 0x100 != 0 { product ^= 0x11D }
            if right >> bit & 1 == 1 { product ^= Int(left) }
        }
        return UInt8(product)
    }
}

/// A QR code of bytes (ISO/IEC 18004): byte mode, error correction level M, which bears the loss of
/// 15 %, in the smallest version that holds them.
package struct QRCode: Sendable {
    /// Modules a side, without the light margin of four that a reader needs around it.
    package let size: Int
    /// Row by row.
    private let dark: [Bool]

    /// nil where the bytes do not fit the greatest version (2,331).
    package init?(_ bytes: [UInt8]) {
        for version in 1...40 {
            var canvas = QRCanvas(version: version)
            let blocks = QRBlocks(version: version, codewords: canvas.freeModules / 8)
            guard let data = Self.data(bytes, version: version, count: blocks.dataCount) else {
                continue
            }
            canvas.place(blocks.interleaved(data))
            let masked = (0..<8).map { canvas.masked($0) }
            (size, dark) = (canvas.size, masked.min { $0.penalty < $1.penalty }!.dark)
            return
        }
        return nil
    }

    /// Whether a module is dark; `x` counts from the left, `y` from the top.
    package subscript(x: Int, y: Int) -> Bool { dark[y * size + x] }

    /// The data codewords: mode, length, the bytes, the terminator, then padding (7.4). Nil where
    /// they do not fit into so many.
    private static func data(_ bytes: [UInt8], version: Int, count: Int) -> [UInt8]? {
        let lengthBits = version < 10 ? 8 : 16
        guard 4 + lengthBits + 8 * bytes.count <= 8 * count else { return nil }
        var bits: [Bool] = []
        func append(_ value: Int, _ width: Int) {
            for bit in (0..<width).reversed() { bits.append(value >> bit & 1 == 1) }
        }
        append(0b0100, 4)
        append(bytes.count, lengthBits)
        for byte in bytes { append(Int(byte), 8) }
        append(0, min(4, 8 * count - bits.count))
        append(0, (8 - bits.count % 8) % 8)
        for index in 0..<count - bits.count / 8 { append(index % 2 == 0 ? 0xEC : 0x11, 8) }
        return stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }
}

import CairnModel
import Testing

@Suite
struct QRCodeTests {
    @Test("a code is of the smallest version that holds the bytes")
    func versions() throws {
        // Table 7 of ISO/IEC 18004, byte mode, level M.
        for (version, count) in [(1, 14), (2, 26), (7, 122), (9, 180), (10, 213), (40, 2331)] {
            let full = [UInt8](repeating: 0x61, count: count)
            #expect(QRCode(full)?.size == 17 + 4 * version)
            let next = QRCode(full + [0x61])
            #expect(next?.size == (version == 40 ? nil : 21 + 4 * version))
        }
        #expect(QRCode([])?.size == 21)
    }

    @Test("a code has its finders and the margin of four around it")
    func picture() throws {
        let code = try #require(QRCode(Array("https://cairn.example.org/join/abc".utf8)))
        let last = code.size - 1
        for (x, y) in [(0, 0), (last, 0), (0, last)] { #expect(code[x, y]) }
        #expect(code.side == code.size + 8)
        #expect(code.path.hasPrefix("M4 4h7v1h-7z"))
    }
}

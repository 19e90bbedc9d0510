/// The modules of a QR code under work: the patterns that every code of its version has, then the
/// data between them.
struct QRCanvas {
    let size: Int
    private(set) var dark: [Bool]
    /// Whether a module belongs to a pattern, and so holds no data and is not masked.
    private var isPattern: [Bool]

    init(version: Int) {
        size = 17 + 4 * version
        dark = Array(repeating: false, count: size * size)
        isPattern = dark
        drawTiming()
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(x, y) }
        drawAlignments(version)
        drawFormat(mask: 0)
        if version >= 7 { drawVersion(version) }
    }

    /// How many modules are left for codewords.
    var freeModules: Int { isPattern.count { !$0 } }

    private mutating func draw(_ x: Int, _ y: Int, _ isDark: Bool) {
        dark[y * size + x] = isDark
        isPattern[y * size + x] = true
    }

    // MARK: Patterns (6.3)

    private mutating func drawTiming() {
        for index in 0..<size {
            draw(index, 6, index % 2 == 0)
            draw(6, index, index % 2 == 0)
        }
    }

    /// A finder with the light line around it, as far as that is inside.
    private mutating func drawFinder(_ x: Int, _ y: Int) {
        for dy in -4...4 {
            for dx in -4...4 where (0..<size).contains(x + dx) && (0..<size).contains(y + dy) {
                let ring = max(abs(dx), abs(dy))
                draw(x + dx, y + dy, ring != 2 && ring != 4)
            }
        }
    }

    /// Alignment patterns at the crossings of some lines (annex E), but for the three corners with
    /// a finder.
    private mutating func drawAlignments(_ version: Int) {
        let lines = Self.alignmentLines(version)
        guard let last = lines.last else { return }
        for y in lines {
            for x in lines {
                if x == 6 && (y == 6 || y == last) || x == last && y == 6 { continue }
                for dy in -2...2 {
                    for dx in -2...2 { draw(x + dx, y + dy, max(abs(dx), abs(dy)) != 1) }
                }
            }
        }
    }

    /// The lines run from 6 to seven modules before the far edge; counted from there they are an
    /// even number of modules apart, as few as will do, and only the first gap differs.
    private static func alignmentLines(_ version: Int) -> [Int] {
        guard version > 1 else { return [] }
        let (gaps, last) = (version / 7 + 1, 4 * version + 10)
        // Version 32 alone has 26 where this makes 28.
        let step = version == 32 ? 26 : (last - 6 + 2 * gaps - 1) / (2 * gaps) * 2
        return [6] + (0..<gaps).reversed().map { last - $0 * step }
    }

    // MARK: Format and version (7.9, 7.10)

    /// Level M is 00, so that the data of the format is the number of the mask.
    private mutating func drawFormat(mask: Int) {
        let bits = (mask << 10 | Self.remainder(mask << 10, 0x537)) ^ 0x5412
        for bit in 0..<15 {
            let isDark = bits >> bit & 1 == 1
            switch bit {
            case 0...5: draw(8, bit, isDark)
            case 6, 7: draw(8, bit + 1, isDark)
            case 8: draw(7, 8, isDark)
            default: draw(14 - bit, 8, isDark)
            }
            if bit < 8 { draw(size - 1 - bit, 8, isDark) } else { draw(8, size - 15 + bit, isDark) }
        }
        draw(8, size - 8, true)
    }

    private mutating func drawVersion(_ version: Int) {
        let bits = version << 12 | Self.remainder(version << 12, 0x1F25)
        for bit in 0..<18 {
            let isDark = bits >> bit & 1 == 1
            draw(size - 11 + bit % 3, bit / 3, isDark)
            draw(bit / 3, size - 11 + bit % 3, isDark)
        }
    }

    /// Of a polynomial over GF(2) divided by another.
    private static func remainder(_ value: Int, _ divisor: Int) -> Int {
        var value = value
        let top = Int.bitWidth - divisor.leadingZeroBitCount
        while Int.bitWidth - value.leadingZeroBitCount >= top {
            value ^= divisor << (Int.bitWidth - value.leadingZeroBitCount - top)
        }
        return value
    }

    // MARK: Data

    /// Places codewords in columns of two modules from the right, up and down in turn (7.7.3).
    mutating func place(_ codewords: [UInt8]) {
        var bit = 0
        var isUpward = true
        for right in stride(from: size - 1, to: 0, by: -2) {
            // The timing column is no part of a pair.
            let right = right <= 6 ? right - 1 : right
            for step in 0..<size {
                let y = isUpward ? size - 1 - step : step
                for x in [right, right - 1] where !isPattern[y * size + x] {
                    guard bit < codewords.count * 8 else { continue }
                    dark[y * size + x] = codewords[bit / 8] >> (7 - bit % 8) & 1 == 1
                    bit += 1
                }
            }
            isUpward.toggle()
        }
    }

    /// The code under one of the eight masks (7.8.2), with how badly readers would take it.
    func masked(_ mask: Int) -> (dark: [Bool], penalty: Int) {
        var canvas = self
        for y in 0..<size {
            for x in 0..<size where !isPattern[y * size + x] && Self.flips(mask, x, y) {
                canvas.dark[y * size + x].toggle()
            }
        }
        canvas.drawFormat(mask: mask)
        return (canvas.dark, QRPenalty(dark: canvas.dark, size: size).sum)
    }

    private static func flips(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }
}

package import CairnModel
internal import Foundation

/// What stands for a vector in a hello: the SHA-256 of its tips.
package enum VectorSum {
    /// About as long is a line.
    private static let lineBytes = 100

    /// 64 hex digits over the sorted lines `log TAB node TAB seq TAB head LF`.
    ///
    /// - Parameter vector: tips alone, without the lines that a ladder adds.
    package static func hex(_ vector: Vector) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(vector.streams.count * lineBytes)
        var lines: [Range<Int>] = []
        lines.reserveCapacity(vector.streams.count)
        for (stream, pairs) in vector.streams {
            for pair in pairs {
                let start = text.count
                stream.log.append(to: &text)
                text.append(0x09)
                stream.node.append(to: &text)
                text.append(0x09)
                text.append(contentsOf: String(pair.seq).utf8)
                text.append(0x09)
                pair.head?.append(to: &text)
                text.append(0x0A)
                lines.append(start..<text.count)
            }
        }
        var hash = Hash()
        text.withUnsafeBytes { text in
            lines.sort { left, right in
                let count = min(left.count, right.count)
                let order = memcmp(
                    text.baseAddress! + left.lowerBound, text.baseAddress! + right.lowerBound, count
                )
                return order == 0 ? left.count < right.count : order < 0
            }
            for line in lines { hash.update(UnsafeRawBufferPointer(rebasing: text[line])) }
        }
        return hash.hex()
    }
}

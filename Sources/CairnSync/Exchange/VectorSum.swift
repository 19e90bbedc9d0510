package import CairnModel

/// What stands for a vector in a hello: the SHA-256 of its tips.
package enum VectorSum {
    /// 64 hex digits over the sorted lines `log TAB node TAB seq TAB head LF`.
    ///
    /// - Parameter vector: tips alone, without the lines that a ladder adds.
    package static func hex(_ vector: Vector) -> String {
        var lines: [String] = []
        for (stream, pairs) in vector.streams {
            for pair in pairs {
                let head = pair.head?.description ?? ""
                lines.append("\(stream.log)\t\(stream.node)\t\(pair.seq)\t\(head)\n")
            }
        }
        var hash = Hash()
        for line in lines.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            hash.update(line)
        }
        return hash.hex()
    }
}

internal import CairnModel

extension Oracle {
    /// For each log the SHA-256 in hex of a line for every live write.
    package var digests: [String: String] {
        var lines: [String: [[UInt8]]] = [:]
        for log in logs { lines[log] = [] }
        for (record, fields) in live {
            for (field, writes) in fields {
                for write in writes {
                    var line = Array("\(record.kind)\t\(record.id)\t\(field)\t\(write.dot)\t".utf8)
                    line += write.bytes
                    if field == "deleted" {
                        line += Array("\t\(write.saw.joined(separator: " "))".utf8)
                    }
                    lines[record.log, default: []].append(line + [0x0A])
                }
            }
        }
        return lines.mapValues { found in
            var hash = Hash()
            for line in found.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                hash.update(line)
            }
            return hash.hex()
        }
    }

    /// The tips of each stream (`log node`), as `seq head`.
    static func tips(_ lines: [OracleLine]) -> [String: Set<String>] {
        let followed = Set(lines.map { "\($0.stream) \($0.seq - 1) \($0.prev)" })
        var tips: [String: Set<String>] = [:]
        for line in lines where !followed.contains("\(line.stream) \(line.seq) \(line.head)") {
            tips[line.stream, default: []].insert("\(line.seq) \(line.head)")
        }
        return tips
    }
}

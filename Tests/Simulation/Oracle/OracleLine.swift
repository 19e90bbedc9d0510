internal import CairnModel

/// A record as the oracle names it.
package struct OracleRecord: Hashable, Comparable, CustomStringConvertible {
    package let log: String
    package let kind: String
    package let id: String

    package var description: String { "\(log) \(kind) \(id)" }

    package static func < (left: OracleRecord, right: OracleRecord) -> Bool {
        left.description < right.description
    }
}

/// An entry line taken apart with a plain JSON reader: texts for ids, dots and clocks.
package final class OracleLine {
    struct Operation {
        let record: OracleRecord
        let set: [(field: String, value: JSON)]
        let over: [String: [String]]
        let resolve: Bool
        let saw: [String]
    }

    let bytes: [UInt8]
    let head: String
    let log: String
    let node: String
    let seq: Int64
    /// Empty at seq 1.
    let prev: String
    let at: String
    let by: String?
    let salt: String?
    let part: String?
    let operations: [Operation]
    /// Everything that has to be there before: dots of `over`, `saw`, `part`.
    let named: Set<String>
    /// Whether it says something that this version does not know.
    let hasUnknownKeys: Bool

    let dot: String
    /// `log node`.
    let stream: String
    /// `log node seq`.
    let place: String

    /// Nil for what is no entry; the line is one that some author wrote in canonical form.
    package init?(_ bytes: [UInt8]) {
        guard let json = try? JSON(reading: bytes), let log = json["log"]?.string,
            let node = json["node"]?.string, let seq = json["seq"]?.integer,
            let prev = json["prev"]?.string, let at = json["at"]?.string,
            let ops = json["ops"]?.array
        else { return nil }
        (self.bytes, self.log, self.node, self.seq) = (bytes, log, node, seq)
        (self.prev, self.at, by) = (prev, at, json["by"]?.string)
        (salt, part) = (json["salt"]?.string, json["part"]?.string)
        head = Self.head(of: bytes)
        dot = "\(node):\(seq):\(head.prefix(6))"
        stream = "\(log) \(node)"
        place = "\(log) \(node) \(seq)"
        operations = ops.compactMap { Self.operation($0, log: log) }
        var named = Set(operations.flatMap { $0.saw + $0.over.values.joined() })
        if let part { named.insert(part) }
        self.named = named
        hasUnknownKeys = json["x-later"] != nil || ops.contains { $0["x-verb"] != nil }
    }

    private static func operation(_ json: JSON, log: String) -> Operation? {
        guard let kind = json["kind"]?.string, let id = json["id"]?.string else { return nil }
        func dots(_ json: JSON?) -> [String] { (json?.array ?? []).compactMap(\.string) }
        var over: [String: [String]] = [:]
        for member in json["over"]?.object ?? [] { over[member.key] = dots(member.value) }
        return Operation(
            record: OracleRecord(log: log, kind: kind, id: id),
            set: (json["set"]?.object ?? []).map { (field: $0.key, value: $0.value) },
            over: over, resolve: json["resolve"]?.bool == true, saw: dots(json["saw"]))
    }

    /// The first 22 characters of the base64url of a line's SHA-256.
    static func head(of bytes: [UInt8]) -> String {
        var hash = Hash()
        hash.update(bytes)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var bits = hash.bytes().flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }[...]
        var text = ""
        for _ in 0..<22 {
            text.append(alphabet[bits.prefix(6).reduce(0) { $0 * 2 + Int($1) }])
            bits = bits.dropFirst(6)
        }
        return text
    }
}

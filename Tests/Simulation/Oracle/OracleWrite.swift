package import CairnModel

/// One field written by one entry.
package struct OracleWrite {
    package let value: JSON
    let at: String
    let by: String?
    let node: String
    let seq: Int64
    let head: String
    let dot: String
    let saw: [String]

    init(_ value: JSON, of operation: OracleLine.Operation, in line: OracleLine) {
        (self.value, at, by, node) = (value, line.at, line.by, line.node)
        (seq, head, dot, saw) = (line.seq, line.head, line.dot, operation.saw)
    }

    /// The canonical value: two values are the same when these bytes are.
    var bytes: [UInt8] { value.canonical }

    /// Whether this write stands before another of the same field.
    func outranks(_ other: OracleWrite, field: String) -> Bool {
        let claims = (claim(field), other.claim(field))
        if claims.0 != claims.1 { return claims.0 > claims.1 }
        if at != other.at { return at > other.at }
        if node != other.node { return node > other.node }
        if seq != other.seq { return seq > other.seq }
        return head > other.head
    }

    /// What goes before rank: of a set's elements any value before null, of a consent a no before
    /// all else.
    private func claim(_ field: String) -> Int {
        guard field.contains("/"), !value.isNull else { return 0 }
        let state = value["state"]?.string
        let isNo = state == "denied" || state == "withdrawn"
        return field.hasPrefix("consent/") && isNo ? 2 : 1
    }

    var text: String { "\(value.canonicalText) (\(dot), \(at))" }
}

extension [OracleWrite] {
    func ranked(_ field: String) -> [OracleWrite] {
        sorted { $0.outranks($1, field: field) }
    }

    /// Whether they contradict each other.
    func differ(_ field: String) -> Bool {
        let claimed = field.contains("/") ? filter { !$0.value.isNull } : self
        return Set(claimed.map(\.bytes)).count > 1
    }
}

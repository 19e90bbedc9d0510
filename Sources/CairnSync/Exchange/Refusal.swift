package import CairnModel

/// The first entry of a stream that was not taken, as a hello's `refused` tells it.
package struct Refusal: Sendable, Hashable {
    /// Log, node and place; nil where the line did not let them be read.
    package let log: RecordID?
    package let node: NodeID?
    package let seq: Int64?
    /// A `RefusalCode`, or one that a newer version knows.
    package let code: String
    /// For a person; never a value of a field.
    package let detail: String

    package init(
        log: RecordID?, node: NodeID?, seq: Int64?, code: String, detail: String
    ) {
        (self.log, self.node, self.seq) = (log, node, seq)
        (self.code, self.detail) = (code, detail)
    }

    /// The stream; nil where it is not wholly known.
    package var stream: Vector.Stream? {
        guard let log, let node, seq != nil else { return nil }
        return Vector.Stream(log: log, node: node)
    }

    package var json: JSON {
        [
            "log": log.map { .string($0.description) } ?? .null,
            "node": node.map { .string($0.description) } ?? .null,
            "seq": seq.map { .integer($0) } ?? .null,
            "code": .string(code),
            "detail": .string(detail),
        ]
    }

    /// Nil where a shape of Schema/Protocol.md, Refusals, is broken.
    package init?(_ json: JSON) {
        guard let log = json["log"], let node = json["node"], let seq = json["seq"],
            let code = json["code"]?.string
        else { return nil }
        let detail = json["detail"] ?? .null
        guard log.isNull || log.string.flatMap({ RecordID($0) }) != nil,
            node.isNull || node.string.flatMap({ NodeID($0) }) != nil,
            seq.isNull || seq.integer.map({ (1...Limit.integerMax).contains($0) }) == true,
            detail.isNull || detail.string != nil
        else { return nil }
        self.init(
            log: log.string.flatMap { RecordID($0) }, node: node.string.flatMap { NodeID($0) },
            seq: seq.integer, code: code, detail: detail.string ?? "")
    }
}

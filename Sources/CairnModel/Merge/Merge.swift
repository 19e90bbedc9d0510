/// The rules by which live writes become what a record shows (Schema/Protocol.md, Folding).
package enum Merge {
    /// The rank of a write among concurrent ones: (`at`, `node`, `seq`, head), compared as bytes.
    package struct Rank: Comparable, Hashable, Sendable {
        package let at: Timestamp
        package let node: NodeID
        package let seq: Int64
        package let head: Head

        package init(at: Timestamp, node: NodeID, seq: Int64, head: Head) {
            (self.at, self.node, self.seq, self.head) = (at, node, seq, head)
        }

        package static func < (left: Rank, right: Rank) -> Bool {
            if left.at != right.at { return left.at < right.at }
            #if FAULTS
                if Fault.tieSkipsNode.isOn, left.seq != right.seq { return left.seq < right.seq }
            #endif
            if left.node != right.node { return left.node < right.node }
            if left.seq != right.seq { return left.seq < right.seq }
            return left.head < right.head
        }
    }

    /// How strongly a value of a field claims to be shown, before its rank is asked.
    ///
    /// Of set elements a present value beats a null; of `consent/` a denied or withdrawn one
    /// comes first. Every other field goes by rank alone.
    package static func strength(of value: JSON, field: String) -> Int {
        guard isElement(field) else { return 0 }
        #if FAULTS
            if Fault.elementsGoByRank.isOn { return 0 }
            if Fault.nullBeatsElement.isOn { return value.isNull ? 1 : 0 }
            if Fault.grantBeatsDenial.isOn { return value["state"]?.string == "granted" ? 2 : 1 }
        #endif
        if value.isNull { return 0 }
        return isRefusal(value, field: field) ? 2 : 1
    }

    /// Whether a value of a field is a consent that was denied or withdrawn.
    package static func isRefusal(_ value: JSON, field: String) -> Bool {
        field.hasPrefix("consent/") && ["denied", "withdrawn"].contains(value["state"]?.string)
    }

    /// Whether a field is an element of a set (`name/element`).
    package static func isElement(_ field: String) -> Bool { field.utf8.contains(0x2F) }

    /// Whether live values of one field contradict each other: they differ, and for set elements
    /// the present ones do. Of `deleted` there is no such conflict. It stops at the first two that
    /// differ.
    ///
    /// - Parameter values: canonical JSON; two values are the same when their bytes are.
    package static func conflicts(_ values: some Sequence<[UInt8]>, field: String) -> Bool {
        if field == "deleted" { return false }
        let skipsNull = isElement(field)
        var first: [UInt8]?
        for value in values where !skipsNull || value != null {
            guard let known = first else {
                first = value
                continue
            }
            if differ(known, value) { return true }
        }
        return false
    }

    private static let null = Array("null".utf8)

    private static func differ(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        #if FAULTS
            if Fault.typesAgree.isOn, left.first != right.first { return false }
            if Fault.numberIsText.isOn {
                let texts = [left, right].map { $0.filter { $0 != UInt8(ascii: "\"") } }
                return texts[0] != texts[1]
            }
        #endif
        return left != right
    }

    /// The id of a conflict or an issue: the first 12 hex digits of SHA-256 over log, kind, id and
    /// field, TAB between. What has no field has its code in the field's place.
    package static func conflictID(
        log: RecordID, kind: String, id: RecordID, field: String
    ) -> String {
        Hex.text(Hash.bytes(of: "\(log)\t\(kind)\t\(id)\t\(field)").prefix(6))
    }
}

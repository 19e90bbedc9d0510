internal import CairnModel

/// One live write of a field.
struct LiveWrite {
    let entry: Int64
    /// Canonical JSON.
    let value: [UInt8]
    /// Of a deletion: the dots that it saw.
    let saw: [Dot]
}

/// A record as the tables have it, on its way to its next state.
struct FoldedRecord {
    /// Bits of `record.flags`.
    struct Flags: OptionSet {
        let rawValue: Int64
        static let hidden = Flags(rawValue: 1)
        static let conflict = Flags(rawValue: 2)
        static let editedWhileDeleted = Flags(rawValue: 4)
    }

    let n: Int64
    let base: Int64
    var created: Int64
    var modified: Int64
    var flags: Flags
    /// Live writes of the fields that were written after the base.
    var cells: [String: [LiveWrite]] = [:]
    /// What the base set; nil while nobody has asked for it, and then `live` knows of `cells`
    /// alone.
    var set: CanonicalObject?

    /// The live writes of a field, none where it was never written.
    func live(_ field: String) -> [LiveWrite] {
        if let cells = cells[field] { return cells }
        guard let value = set?[field] else { return [] }
        return [LiveWrite(entry: base, value: value, saw: [])]
    }

    /// Every field with its live writes, in the order of the names' bytes.
    var allLive: [(field: String, writes: [LiveWrite])] {
        var names = set?.members.map(\.name) ?? []
        let known = Set(names)
        let later = cells.keys.filter { !known.contains($0) }
        if !later.isEmpty {
            names = (names + later).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        return names.map { ($0, live($0)) }
    }

    var isHidden: Bool { flags.contains(.hidden) }
}

/// Writes the fields of an operation in the order of their names' bytes, and remembers it: the next
/// operation of an import has the same fields, but for elements with an id in their names.
package struct MemberOrder: Sendable {
    private struct Slot {
        /// Where in `set` the field is.
        let place: Int
        let name: String
        /// The first eight bytes of the name, which order almost all.
        let prefix: UInt64
        /// Where in `texts` the name stands in quotes, between a comma (but for the first) and a
        /// colon.
        var text: Range<Int>
    }

    private var slots: [Slot] = []
    private var texts: [UInt8] = []

    package init() {}

    /// Appends the fields, with commas between them.
    mutating func append(_ set: [(field: String, value: JSON)], to out: inout [UInt8]) {
        if appendInOrder(set, to: &out) { return }
        sort(set)
        _ = appendInOrder(set, to: &out)
    }

    /// Appends the fields in the order that is remembered; false where they have another, and
    /// nothing was appended.
    private func appendInOrder(
        _ set: [(field: String, value: JSON)], to out: inout [UInt8]
    ) -> Bool {
        guard set.count == slots.count else { return false }
        let start = out.count
        var last: (prefix: UInt64, isSame: Bool) = (0, true)
        for index in slots.indices {
            let place = slots[index].place
            let isSame = set[place].field == slots[index].name
            let prefix = isSame ? slots[index].prefix : Self.prefix(set[place].field)
            if index > 0 {
                // Two that are the same as remembered are in order; of others the prefix has to say so.
                guard isSame && last.isSame || last.prefix < prefix else {
                    out.removeSubrange(start...)
                    return false
                }
            }
            last = (prefix, isSame)
            if isSame {
                let text = slots[index].text
                texts.withUnsafeBufferPointer {
                    out.append(contentsOf: UnsafeBufferPointer(rebasing: $0[text]))
                }
            } else {
                if index > 0 { out.append(0x2C) }
                JSON.write(set[place].field, to: &out)
                out.append(0x3A)
            }
            set[place].value.writeCanonical(to: &out)
        }
        return true
    }

    private mutating func sort(_ set: [(field: String, value: JSON)]) {
        slots.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
        for place in set.indices {
            let name = set[place].field
            let slot = Slot(place: place, name: name, prefix: Self.prefix(name), text: 0..<0)
            // Insertion keeps them in order: there are few, and many come in order already.
            var index = slots.count
            while index > 0, Self.precedes(slot, slots[index - 1]) { index -= 1 }
            slots.insert(slot, at: index)
        }
        for index in slots.indices {
            let start = texts.count
            if index > 0 { texts.append(0x2C) }
            JSON.write(slots[index].name, to: &texts)
            texts.append(0x3A)
            slots[index].text = start..<texts.count
        }
    }

    private static func precedes(_ left: Slot, _ right: Slot) -> Bool {
        left.prefix != right.prefix
            ? left.prefix < right.prefix : left.name.precedesInBytes(right.name)
    }

    private static func prefix(_ name: String) -> UInt64 {
        var name = name
        return name.withUTF8 { bytes in
            var prefix: UInt64 = 0
            for index in 0..<min(8, bytes.count) {
                prefix |= UInt64(bytes[index]) << UInt64(56 - index * 8)
            }
            return prefix
        }
    }
}

/// The canonical order of an operation's fields, kept from one operation to the next: those of an
/// import name the same fields one after the other.
package struct FieldOrder: Sendable {
    private struct Step: Sendable {
        /// Where the field stands in `set`.
        let place: Int
        /// Where its name in quotes and its colon end in `names`.
        let end: Int
    }

    private var fields: [String] = []
    private var steps: [Step] = []
    private var names: [UInt8] = []
    private var isASCII = false

    package init() {}

    /// Appends the members of an object, without its brackets.
    ///
    /// - Parameter set: no name twice.
    mutating func append(_ set: [(field: String, value: JSON)], to out: inout [UInt8]) {
        if !isOrder(of: set) { self = FieldOrder(of: set) }
        var start = 0
        names.withUnsafeBufferPointer { names in
            for step in steps {
                out.append(contentsOf: UnsafeBufferPointer(rebasing: names[start..<step.end]))
                start = step.end
                set[step.place].value.writeCanonical(to: &out)
            }
        }
    }

    private init(of set: [(field: String, value: JSON)]) {
        fields = set.map(\.field)
        isASCII = fields.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
        for place in fields.indices.sorted(by: { fields[$0].precedesInBytes(fields[$1]) }) {
            if !names.isEmpty { names.append(0x2C) }
            JSON.write(fields[place], to: &names)
            names.append(0x3A)
            steps.append(Step(place: place, end: names.count))
        }
    }

    private func isOrder(of set: [(field: String, value: JSON)]) -> Bool {
        guard isASCII, fields.count == set.count else { return false }
        for place in fields.indices {
            // What is equal to a text of ASCII and has other bytes has more of them.
            guard fields[place] == set[place].field,
                fields[place].utf8.count == set[place].field.utf8.count
            else { return false }
        }
        return true
    }
}

/// The conflicts that came up while lines were taken in and that none of these lines ended.
package struct OpenedConflicts: Sendable {
    /// A field of a record of this store.
    struct Field: Hashable {
        let record: Int64
        let name: String
    }

    var fields: Set<Field> = []

    /// None.
    package init() {}

    /// Whether there is none.
    package var isEmpty: Bool { fields.isEmpty }
}

extension Snapshot {
    /// How many of them are open, which those of a hidden record are not.
    package func openCount(of opened: OpenedConflicts) throws -> Int {
        let select = engine.prepared("SELECT flags FROM record WHERE n = ?1")
        var count = 0
        for field in opened.fields {
            guard try select.bind(1, field.record).next() else { continue }
            let flags = FoldedRecord.Flags(rawValue: select.int(0))
            select.reset()
            if !flags.isDisjoint(with: [.conflict, .editedWhileDeleted]) { count += 1 }
        }
        return count
    }
}

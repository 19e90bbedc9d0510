/// Records that were merged into another, such as a volunteer who was entered twice.
enum Aliases {
    /// The record behind an alias; of a circle of aliases its first.
    static func end(of record: RecordKey, in aliases: [RecordKey: RecordKey]) -> RecordKey {
        var (at, path): (RecordKey, [RecordKey]) = (record, [])
        while let next = aliases[at] {
            if let start = path.firstIndex(of: at) { return path[start...].min()! }
            path.append(at)
            at = next
        }
        return at
    }
}

import CairnModel

extension JSON {
    /// An object without what differs from run to run: ids, logs and times of writing.
    var fields: JSON {
        switch self {
        case .array(let items): .array(items.map(\.fields))
        case .object(let members):
            .object(
                members.filter { !JSON.changing.contains($0.key) }
                    .map { (key: $0.key, value: $0.value.fields) })
        default: self
        }
    }

    private static let changing: Set<String> = [
        "id", "ref", "log", "created_at", "created_by", "modified_at", "modified_by",
    ]
}

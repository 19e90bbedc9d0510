import CairnModel
import CairnStore

extension Lookup {
    /// The item that a person names by its id or the beginning of it: an open one before one
    /// that was settled.
    func reviewItem(_ id: String) throws -> ReviewItem {
        let wanted = id.lowercased()
        guard wanted.count >= 4, wanted.allSatisfy(\.isHexDigit) else {
            throw CommandFault.usage(
                "\"\(id)\" is not the id of a conflict",
                hint: "cairn conflict list shows the ids; four characters of one are enough")
        }
        let found = try snapshot.reviewItems(all: true).filter { $0.id.hasPrefix(wanted) }
        let ids = Set(found.map(\.id)).sorted()
        if ids.count > 1 {
            throw CommandFault.ambiguous(
                "\"\(id)\" may be \(Words.list(ids, last: "or"))", hint: "type more of the id")
        }
        guard let item = found.first(where: \.isOpen) ?? found.first else {
            throw CommandFault.notFound(
                "there is no conflict \"\(id)\"",
                hint: "cairn conflict list --all shows all of them, settled ones too")
        }
        return item
    }
}

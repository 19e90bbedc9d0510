import CairnModel
import CairnStore

/// What an invitation is to give, and what the coordinator confirms by it.
struct InvitationPlan {
    let invitation: Invitation
    /// Places in the tree that count from now on for what coordinators may see.
    let branches: [(chapter: RecordID, above: RecordID)]
    /// The chapters that it opens.
    let names: [String]
    let sentence: String

    init(_ command: InviteCommand, _ lookup: Lookup, expires: Int64) throws {
        let reads = try command.reads.map { try lookup.find($0, "chapter").id }
        let writes = try command.writes.map { try lookup.find($0, "chapter").id }
        let chapter = try lookup.chapterToWrite()
        let name = lookup.snapshot.title(of: chapter)
        if command.new {
            invitation = Invitation(
                newUnder: chapter.id, reads: reads, writes: writes, expires: expires)
            (branches, names) = ([], [])
            sentence = "It takes a new school in under \(name)."
            return
        }
        let role = Role(rawValue: command.role) ?? .chapter
        invitation = Invitation(
            role, chapter: chapter.id, reads: reads, writes: writes, expires: expires)
        branches = try Self.branches(role, chapter, lookup)
        let open = Set(branches.map(\.chapter)).union([chapter.id])
        names = try lookup.snapshot.chapters().filter { open.contains($0.id) && $0.log == $0.id }
            .map(lookup.snapshot.title)
        sentence = Self.sentence(role, name, names)
    }

    /// A coordinator gets the branch as the tree shows it now; a chapter is placed where it is.
    private static func branches(
        _ role: Role, _ chapter: StoredRecord, _ lookup: Lookup
    ) throws -> [(chapter: RecordID, above: RecordID)] {
        guard role == .coordinator || role == .chapter else { return [] }
        let included =
            role == .coordinator ? try lookup.snapshot.branch(from: chapter.id) : [chapter.id]
        return try lookup.snapshot.chapters().compactMap { record in
            guard record.id == record.log, included.contains(record.id),
                role == .chapter || record.id != chapter.id,
                let above = record["parent"]?.string.flatMap({ RecordID($0.suffix(36)) })
            else { return nil }
            return (record.id, above)
        }
    }

    /// What an invitation of a role to a chapter opens.
    static func sentence(_ role: Role, _ name: String, _ names: [String] = []) -> String {
        switch role {
        case .chapter: "It is for another laptop of \(name)."
        case .coordinator:
            "It lets a coordinator read and write \(Words.list(names)), without volunteers' names."
        case .reader: "It lets somebody read \(name)."
        case .writer: "It lets somebody read and write \(name)."
        case .volunteer: "It opens the tasks of one volunteer of \(name)."
        }
    }
}

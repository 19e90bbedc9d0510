internal import CairnModel
internal import CairnStore
internal import CairnSync

/// What a feed is answered with.
struct FeedAnswer: Sendable {
    let tag: String
    /// Nil where the client has it already.
    let bytes: [UInt8]?

    /// - Parameter known: the request's `If-None-Match`.
    init(
        _ content: FeedContent, asEvents: Bool, of holder: TokenHolder, limit: Int,
        software: String, known: String?, in snapshot: Snapshot
    ) throws {
        tag = try Self.tag(content, asEvents, holder, limit, software, snapshot)
        if EntityTag.isNamed(tag, by: known) {
            bytes = nil
            return
        }
        let feed = try Feed(content, of: holder, in: snapshot)
        let writer = ICSWriter(
            name: try feed.name(), zone: try feed.zone(), tasksAsEvents: asEvents)
        bytes = try snapshot.calendar(
            feed.records(limit: limit), writer, tentative: feed.tentative
        ).bytes
    }

    /// A hash of all that the answer is a function of: who may see what, the entries of the logs
    /// that it is made from, and the program. A volunteer's signups may be in any log.
    private static func tag(
        _ content: FeedContent, _ asEvents: Bool, _ holder: TokenHolder, _ limit: Int,
        _ software: String, _ snapshot: Snapshot
    ) throws -> String {
        let isVolunteer = holder.grants.contains { $0.role == .volunteer }
        let logs = isVolunteer ? nil : holder.rights.reads.union(holder.grants.map(\.log))
        var lines = [software, content.rawValue, "\(asEvents)", "\(limit)"]
        lines += holder.grants.map { "\($0.role.rawValue) \($0.log) \($0.volunteer ?? "")" }
        lines += holder.rights.reads.sorted().map(\.description)
        lines.append(VectorSum.hex(try snapshot.vector(of: logs)))
        let digest = Hash.bytes(of: lines.joined(separator: "\n"))
        return "\"\(Base64URL.text(digest.prefix(18)))\""
    }
}

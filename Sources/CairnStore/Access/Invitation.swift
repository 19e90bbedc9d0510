package import CairnModel

/// What a coordinator offers with a one-time code.
package struct Invitation: Sendable {
    package let role: Role
    /// The chapter, or the log of a reader or writer; nil for a school that brings its own.
    package let chapter: RecordID?
    /// Of such a school: the chapter that it comes under.
    package let above: RecordID?
    package let grants: [Grant]
    /// Milliseconds since 1970.
    package let expires: Int64

    /// For somebody who works in a chapter, or with a log, that the server knows.
    package init(
        _ role: Role, chapter: RecordID, volunteer: String? = nil, reads: [RecordID] = [],
        writes: [RecordID] = [], expires: Int64
    ) {
        (self.role, self.chapter, above, self.expires) = (role, chapter, nil, expires)
        grants = [Grant(role, chapter, volunteer: volunteer)] + Self.common(reads, writes)
    }

    /// For a school that brings its own chapter.
    package init(
        newUnder above: RecordID, reads: [RecordID] = [], writes: [RecordID] = [], expires: Int64
    ) {
        (role, chapter, self.above, self.expires) = (.chapter, nil, above, expires)
        grants = Self.common(reads, writes)
    }

    private static func common(_ reads: [RecordID], _ writes: [RecordID]) -> [Grant] {
        reads.map { Grant(.reader, $0) } + writes.map { Grant(.writer, $0) }
    }
}

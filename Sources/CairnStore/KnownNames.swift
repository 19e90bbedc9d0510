internal import CairnModel

/// What the engine knows of the small tables, which every transaction asks for.
struct KnownNames {
    var streams: [StreamKey: StreamState] = [:]
    /// The two streams that were asked for last: a chapter's own and its people's take turns.
    var recent: (key: StreamKey, state: StreamState)?
    var earlier: (key: StreamKey, state: StreamState)?
    /// All logs.
    var logs: Set<RecordID>?
    var logNumbers: [RecordID: Int64] = [:]
    var kinds: [KindState] = []
    /// `personsMax` at most.
    var personNumbers: [String: Int64] = [:]
    var meta: [String: String?] = [:]
    /// Nil too once an entry was appended, until it is kept.
    var clock: Clock?
    /// Log and node of every stream.
    var streamKeys: [Int64: StreamKey]?
    /// The tips of every stream as the last `finish` left them.
    var vector: Vector?
    /// Of this node, as the last `finish` left them.
    var ownSeqs: [RecordID: Int64]?
    /// The greatest number of a record.
    var lastRecord: Int64?

    static let personsMax = 10_000
}

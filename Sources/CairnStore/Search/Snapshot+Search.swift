package import CairnModel

extension Snapshot {
    /// The records that have all words of a text, the last of which may be the beginning of a word;
    /// capitals and diacritics make no difference. Of people names alone are searched.
    ///
    /// First those that have all the words in their title, then the others, the later ones first
    /// (by `when` or `due`, else by when they were made). The order tells nothing of records that
    /// are not among the hits, as one by how rare the words are would: whoever may read one log
    /// learns nothing of the others.
    ///
    /// The index is asked (`Store.prepareSearch`), every hit is held against the record as it
    /// stands, and what the index does not have yet is looked through: the answer is the same
    /// with an index and without.
    ///
    /// - Parameters:
    ///   - kinds: nil for all.
    ///   - logs: nil for all. People are in people logs alone.
    ///   - deleted: whether it is what was deleted that is searched.
    package func search(
        _ text: String, kinds: Set<String>? = nil, logs: Set<RecordID>? = nil,
        deleted: Bool = false, limit: Int
    ) throws -> [StoredRecord] {
        var search = Search(
            query: SearchQuery(text), kinds: kinds, logs: logs, deleted: deleted, limit: limit)
        if search.query.words.isEmpty || limit < 1 { return [] }
        try search.lookThrough(self)
        try search.lookUp(self)
        return search.records
    }
}

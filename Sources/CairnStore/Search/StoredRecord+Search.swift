package import CairnModel

extension StoredRecord {
    /// What of the record can be searched.
    package var searchText: SearchText { SearchText(kind: kind, fields: fields) }

    /// The time by which hits are ordered: when it is or is due, else when it was made.
    var searchTime: String {
        let moment = self["when"] ?? self["due"]
        return moment?.startText ?? createdAt.instant
    }
}

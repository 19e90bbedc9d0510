package import CairnModel

extension Snapshot {
    /// The people logs that the store holds something of: those beside a chapter that it knows,
    /// those with volunteers, and, where it knows neither, those whose entries carry a salt, as
    /// every entry of a people log does and no other log's.
    package func peopleLogs() throws -> Set<RecordID> {
        let held = Set(try logs())
        var chapters = held
        if let home = try home() { chapters.insert(home) }
        for peer in try peers() { chapters.formUnion(peer.logs.keys) }
        let volunteers = try counts().filter { $0.kind == "volunteer" }.map(\.log)
            .filter { try !book.isChapterLog($0, self) }
        var people = held.intersection(chapters.map(\.peopleLog)).union(volunteers)
        for log in held.subtracting(people)
        where try !book.isChapterLog(log, self) && hasSalt(log) {
            people.insert(log)
        }
        return people
    }

    private func hasSalt(_ log: RecordID) throws -> Bool {
        var reader = EntryReader()
        var isFound = false
        try forEachLacking(Vector(), logs: [log], leavingOut: [:]) { line in
            isFound = (try? reader.read(line)) != nil && !reader.salt.isEmpty
            return !isFound
        }
        return isFound
    }
}

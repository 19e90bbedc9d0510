package import CairnModel

extension Store {
    /// Confirms that chapters come under others, as the server's own coordinator sees the tree.
    package func confirm(_ branches: [(chapter: RecordID, above: RecordID)]) throws {
        try write { snapshot in
            for branch in branches {
                try snapshot.engine.putBranch(branch.chapter, under: branch.above)
            }
        }
    }

    /// The confirmed tree: the chapter above each.
    package func branches() throws -> [RecordID: RecordID] {
        try read { try $0.engine.branches() }
    }
}

extension Engine {
    func putBranch(_ chapter: RecordID, under above: RecordID) throws {
        try prepared("INSERT OR REPLACE INTO branch (chapter, above) VALUES (?1, ?2)")
            .bind(blob: chapter.bytes, at: 1).bind(blob: above.bytes, at: 2).run()
    }

    func branches() throws -> [RecordID: RecordID] {
        let select = prepared("SELECT chapter, above FROM branch")
        var branches: [RecordID: RecordID] = [:]
        while try select.next() {
            branches[RecordID(bytes: select.buffer(0))] = RecordID(bytes: select.buffer(1))
        }
        return branches
    }

    /// A chapter and all that are below it in the confirmed tree.
    func branch(from root: RecordID) throws -> Set<RecordID> {
        let branches = try branches()
        var found: Set<RecordID> = [root]
        var grew = true
        while grew {
            let below = branches.filter { found.contains($0.value) && !found.contains($0.key) }
            grew = !below.isEmpty
            found.formUnion(below.keys)
        }
        return found
    }
}

internal import CairnModel
internal import GRDB

/// What a check of the store found.
package struct Finding: Sendable {
    /// Name of the check: `file`, `chain`, `tables`, `identity`.
    package let check: String
    /// Whether something is wrong; false for a remark.
    package let isFault: Bool
    /// One sentence for a person.
    package let text: String
}

extension Store {
    /// Checks the file, the chain of every stream, and that folding the log again gives the same
    /// tables; where it does not, the tables that the log gives take their place.
    ///
    /// - Parameter progress: is told which check begins.
    package func doctor(progress: (String) -> Void) throws -> [Finding] {
        var findings: [Finding] = []
        progress("file")
        findings.append(try read { try checkFile($0.engine) })
        progress("chain")
        findings.append(try read { try checkChains($0.engine) })
        progress("tables")
        findings.append(try checkTables())
        progress("identity")
        if let change = try read({ try identityFault($0.engine) }) {
            findings.append(Finding(check: "identity", isFault: false, text: change.description))
        }
        return findings
    }

    private func checkFile(_ engine: Engine) throws -> Finding {
        let check = try Statement(engine.connection, "PRAGMA integrity_check(5)")
        var problems: [String] = []
        while try check.next() { problems.append(check.text(0)) }
        if problems == ["ok"] {
            return Finding(check: "file", isFault: false, text: "The file is sound.")
        }
        return Finding(
            check: "file", isFault: true,
            text: "The file is damaged: \(problems.joined(separator: "; ")).")
    }

    /// Every line has the head, the place and the predecessor that the tables say.
    private func checkChains(_ engine: Engine) throws -> Finding {
        let lines = try Statement(
            engine.connection,
            """
            SELECT e.stream, e.seq, e.head, e.line, l.id, s.node FROM entry e
            JOIN stream s ON s.n = e.stream JOIN log l ON l.n = s.log ORDER BY e.stream, e.seq
            """)
        var count = 0
        var stream: Int64 = 0
        var before: [Int64: Set<Head>] = [:]
        var problems: [String] = []
        var reader = EntryReader()
        while try lines.next() {
            count += 1
            if lines.int(0) != stream { (stream, before) = (lines.int(0), [:]) }
            let bytes = lines.buffer(3)
            let head = Hash.head(of: UnsafeRawBufferPointer(bytes))
            let seq = lines.int(1)
            let isRead = (try? reader.read(bytes)) != nil
            let isPlaced =
                reader.seq == seq && reader.node.description == lines.text(5)
                && reader.log == RecordID(bytes: lines.buffer(4))
            let isChained = reader.prev.map { before[seq - 1]?.contains($0) == true } ?? (seq == 1)
            if !isRead || !isPlaced || !isChained || head != Head(stored: lines.buffer(2)) {
                problems.append("\(lines.text(5)):\(seq)")
            }
            before[seq, default: []].insert(head)
            before[seq - 2] = nil
        }
        if problems.isEmpty {
            return Finding(
                check: "chain", isFault: false,
                text: "All \(count) entries of the log are whole and in order.")
        }
        let some = problems.prefix(5).joined(separator: ", ")
        return Finding(
            check: "chain", isFault: true,
            text: "\(problems.count) of \(count) entries are not as they were written: \(some).")
    }

    private func checkTables() throws -> Finding {
        if queue.configuration.readonly {
            return Finding(
                check: "tables", isFault: false,
                text: "The tables were not checked, since the file may not be written.")
        }
        do {
            return try foldAndCompare()
        } catch let error as StoreError where error.code == .diskFull {
            return Finding(
                check: "tables", isFault: false,
                text: "The tables were not checked, since the disk is full.")
        }
    }

    private func foldAndCompare() throws -> Finding {
        try write { _ in
            let before = try engine.tablesHash()
            try engine.foldAgain()
            let isSame = try engine.tablesHash() == before
            return Finding(
                check: "tables", isFault: !isSame,
                text: isSame
                    ? "Folding the log again gives the same tables."
                    : "The tables did not agree with the log and were made anew from it.")
        }
    }
}

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
    /// tables; where it does not, the tables that the log gives take their place. Of a damaged log
    /// no tables are made.
    ///
    /// - Parameter progress: is told which check begins.
    package func doctor(progress: (String) -> Void) throws -> [Finding] {
        var findings: [Finding] = []
        progress("file")
        findings.append(try read { try checkFile($0.engine) })
        progress("chain")
        let chain = try read { try checkChains($0.engine) }
        findings.append(chain)
        progress("tables")
        findings.append(chain.isFault ? Self.tablesUnchecked : try checkTables())
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
        let streams = try engine.streamNames()
        let rows = try Statement(
            engine.connection, "SELECT \(KeptLine.columns) FROM entry ORDER BY stream, seq")
        let kept = KeptLine(engine)
        var count = 0
        var stream: Int64 = 0
        var before: [Int64: Set<Head>] = [:]
        var problems: [String] = []
        var reader = EntryReader()
        while try rows.next() {
            count += 1
            let row = KeptLine.Row(rows)
            if row.stream != stream { (stream, before) = (row.stream, [:]) }
            let name = streams[row.stream]
            let isGood =
                (try? kept.with(row) { line in
                    guard (try? reader.read(line)) != nil, reader.seq == row.seq,
                        reader.node == name?.node, reader.log == name?.log
                    else { return false }
                    let isChained =
                        reader.prev.map { before[row.seq - 1]?.contains($0) == true }
                        ?? (row.seq == 1)
                    return isChained && Hash.head(of: UnsafeRawBufferPointer(line)) == row.head
                }) ?? false
            if !isGood { problems.append("\(name?.node.description ?? "?"):\(row.seq)") }
            before[row.seq, default: []].insert(row.head)
            before[row.seq - 2] = nil
        }
        if problems.isEmpty {
            return Finding(
                check: "chain", isFault: false,
                text: "The log has \(Words.count(count, "entry")), whole and in order.")
        }
        let some = problems.prefix(5).joined(separator: ", ")
        return Finding(
            check: "chain", isFault: true,
            text:
                "\(problems.count) of \(Words.count(count, "entry")) \(Words.verb(problems.count, "is", "are")) "
                + "not as written: \(some).")
    }

    private static let tablesUnchecked = Finding(
        check: "tables", isFault: false,
        text: "The tables stay as they are, since the log that they are made from is damaged.")

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

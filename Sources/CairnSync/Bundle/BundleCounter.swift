internal import CairnModel

/// Counts the records that lines speak of, as they pass. Of a whole bundle these are the records
/// inside; of one that is not whole, those that changed.
struct BundleCounter {
    private struct Key: Hashable {
        let log: RecordID
        let kind: Int
        let id: RecordID
    }

    private struct Flags: OptionSet {
        let rawValue: UInt8
        static let deleted = Flags(rawValue: 1)
        static let guardianContact = Flags(rawValue: 2)
    }

    private var reader = EntryReader()
    private var kinds: [String: Int] = [:]
    private var records: [Key: Flags] = [:]
    private struct Title {
        let at: Timestamp
        let text: String?
    }

    private var names: [RecordID: Title] = [:]
    private var slugs: [RecordID: Title] = [:]
    private(set) var entries = 0
    private var logs: Set<RecordID> = []

    /// Takes an entry line; one that is none is passed over.
    mutating func count(_ line: UnsafeBufferPointer<UInt8>) {
        guard (try? reader.read(line)) != nil else { return }
        entries += 1
        logs.insert(reader.log)
        for operation in reader.operations where !operation.fields.isEmpty {
            let kind = text(operation.kind, line)
            let key = Key(log: reader.log, kind: number(of: kind), id: operation.id)
            var flags = records[key] ?? []
            flags.remove(.deleted)
            for index in operation.fields {
                let field = reader.fields[Int(index)]
                note(field, of: kind, key, line, &flags)
            }
            records[key] = flags
        }
    }

    private mutating func note(
        _ field: EntryReader.Field, of kind: String, _ key: Key,
        _ line: UnsafeBufferPointer<UInt8>, _ flags: inout Flags
    ) {
        switch (kind, text(field.name, line)) {
        case (_, "deleted"):
            if text(field.value, line) == "true" { flags.insert(.deleted) }
        case ("volunteer", "guardian"):
            let guardian = value(field.value, line)
            let reachable = ["email", "phone"].contains { guardian?[$0]?.string != nil }
            if reachable { flags.insert(.guardianContact) } else { flags.remove(.guardianContact) }
        case ("chapter", "name") where key.id == key.log:
            keep(value(field.value, line)?.string, of: key.log, in: \.names)
        case ("chapter", "slug") where key.id == key.log:
            keep(value(field.value, line)?.string, of: key.log, in: \.slugs)
        default: break
        }
    }

    /// Keeps the text with the latest clock.
    private mutating func keep(
        _ text: String?, of log: RecordID,
        in titles: WritableKeyPath<BundleCounter, [RecordID: Title]>
    ) {
        if let known = self[keyPath: titles][log], known.at > reader.at { return }
        self[keyPath: titles][log] = Title(at: reader.at, text: text)
    }

    private func text(
        _ slice: EntryReader.Slice, _ line: UnsafeBufferPointer<UInt8>
    ) -> String {
        String(decoding: line[Int(slice.start)..<Int(slice.end)], as: UTF8.self)
    }

    private func value(
        _ slice: EntryReader.Slice, _ line: UnsafeBufferPointer<UInt8>
    ) -> JSON? {
        try? JSON(reading: line[Int(slice.start)..<Int(slice.end)])
    }

    private mutating func number(of kind: String) -> Int {
        if let number = kinds[kind] { return number }
        kinds[kind] = kinds.count
        return kinds.count - 1
    }

    /// What was counted.
    ///
    /// - Parameter logs: logs of the bundle, those without an entry included.
    func summary(logs: Set<RecordID>, isPartial: Bool) -> BundleSummary {
        let kindNames = Dictionary(uniqueKeysWithValues: kinds.map { ($0.value, $0.key) })
        var parts: [RecordID: BundleSummary.Part] = [:]
        for log in logs.union(self.logs) {
            parts[log] = BundleSummary.Part(
                log: log, chapterName: names[log]?.text, chapterSlug: slugs[log]?.text)
        }
        for (key, flags) in records where !flags.contains(.deleted) {
            parts[key.log]!.counts[kindNames[key.kind]!, default: 0] += 1
            if flags.contains(.guardianContact) { parts[key.log]!.guardianContacts += 1 }
        }
        return BundleSummary(
            parts: parts.values.sorted { $0.log < $1.log }, entries: entries,
            isPartial: isPartial)
    }
}

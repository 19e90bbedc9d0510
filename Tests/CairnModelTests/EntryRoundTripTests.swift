import CairnModel
import TestSupport
import Testing

@Suite struct EntryRoundTripTests {
    @Test("what the writer writes the reader reads, to the last value", arguments: [1, 2, 3])
    func roundTrip(seed: UInt64) throws {
        var generator = EntryGenerator(seed: seed)
        for _ in 0..<400 {
            let envelope = generator.envelope()
            let operations = (0..<generator.random.number(in: 1...4)).map { _ in
                generator.operation()
            }
            let line = EntryWriter.line(
                envelope, operations: operations.map { EntryWriter.bytes(of: $0) }[...])
            let entry = try Entry(line: line)
            #expect(entry.log == envelope.log && entry.node == envelope.node)
            #expect(entry.seq == envelope.seq && entry.prev == envelope.prev)
            #expect(entry.at == envelope.at && entry.by == envelope.by)
            #expect(entry.part == envelope.part)
            try #require(entry.operations.count == operations.count)
            for (read, written) in zip(entry.operations, operations) { same(read, written) }
        }
    }

    @Test("an operation is written the same behind any other as alone")
    func orders() {
        var random = SplitMix64(seed: 5)
        let names = ["title", "when", "place", "assignee/", "assigned", "z", "tag/", "a", "titles"]
        var order = MemberOrder()
        var sames = 0
        var last: [String] = []
        for _ in 0..<5_000 {
            var fields = last
            if fields.isEmpty || random.chance(30) {
                fields = names.shuffled(using: &random)
                fields.removeLast(random.number(in: 0...5))
            }
            last = fields
            // Elements have another name in each operation, near others or far from them.
            fields = fields.map { name in
                guard name.hasSuffix("/") else { return name }
                let ends = ["0193a5c1", "b", ""]
                return random.chance(20)
                    ? random.pick(["a0", "u", "zz", "title\u{E9}", "t\"", "assigne"]) + "\(sames)"
                    : name + random.pick(ends) + "\(random.number(in: 0...9))"
            }
            if fields == last { sames += 1 }
            let operation = EntryWriter.Operation(
                kind: "event", id: RecordID(high: 1, low: 2),
                set: fields.map { ($0, .string("text of \($0)")) })
            var bytes: [UInt8] = []
            EntryWriter.append(operation, to: &bytes, &order)
            let set = operation.set.sorted {
                $0.field.utf8.lexicographicallyPrecedes($1.field.utf8)
            }
            let expected = JSON.object(
                [
                    ("id", .string("\(operation.id)")), ("kind", "event"),
                    ("set", .object(set.map { (key: $0.field, value: $0.value) })),
                ])
            #expect(String(decoding: bytes, as: UTF8.self) == expected.compactText)
        }
        #expect(sames > 100)
    }

    private func same(_ read: Entry.Operation, _ written: EntryWriter.Operation) {
        #expect(read.kind == written.kind && read.id == written.id)
        let fields = written.set.sorted {
            $0.field.utf8.lexicographicallyPrecedes($1.field.utf8)
        }
        #expect(read.set.map(\.field) == fields.map(\.field))
        #expect(read.set.map(\.value) == fields.map(\.value))
        #expect(read.over == written.over.mapValues { Set($0).sorted() })
        #expect(read.resolve == written.resolve)
        #expect(read.saw == Set(written.saw).sorted())
    }
}

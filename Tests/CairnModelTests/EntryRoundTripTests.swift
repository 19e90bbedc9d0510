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

import CairnModel
import CairnSync
import Testing

struct ExchangeWriterTests {
    private let log = RecordID(high: 0x0193_a5c1_b2f4_7a3c, low: 0x9d2e_1b2c_3d4e_5f60)

    private func write(
        _ lines: [[UInt8]], limits: ExchangeWriter.Limits = .none
    ) throws -> (bytes: [UInt8], written: Int) {
        let out = Collected()
        var writer = try ExchangeWriter(.empty, limits: limits, sink: out.add)
        for line in lines {
            if try !line.withUnsafeBufferPointer({ try writer.append($0) }) { break }
        }
        try writer.finish()
        #expect(writer.bytes == out.bytes.count)
        return (out.bytes, writer.entries)
    }

    /// Sizes of the sections after the hello's: entries and bytes.
    private func sections(_ bytes: [UInt8]) -> [(entries: Int, bytes: Int)] {
        var found: [(entries: Int, bytes: Int)] = [(0, 0)]
        for line in bytes.split(separator: 0x0A) {
            if line.starts(with: "{\"check\"".utf8) {
                found.append((0, 0))
            } else {
                found[found.count - 1].entries += 1
                found[found.count - 1].bytes += line.count + 1
            }
        }
        return Array(found.dropFirst().dropLast())
    }

    @Test("a section ends after 500 entries")
    func sectionEntries() throws {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        let lines = author.events(1201)
        let (bytes, _) = try write(lines)
        #expect(sections(bytes).map(\.entries) == [500, 500, 201])
        #expect(try Reading.of(bytes).lines == lines)
    }

    @Test("a section ends before it would pass a megabyte")
    func sectionBytes() throws {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        let text = String(repeating: "x", count: 200_000)
        let lines = (0..<12).map { index in
            author.line(
                "event", RecordID(high: 1, low: UInt64(index)), [("summary", .string(text))])
        }
        let (bytes, _) = try write(lines)
        #expect(sections(bytes).allSatisfy { $0.bytes <= Limit.sectionBytesMax })
        #expect(sections(bytes).map(\.entries) == [5, 5, 2])
        #expect(try Reading.of(bytes).lines == lines)
    }

    @Test("at 5,000 entries it stops and says that there is more")
    func entryLimit() throws {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        let lines = author.events(5001)
        let (bytes, written) = try write(lines, limits: .http)
        #expect(written == 5000)
        #expect(try Reading.of(bytes).more)
        let (exact, all) = try write(Array(lines.prefix(5000)), limits: .http)
        #expect(all == 5000)
        #expect(try !Reading.of(exact).more)
    }

    @Test("it never passes 8 MiB, and comes near")
    func byteLimit() throws {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        let text = String(repeating: "x", count: 100_000)
        let lines = (0..<100).map { index in
            author.line(
                "event", RecordID(high: 1, low: UInt64(index)), [("summary", .string(text))])
        }
        let (bytes, written) = try write(lines, limits: .http)
        #expect(bytes.count <= Limit.exchangeBytesMax)
        #expect(bytes.count > Limit.exchangeBytesMax - 110_000)
        #expect(written < 100)
        #expect(try Reading.of(bytes).more)
    }

    @Test("an exchange without entries is a hello, its check and an end")
    func empty() throws {
        let (bytes, _) = try write([])
        #expect(bytes.count { $0 == 0x0A } == 3)
        #expect(try Reading.of(bytes) == Reading(hasHello: true, hasEnd: true))
    }
}

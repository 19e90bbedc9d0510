import CairnModel
import CairnSync
import Foundation
import TestSupport
import Testing

/// The example of Schema/Protocol.md, Exchange, byte for byte.
struct ExchangeExampleTests {
    /// The lines of the fenced block in that language that holds a text.
    private static func block(_ language: String, with text: String) throws -> [String] {
        let page = try String(
            contentsOf: ProjectFolder.file("Schema/Protocol.md"), encoding: .utf8)
        let blocks = page.components(separatedBy: "```\(language)\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        let found = try #require(blocks.first { $0.contains(text) })
        return found.split(separator: "\n").map(String.init)
    }

    private static func example() throws -> [String] { try block("ndjson", with: "\"cairn\"") }

    @Test("the writer writes the example of the protocol")
    func writes() throws {
        let example = try Self.example()
        let hello = try Hello(JSON(reading: example[0]))
        let log = RecordID("0193a5c1-b2f4-7a3c-9d2e-1b2c3d4e5f60")!
        let own = Vector.Pair(seq: 2, head: Head("Ju5E6tDLCvj-HyFciZEdFc")!)
        let other = Vector.Pair(seq: 1, head: Head("7DkU9Q2mRa8bNDt56NbxIm")!)
        let fresh = Hello(
            node: NodeID("k3x9q2m7v5t1h8d4")!, time: hello.time,
            holdings: .have(
                Vector([
                    .init(log: log, node: NodeID("k3x9q2m7v5t1h8d4")!): [own],
                    .init(log: log, node: NodeID("w8r2c6n4z0j5p3f7")!): [other],
                ])))
        let out = Collected()
        var writer = try ExchangeWriter(fresh, limits: .http, sink: out.add)
        let line = Array(example[2].utf8)
        #expect(try line.withUnsafeBufferPointer { try writer.append($0) })
        try writer.finish()
        #expect(out.text == example.joined(separator: "\n") + "\n")
        #expect(writer.bytes == out.bytes.count)
    }

    @Test(
        "the reader confirms the example, in pieces of any size", arguments: [1, 7, 100, 100_000])
    func reads(_ pieces: Int) throws {
        let example = try Self.example()
        let bytes = Array((example.joined(separator: "\n") + "\n").utf8)
        let reading = try Reading.of(bytes, pieces: pieces)
        #expect(
            reading
                == Reading(hasHello: true, lines: [Array(example[2].utf8)], hasEnd: true))
    }

    @Test("the three entries of the protocol have the sum that it gives")
    func sum() throws {
        let have = try #require(try Hello(JSON(reading: Self.example()[0])).have)
        #expect(
            VectorSum.hex(have)
                == "784cdfdcd9a2af959473576056b29f0e9fee24382b43cbfc008c4f10258a9e12")
    }

    @Test("in a sum seq 10 stands before 9")
    func sumOrder() throws {
        let stream = Vector.Stream(log: RecordID(high: 1, low: 2), node: Hello.empty.node)
        let head = Head("7DkU9Q2mRa8bNDt56NbxIm")!
        let vector = Vector([stream: [.init(seq: 9, head: head), .init(seq: 10, head: head)]])
        let lines = [10, 9].map { "\(stream.log)\t\(stream.node)\t\($0)\t\(head)\n" }.joined()
        #expect(VectorSum.hex(vector) == Hex.text(Hash.bytes(of: lines)))
    }
}

/// Bytes that a writer gave away.
final class Collected {
    private(set) var bytes: [UInt8] = []
    func add(_ more: [UInt8]) { bytes += more }
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

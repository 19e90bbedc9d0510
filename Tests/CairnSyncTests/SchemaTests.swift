import CairnModel
import CairnStore
import CairnSync
import Foundation
import TestSupport
import Testing

/// What is written obeys Schema/exchange.schema.json.
struct SchemaTests {
    private let log = RecordID.new()

    private func check(_ bytes: [UInt8]) throws -> Int {
        let schema = try SchemaCheck()
        let lines = bytes.split(separator: 0x0A)
        for line in lines {
            let json = try JSON(reading: line)
            #expect(try schema.accepts(json), "\(json.compactText.prefix(300))")
        }
        return lines.count
    }

    @Test("every line of a run obeys the schema: forks, ladders, refusals and sums too")
    func runs() throws {
        let (left, right) = (try Laptop(), try Laptop())
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        let trunk = author.events(5)
        var other = author
        other.clock += 1
        try left.receive(trunk + author.events(2))
        try right.receive(trunk + other.events(3))
        let people = log.peopleLog
        try left.make("volunteer", in: people, [("given_name", "Zoë \u{1F600} \"x\"\n")])
        let log = log
        let first = try run(
            left, right, serverAccess: Access(outgoing: [log], incoming: [log]))
        let again = try run(left, right, remembered: first.caller.session.peerHave)
        for run in [first, again] {
            for bytes in run.requests + run.answers { #expect(try check(bytes) >= 3) }
        }
        #expect(
            first.requests.contains { String(decoding: $0, as: UTF8.self).contains("[0,\"\",") })
    }

    @Test("bundles obey the schema, with a base and without")
    func bundles() throws {
        let laptop = try Laptop()
        try laptop.make(in: log, [("title", "One")])
        try laptop.write(laptop.folder.file("one"))
        try laptop.make(in: log, [("title", "Two")])
        try laptop.write(laptop.folder.file("two"), since: laptop.folder.file("one"))
        for name in ["one", "two"] {
            let data = try Data(contentsOf: URL(filePath: laptop.folder.file(name)))
            #expect(try check(Array(data)) == 5)
        }
    }

    @Test("the check would notice a line that breaks the schema")
    func notices() throws {
        let schema = try SchemaCheck()
        let hello = try JSON(reading: Hello.empty.line)
        #expect(try schema.accepts(hello))
        #expect(try !schema.accepts(hello.setting("node", "short")))
        #expect(
            try !schema.accepts(hello.setting("sum", .string(.init(repeating: "0", count: 64)))))
        #expect(try !schema.accepts(hello.setting("have", ["x": [:]])))
        #expect(try !schema.accepts(["end": true, "entries": -1, "more": false]))
    }
}

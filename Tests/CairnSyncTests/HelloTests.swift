import CairnModel
import CairnSync
import Testing

struct HelloTests {
    private static let log = "0193a5c1-b2f4-7a3c-9d2e-1b2c3d4e5f60"
    private static let node = "k3x9q2m7v5t1h8d4"
    private static let head = "Ju5E6tDLCvj-HyFciZEdFc"

    private func hello(_ members: String) throws -> Hello {
        let start = #"{"cairn":1,"node":"k3x9q2m7v5t1h8d4","time":"2026-04-03T17:00:06Z""#
        return try Hello(JSON(reading: "\(start)\(members)}"))
    }

    @Test("a hello comes back as it was written")
    func roundTrip() throws {
        let stream = Vector.Stream(log: RecordID(Self.log)!, node: NodeID(Self.node)!)
        let vector = Vector([stream: [.origin, .init(seq: 2, head: Head(Self.head)!)]])
        let refusal = Refusal(
            log: stream.log, node: stream.node, seq: 3, code: "gap", detail: "seq 2 is not here")
        let damaged = Refusal(log: nil, node: nil, seq: nil, code: "damaged", detail: "")
        let hello = Hello(
            node: stream.node, time: 1_775_235_606_000, holdings: .have(vector),
            refused: [refusal, damaged], base: vector)
        let read = try Hello(JSON(reading: hello.line))
        #expect(read.node == hello.node)
        #expect(read.time == hello.time)
        #expect(read.holdings == hello.holdings)
        #expect(read.refused == hello.refused)
        #expect(read.base == vector)
    }

    @Test("unknown keys and unknown codes are taken, a fraction of a second too")
    func leniency() throws {
        let text = """
            {"new":{"a":1},"cairn":1,"node":"k3x9q2m7v5t1h8d4","time":"2026-04-03T17:00:06.5Z",\
            "have":{},"refused":[{"log":null,"node":null,"seq":null,"code":"new","detail":null}]}
            """
        let hello = try Hello(JSON(reading: text))
        #expect(hello.time == 1_775_235_606_500)
        #expect(hello.refused.map(\.code) == ["new"])
    }

    @Test("pairs are read in any order")
    func anyOrder() throws {
        let have = """
            ,"have":{"\(Self.log)":{"\(Self.node)":[2,"\(Self.head)",0,""]}}
            """
        let pairs = try #require(try hello(have).have?.streams.values.first)
        #expect(pairs == [.origin, .init(seq: 2, head: Head(Self.head)!)])
    }

    @Test(
        "a broken shape makes it no hello",
        arguments: [
            "", #","have":{},"sum":"\#(String(repeating: "0", count: 64))""#, #","sum":"00""#,
            #","have":[]"#, #","have":{"x":{}}"#, #","have":{"\#(log)":{"\#(node)":[]}}"#,
            #","have":{"\#(log)":{"\#(node)":[1]}}"#, #","have":{"\#(log)":{"\#(node)":[1,""]}}"#,
            #","have":{"\#(log)":{"\#(node)":[0,"\#(head)"]}}"#,
            #","have":{"\#(log)":{"\#(node)":["\#(head)",1]}}"#,
            #","have":{"\#(log)":{"short":[1,"\#(head)"]}}"#, #","have":{},"base":3"#,
            #","have":{},"refused":{}"#, #","have":{},"refused":[{"code":"gap"}]"#,
            #","have":{},"refused":[{"log":1,"node":null,"seq":null,"code":"gap"}]"#,
            #","have":{},"refused":[{"log":null,"node":null,"seq":0,"code":"gap"}]"#,
        ])
    func brokenShapes(_ members: String) throws {
        #expect { try hello(members) } throws: { ($0 as? SyncFault)?.code == .notAnExchange }
    }

    @Test(
        "a time that is not UTC or does not exist makes it no hello",
        arguments: ["2026-04-03T17:00:06", "2026-04-03T17:00:06+00:00", "2026-02-30T17:00:06Z", ""])
    func brokenTimes(_ time: String) throws {
        let text = #"{"cairn":1,"node":"k3x9q2m7v5t1h8d4","time":"\#(time)","have":{}}"#
        #expect { try Hello(JSON(reading: text)) } throws: {
            ($0 as? SyncFault)?.code == .notAnExchange
        }
    }

    @Test("another version needs an upgrade, whatever else it says")
    func otherVersion() throws {
        #expect { try Hello(JSON(reading: #"{"cairn":2}"#)) } throws: {
            ($0 as? SyncFault)?.code == .needsUpgrade
        }
    }
}

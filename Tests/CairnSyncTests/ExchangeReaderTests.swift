import CairnModel
import CairnSync
import Testing

struct ExchangeReaderTests {
    private let log = RecordID(high: 0x0193_a5c1_b2f4_7a3c, low: 0x9d2e_1b2c_3d4e_5f60)

    /// Three sections of two entries.
    private func sample() -> (bytes: [UInt8], sections: [[[UInt8]]]) {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        let sections = (0..<3).map { _ in author.events(2) }
        return (HandMade(hello: .empty, sections: sections).bytes, sections)
    }

    @Test("cut at any byte, it gives the sections before the cut, and says that it was cut")
    func cuts() throws {
        let (bytes, sections) = sample()
        let ends = bytes.indices.filter { bytes[$0] == 0x0A }
        // Lines: hello, check, then two entries and a check for each section, end.
        let closed = [1, 4, 7, 10].map { ends[$0] }
        for length in (ends[0] + 1)..<bytes.count {
            let reading = try Reading.of(Array(bytes[..<length]))
            let whole = closed.filter { $0 < length }.count
            #expect(reading.isCut, "\(length)")
            #expect(reading.hasHello == (whole >= 1))
            #expect(reading.lines == Array(sections.prefix(max(0, whole - 1)).joined()))
        }
        #expect(try !Reading.of(bytes).isCut)
    }

    @Test("cut within the first line, it is no exchange")
    func cutHello() throws {
        let (bytes, _) = sample()
        for length in 0...bytes.firstIndex(of: 0x0A)! {
            #expect { try Reading.of(Array(bytes[..<length])) } throws: {
                ($0 as? SyncFault)?.code == .notAnExchange
            }
        }
    }

    @Test("a flipped bit costs its section, and the next one at most where it hits a check")
    func flips() throws {
        let (bytes, sections) = sample()
        var lineOf: [Int] = []
        var line = 0
        for byte in bytes {
            lineOf.append(line)
            if byte == 0x0A { line += 1 }
        }
        for place in bytes.indices {
            for bit in [0, 3, 5] {
                var damaged = bytes
                damaged[place] ^= 1 << bit
                let reading = try Reading.of(damaged)
                let line = lineOf[place]
                // Without its LF a line runs into the next one.
                let hit = bytes[place] == 0x0A ? [line, line + 1] : [line]
                let lost = Set(hit.flatMap(Self.mayLose))
                let kept = sections.indices.filter { !lost.contains($0) }
                #expect(
                    kept.allSatisfy { section in
                        sections[section].allSatisfy { reading.lines.contains($0) }
                    }, "byte \(place), bit \(bit)")
                #expect(reading.lines.allSatisfy { sections.joined().contains($0) })
                let isWhole = reading.lines.count == 6 && reading.hasHello
                #expect(!reading.damaged.isEmpty || reading.isCut || isWhole)
            }
        }
    }

    /// Sections that a flip in a line of the sample may cost.
    private static func mayLose(line: Int) -> [Int] {
        switch line {
        case 0, 1: [0]
        case 2, 3: [0]
        case 4: [0, 1]
        case 5, 6: [1]
        case 7: [1, 2]
        case 8, 9: [2]
        case 10: [2]
        default: []
        }
    }

    @Test("a line without an LF at the end is not read")
    func noLastFeed() throws {
        var (bytes, _) = sample()
        bytes.removeLast()
        let reading = try Reading.of(bytes)
        #expect(reading.isCut)
        #expect(!reading.hasEnd)
        #expect(reading.lines.count == 6)
    }

    @Test("lines after the end are not read, unknown lines are skipped")
    func unknownLines() throws {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        var made = HandMade(hello: .empty)
        made.add(#"{"head":"later"}"#)
        let line = author.events(1)[0]
        made.add(line)
        made.add("{}")
        made.check()
        made.end(1, more: true)
        made.add(author.events(1)[0])
        made.check()
        let reading = try Reading.of(made.bytes)
        #expect(reading == Reading(hasHello: true, lines: [line], hasEnd: true, more: true))
    }

    @Test("entries without a check before the end are not applied, and it counts as cut")
    func unconfirmed() throws {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        var made = HandMade(hello: .empty)
        made.add(author.events(1)[0])
        made.end(1)
        #expect(try Reading.of(made.bytes) == Reading(hasHello: true, isCut: true))
    }

    @Test("a section that is gone with its check is noticed by the count at the end")
    func missingSection() throws {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        var made = HandMade(hello: .empty)
        made.add(author.events(1)[0])
        made.check()
        made.end(3)
        #expect(try Reading.of(made.bytes).missing == 2)
    }

    @Test("a line that is too long is passed over, however long, and its neighbours are taken")
    func tooLarge() throws {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        let lines = author.events(2)
        var made = HandMade(hello: .empty)
        made.add(lines[0])
        made.add([UInt8](repeating: UInt8(ascii: "x"), count: 3 * 1024 * 1024))
        made.add(lines[1])
        made.check()
        made.end(3)
        for pieces in [4096, .max] {
            let reading = try Reading.of(made.bytes, pieces: pieces)
            #expect(
                reading == Reading(hasHello: true, lines: lines, tooLarge: 1, hasEnd: true))
        }
    }

    @Test("a line of exactly the limit is taken, one byte more is not")
    func lineLimit() throws {
        for (extra, isTaken) in [(0, true), (1, false)] {
            var made = HandMade(hello: .empty)
            made.add([UInt8](repeating: UInt8(ascii: "x"), count: Limit.entryBytesMax + extra))
            made.check()
            made.end(1)
            let reading = try Reading.of(made.bytes)
            #expect(reading.lines.count == (isTaken ? 1 : 0))
            #expect(reading.tooLarge == (isTaken ? 0 : 1))
        }
    }

    @Test("a section of over 500 entries is dropped, and the next one is read")
    func tooManyEntries() throws {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        var made = HandMade(hello: .empty)
        for line in author.events(Limit.sectionEntriesMax + 1) { made.add(line) }
        made.check()
        let last = author.events(Limit.sectionEntriesMax)
        for line in last { made.add(line) }
        made.check()
        made.end(1001)
        let reading = try Reading.of(made.bytes)
        #expect(reading.damaged == [3...503])
        #expect(reading.lines == last)
    }

    @Test("a section of over a megabyte is dropped, and the next one is read")
    func tooManyBytes() throws {
        var made = HandMade(hello: .empty)
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 200_000)
        for _ in 0..<8 { made.add(line) }
        made.check()
        made.add(line)
        made.check()
        made.end(9)
        let reading = try Reading.of(made.bytes)
        #expect(reading.damaged.count == 1)
        #expect(reading.lines == [line])
    }

    @Test("a damaged hello loses nothing but itself")
    func damagedHello() throws {
        var (bytes, sections) = sample()
        bytes[3] ^= 1
        let reading = try Reading.of(bytes)
        #expect(!reading.hasHello)
        #expect(reading.damaged == [1...1])
        #expect(reading.lines == Array(sections.joined()))
    }

    @Test("a hello and its check of 4 MiB are taken; one of more is too large")
    func helloLimit() throws {
        let start =
            #"{"cairn":1,"node":"k3x9q2m7v5t1h8d4","time":"2026-04-03T17:00:06Z","have":{},"x":""#
        for (extra, isTaken) in [(0, true), (1, false)] {
            let fill = Limit.helloBytesMax - start.utf8.count - 2 + extra
            var made = HandMade()
            made.add(start + String(repeating: "x", count: fill) + "\"}")
            made.check()
            made.end(0)
            if isTaken {
                #expect(try Reading.of(made.bytes).hasHello)
            } else {
                #expect { try Reading.of(made.bytes, pieces: 65536) } throws: {
                    ($0 as? SyncFault)?.code == .tooLarge
                }
            }
        }
    }

    @Test(
        "what begins otherwise is no exchange",
        arguments: ["", "\n", "PK\u{3}\u{4}", "[1]\n", "{\"check\":\"\"}\n", "{\"ops\":[]}\n{}\n"])
    func noExchange(_ text: String) throws {
        #expect { try Reading.of(Array(text.utf8)) } throws: {
            ($0 as? SyncFault)?.code == .notAnExchange
        }
    }

    @Test("a first line that is no hello, though its check fits, is no exchange")
    func confirmedOther() throws {
        var made = HandMade()
        made.add("{\"hello\":1}")
        made.check()
        made.end(0)
        #expect { try Reading.of(made.bytes) } throws: {
            ($0 as? SyncFault)?.code == .notAnExchange
        }
    }

    @Test("a sealed bundle and another version are told apart from damage")
    func sealedAndVersion() throws {
        #expect { try Reading.of(Array("{\"sealed\":1}\nxx".utf8)) } throws: {
            ($0 as? SyncFault)?.code == .sealed
        }
        var made = HandMade()
        made.add("{\"cairn\":2}")
        made.check()
        #expect { try Reading.of(made.bytes) } throws: {
            ($0 as? SyncFault)?.code == .needsUpgrade
        }
    }

    @Test("a check line with an entry's keys, spaces or escapes is still a check")
    func oddChecks() throws {
        var author = Author(log: log, node: "k3x9q2m7v5t1h8d4")
        let line = author.events(1)[0]
        var hash = Hash()
        hash.update(line + [0x0A])
        let digest = hash.hex()
        for text in [
            "{\"at\":\"x\",\"check\":\"\(digest)\",\"ops\":[]}", "{ \"check\" : \"\(digest)\" }",
            "{\"\\u0063heck\":\"\(digest)\"}",
        ] {
            var made = HandMade(hello: .empty)
            made.add(line)
            made.add(text)
            made.end(1)
            #expect(try Reading.of(made.bytes).lines == [line], "\(text)")
        }
    }

    @Test("a hello that stands further on is skipped")
    func secondHello() throws {
        var made = HandMade(hello: .empty)
        made.add(Hello.empty.line)
        made.check()
        made.end(0)
        #expect(try Reading.of(made.bytes) == Reading(hasHello: true, hasEnd: true))
    }
}

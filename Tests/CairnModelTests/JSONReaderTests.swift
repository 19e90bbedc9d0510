import CairnModel
import Testing

@Suite("The reader of JSON texts")
struct JSONReaderTests {
    @Test("takes hex digits of both cases, and no control characters in their place")
    func hexDigits() throws {
        #expect(try JSON(reading: #""\u00e9\u00E9""#) == "éé")
        #expect(throws: JSON.Fault.self) {
            try JSON(reading: Array(#""\u"#.utf8) + [0x10, 0x10, 0x14, 0x11, 0x22])
        }
    }

    @Test("reads plain strings and those with escapes alike, up to their quote")
    func strings() throws {
        for (text, value) in [
            (#""""#, ""), (#""plain""#, "plain"), (#""naïve ✓""#, "naïve ✓"), (#""a\"b""#, "a\"b"),
            (#""tab\tend""#, "tab\tend"), (#""\\""#, "\\"),
        ] {
            #expect(try JSON(reading: text) == .string(value))
        }
        for text in [#"""#, #""open"#, "\"a\nb\"", #""a\"#] {
            #expect(throws: JSON.Fault.self, "\(text)") { try JSON(reading: text) }
        }
        for bytes: [UInt8] in [
            [0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0x5C, 0x6E, 0xFF, 0x22],
        ] {
            #expect(throws: JSON.Fault.self) { try JSON(reading: bytes) }
        }
    }

    /// Objects of any length: few keys are compared in another way than many.
    @Test(
        "finds a key that stands twice, in whatever order the keys are",
        arguments: [2, 3, 16, 17, 40])
    func keysTwice(count: Int) throws {
        let names = (0..<count).map { "k\($0 + 100)" }
        for order in [names, names.reversed(), names.shuffled()] {
            let members = order.map { "\"\($0)\":1" }
            #expect(try JSON(reading: "{\(members.joined(separator: ","))}").object?.count == count)
            for place in 0...count {
                for twice in [members[0], members[count / 2], members[count - 1]] {
                    var more = members
                    more.insert(twice, at: place)
                    #expect(throws: JSON.Fault.self) {
                        try JSON(reading: "{\(more.joined(separator: ","))}")
                    }
                }
            }
        }
    }
}

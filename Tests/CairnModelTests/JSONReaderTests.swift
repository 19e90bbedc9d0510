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
}

import CairnModel
import CairnSync
import Foundation
import TestSupport
import Testing

struct LineSortTests {
    @Test("every golden line is of the sort that the protocol says")
    func goldenLines() throws {
        let data = try Data(contentsOf: ProjectFolder.file("Schema/golden/lines.json"))
        let cases = try #require(try JSON(reading: data).array)
        #expect(cases.count > 200)
        for each in cases {
            let line = try #require(Self.line(each))
            let name = each["name"]?.string ?? ""
            #expect(Self.sort(line) == each["expect"]?.string, "\(name)")
        }
    }

    private static func line(_ each: JSON) -> [UInt8]? {
        if let text = each["line"]?.string { return Array(text.utf8) }
        if let text = each["base64"]?.string { return Data(base64Encoded: text).map { Array($0) } }
        guard let parts = each["generate"], let times = parts["times"]?.integer else { return nil }
        let fill = parts["fill"]?.string ?? ""
        return Array((parts["prefix"]?.string ?? "").utf8)
            + Array(String(repeating: fill, count: Int(times)).utf8)
            + Array((parts["suffix"]?.string ?? "").utf8)
    }

    private static func sort(_ line: [UInt8]) -> String {
        line.withUnsafeBufferPointer { bytes in
            if bytes.count > Limit.entryBytesMax {
                if case .hello = LineSort(bytes), bytes.count <= Limit.helloBytesMax {
                    return "hello"
                }
                return "too-large"
            }
            switch LineSort(bytes) {
            case .hello: return "hello"
            case .check: return "check"
            case .end: return "end"
            case .skipped: return "skipped"
            case .bad: return "bad-line"
            case .entry:
                var reader = EntryReader()
                do throws(LineFault) {
                    try reader.read(bytes)
                    return "entry"
                } catch {
                    return error.code.rawValue
                }
            }
        }
    }
}

import CairnModel
import Foundation
import TestSupport
import Testing

/// Schema/golden/lines.json, derived.json and elements.json (Schema/Protocol.md, section 15).
@Suite struct GoldenTests {
    struct Line: Decodable, Sendable, CustomTestStringConvertible {
        struct Template: Decodable, Sendable {
            let prefix: String
            let fill: String
            let times: Int
            let suffix: String
        }
        let name: String
        let line: String?
        let base64: String?
        let generate: Template?
        let expect: String
        let head: String?

        var testDescription: String { name }

        var bytes: [UInt8] {
            if let line { return Array(line.utf8) }
            if let base64 { return Array(Data(base64Encoded: base64) ?? Data()) }
            guard let generate else { return [] }
            let filled = String(repeating: generate.fill, count: generate.times)
            return Array("\(generate.prefix)\(filled)\(generate.suffix)".utf8)
        }
    }

    struct Derived: Decodable {
        let kind: String
        let parents: [String]
        let id: String
    }

    struct Element: Decodable {
        let text: String
        let element: String
    }

    static func load<Case: Decodable>(_ name: String, as: Case.Type = Case.self) throws -> [Case] {
        let data = try Data(contentsOf: ProjectFolder.file("Schema/golden/\(name)"))
        return try JSONDecoder().decode([Case].self, from: data)
    }

    static let lines = (try? load("lines.json", as: Line.self)) ?? []

    @Test("the golden lines are there")
    func there() {
        #expect(Self.lines.count > 200)
        #expect(Set(Self.lines.map(\.expect)).isSuperset(of: ["entry", "bad-line", "too-large"]))
    }

    @Test("a golden line is taken or refused as it says", arguments: lines)
    func line(_ golden: Line) throws {
        let bytes = golden.bytes
        switch golden.expect {
        case "entry":
            let entry = try Entry(line: bytes)
            #expect(entry.head.description == golden.head)
            #expect(entry.dot.description.hasSuffix(String(golden.head?.prefix(6) ?? "-")))
        case "too-large", "bad-line":
            let fault = #expect(throws: LineFault.self) { try Entry(line: bytes) }
            #expect(fault?.code.rawValue == golden.expect)
        default:
            #expect(["hello", "check", "end", "skipped"].contains(golden.expect))
            #expect(throws: LineFault.self) { try Entry(line: bytes) }
        }
    }

    @Test("a derived id follows from its kind and parents")
    func derived() throws {
        let cases = try Self.load("derived.json", as: Derived.self)
        #expect(cases.count >= 5)
        for golden in cases {
            let id = RecordID.derived(kind: golden.kind, parents: golden.parents)
            #expect(id.description == golden.id, "\(golden.kind) \(golden.parents)")
        }
    }

    @Test("an element is named as the golden file says, NFC and NFD alike")
    func elements() throws {
        let cases = try Self.load("elements.json", as: Element.self)
        #expect(cases.count >= 5)
        for golden in cases {
            let (name, value) = ElementName.name(for: golden.text)
            #expect(name == golden.element)
            let composed = golden.text.precomposedStringWithCanonicalMapping
            #expect(value == (name.hasPrefix("~") ? .string(composed) : true))
        }
    }
}

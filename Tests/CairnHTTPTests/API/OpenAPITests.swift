import CairnHTTP
import CairnModel
import Foundation
import TestSupport
import Testing

@Suite struct OpenAPITests {
    @Test("Schema/openapi.json is what the vocabulary and the routes make of it")
    func file() throws {
        let url = ProjectFolder.file("Schema/openapi.json")
        let text = OpenAPIDocument.json.prettyText + "\n"
        if ProcessInfo.processInfo.environment["CAIRN_REGENERATE"] == "1" {
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        #expect(
            try Data(contentsOf: url) == Data(text.utf8),
            "the document is old: run `CAIRN_REGENERATE=1 swift test --filter OpenAPITests`")
    }

    @Test(
        "every kind's schemas have its fields and words, and nothing else is written",
        arguments: ["event", "task", "volunteer", "shift", "chapter", "signup"])
    func fields(_ name: String) throws {
        let kind = Vocabulary.current.kind(name)!
        let schemas = OpenAPIDocument.json["components"]!["schemas"]!
        for suffix in ["", "_new", "_patch"] {
            let schema = schemas[name + suffix]!
            let properties = schema["properties"]!
            for field in kind.allFields where field.name != "deleted" {
                let property = properties[field.name]
                #expect(property != nil, "\(name)\(suffix).\(field.name)")
                guard !suffix.isEmpty, case .word(let words) = field.type, !field.isSet else {
                    continue
                }
                let told = property?["enum"]?.array?.compactMap(\.string)
                #expect(told == words, "\(name)\(suffix).\(field.name)")
            }
            #expect((schema["additionalProperties"] == false) == !suffix.isEmpty)
        }
        let required = schemas["\(name)_new"]!["required"]!.array!.compactMap(\.string)
        #expect(required == kind.fields.filter(\.isRequired).map(\.name))
    }

    @Test("every reference of the document leads somewhere, and every operation has its own name")
    func references() throws {
        var names: [String] = []
        func walk(_ value: JSON) {
            if let items = value.array { items.forEach(walk) }
            for (key, inner) in value.object ?? [] {
                if key == "operationId", value["responses"] != nil { names.append(inner.string!) }
                if key == "$ref" {
                    let place = inner.string!.split(separator: "/").dropFirst().reduce(
                        OpenAPIDocument.json as JSON?
                    ) { $0?[String($1)] }
                    #expect(place != nil, "\(inner.string!)")
                }
                walk(inner)
            }
        }
        walk(OpenAPIDocument.json)
        #expect(names.count == Set(names).count)
        #expect(names.count >= 40)
    }

    @Test("the server serves that document without a token")
    func served() async throws {
        let site = try Site(chapter: "Lincoln")
        try await LiveServer.with(site) { server in
            let answer = try await APIClient(server: server).get("openapi.json")
            #expect(answer.status == 200)
            #expect(answer.json == OpenAPIDocument.json)
        }
    }
}

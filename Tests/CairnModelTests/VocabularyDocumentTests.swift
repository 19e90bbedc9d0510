import CairnModel
import Foundation
import TestSupport
import Testing

@Suite struct VocabularyDocumentTests {
    @Test("Schema/Vocabulary.md is what the vocabulary says")
    func page() throws {
        let url = ProjectFolder.file("Schema/Vocabulary.md")
        let text = VocabularyDocument.text()
        if ProcessInfo.processInfo.environment["CAIRN_REGENERATE"] == "1" {
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        #expect(
            try Data(contentsOf: url) == Data(text.utf8),
            "the page is old: run `CAIRN_REGENERATE=1 swift test --filter VocabularyDocument`")
    }
}

internal import CairnModel
internal import CairnStore
internal import HTTPTypes
internal import Hummingbird

/// The strong entity tag of an answer (RFC 9110, section 8.8.3).
struct StrongTag: Sendable, Equatable {
    /// With its quotes.
    let text: String

    /// Of a record: another one whenever a field was written, even where what is shown stays.
    init(_ record: StoredRecord, shown: String, _ snapshot: Snapshot) throws {
        var hash = Hash()
        hash.update(try snapshot.mark(of: record))
        hash.update(shown)
        self.init(hash)
    }

    /// Of a list or a document.
    init(of text: String) {
        var hash = Hash()
        hash.update(text)
        self.init(hash)
    }

    private init(_ hash: Hash) { text = "\"\(Base64URL.text(hash.bytes().prefix(16)))\"" }

    /// Checks the condition of a write, `If-Match`, compared strongly.
    ///
    /// - Throws: `precondition-required`, `stale`.
    func checkMatch(_ header: String?) throws {
        guard let header else { throw Problem.tagNeeded }
        let isNamed = header.split(separator: ",").contains { part in
            let tag = part.drop { $0 == " " }.trimmingSuffix { $0 == " " }
            return tag == "*" || tag == text
        }
        if !isNamed { throw Problem.tagStale }
    }

    /// Whether a reader has this already, by `If-None-Match`.
    func isKnown(_ header: String?) -> Bool { EntityTag.isNamed(text, by: header) }
}

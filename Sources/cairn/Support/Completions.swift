import ArgumentParser
import CairnModel

/// What the shell offers for an option.
enum Completions {
    /// The words that a field of the vocabulary takes.
    static func words(_ kind: String, _ field: String) -> CompletionKind {
        guard case .word(let words) = Vocabulary.current.kind(kind)?.field(field)?.type else {
            return .default
        }
        return .list(words)
    }
}

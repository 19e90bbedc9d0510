import CairnModel

/// The fields of a kind for help texts, from the vocabulary.
enum FieldNames {
    /// `Its fields: title, when, place ... Its sets: tag, partner ...`
    static func text(_ kind: String) -> String {
        let fields = Vocabulary.current.kind(kind)?.fields ?? []
        let single = fields.filter { !$0.isSet }.map(\.name)
        let sets = fields.filter(\.isSet).map(\.name)
        return "Fields: \(single.joined(separator: ", ")). Sets: \(sets.joined(separator: ", "))."
    }
}

/// A kind of record, as the vocabulary declares it.
package struct KindSpec: Sendable {
    package let name: String
    /// One sentence for help texts and documents.
    package let summary: String
    /// Whether its records live in people logs alone and all their values are personal.
    package let isPersonal: Bool
    /// The field that names a record to a person, such as `title`; nil where it takes several.
    package let titleField: String?
    package let fields: [FieldSpec]
    /// Fields of which a record must have at least one (a signup: `shift` or `event`).
    package let requiredOneOf: [String]
    /// The field that names a record whose values stand for those that this one lacks: the series
    /// of a changed instance.
    package let parentField: String?

    package init(
        _ name: String, _ summary: String, isPersonal: Bool = false, titleField: String? = nil,
        requiredOneOf: [String] = [], parentField: String? = nil, fields: [FieldSpec]
    ) {
        (self.name, self.summary, self.isPersonal) = (name, summary, isPersonal)
        (self.titleField, self.fields) = (titleField, fields)
        (self.requiredOneOf, self.parentField) = (requiredOneOf, parentField)
    }

    /// The spec of a field or, for `tag/music`, of the set that it is an element of;
    /// the fields that all kinds have included.
    package func field(_ name: String) -> FieldSpec? {
        let name = FieldName(name)
        func fits(_ spec: FieldSpec) -> Bool {
            spec.isSet == (name.element != nil) && spec.name == name.base
        }
        return fields.first(where: fits) ?? Vocabulary.commonFields.first(where: fits)
    }

    /// The kind's own fields, then those that all kinds have.
    package var allFields: [FieldSpec] { fields + Vocabulary.commonFields }
}

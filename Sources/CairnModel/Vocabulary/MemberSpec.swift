/// A member of an object value.
package struct MemberSpec: Sendable {
    package let name: String
    package let type: ValueType
    package let isRequired: Bool
    package let summary: String
    /// A value for hints where that of the type says too little.
    let ownExample: String?

    package init(
        _ name: String, _ type: ValueType, isRequired: Bool = false, example: String? = nil,
        _ summary: String
    ) {
        (self.name, self.type) = (name, type)
        (self.isRequired, self.summary, ownExample) = (isRequired, summary, example)
    }
}

/// A member of an object value.
package struct MemberSpec: Sendable {
    package let name: String
    package let type: ValueType
    package let isRequired: Bool
    package let summary: String

    package init(
        _ name: String, _ type: ValueType, isRequired: Bool = false, _ summary: String
    ) {
        (self.name, self.type) = (name, type)
        (self.isRequired, self.summary) = (isRequired, summary)
    }
}

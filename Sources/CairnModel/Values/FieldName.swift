/// A field's name in its two parts (Schema/Protocol.md, section 3). Every name that the rule of
/// spelling allows has them; each of the parts may be empty.
package struct FieldName {
    /// The name of a register, or of the set that the field is an element of.
    package let base: Substring
    /// Of a set's element what follows the first slash; nil for a register.
    package let element: Substring?

    /// - Parameter name: whole: `title`, `interest/animals`.
    package init(_ name: String) {
        let slash = name.utf8.firstIndex(of: 0x2F)
        base = name[..<(slash ?? name.endIndex)]
        element = slash.map { name[name.utf8.index(after: $0)...] }
    }
}

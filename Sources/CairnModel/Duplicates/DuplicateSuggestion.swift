/// Two records that may be of one person, and why.
package struct DuplicateSuggestion: Sendable {
    /// Positions of the two in what was searched, the first the smaller.
    package let first: Int
    package let second: Int
    /// 0 to 100.
    package let score: Int
    /// What speaks for it, and then what speaks against it, in words and without values:
    /// `the given names are a name and its short form`.
    package let evidence: [String]
}

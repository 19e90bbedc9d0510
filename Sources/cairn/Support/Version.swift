/// The version of this program.
enum Version {
    static let number = "0.1.0"
    /// What `cairn --version` prints, and the `software` of a node.
    static let text = "cairn \(number)"
}

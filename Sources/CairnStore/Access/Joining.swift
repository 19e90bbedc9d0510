package import CairnModel

/// What somebody with an invitation's code says to be let in.
package struct Joining: Sendable {
    package var code: String
    package var node: NodeID
    /// The chapter that the store has, if any.
    package var log: RecordID?
    /// What the laptop is called.
    package var name: String?
    /// A token of this server's that the store has already.
    package var token: String?

    package init(
        code: String, node: NodeID, log: RecordID? = nil, name: String? = nil,
        token: String? = nil
    ) {
        (self.code, self.node, self.log, self.name, self.token) = (code, node, log, name, token)
    }
}

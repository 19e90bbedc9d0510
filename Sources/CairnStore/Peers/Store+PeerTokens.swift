internal import CairnModel
internal import Foundation

/// The tokens by which servers know this store. They are in a file of their own beside the store,
/// readable by its owner alone: a store that is copied, kept as a backup or sent to somebody who
/// helps does not carry them.
extension Store {
    private var tokensPath: String { path + "-tokens" }

    /// The token for a peer; nil where there is none.
    package func peerToken(for name: String) -> String? { peerTokens()[name] }

    /// Keeps a token for a peer, or forgets it.
    package func setPeerToken(_ token: String?, for name: String) throws {
        try FolderLock.holding(path) {
            var tokens = peerTokens()
            if tokens[name] == nil, token == nil { return }
            tokens[name] = token
            let members = tokens.sorted { $0.key < $1.key }
                .map { (key: $0.key, value: JSON.string($0.value)) }
            try DurableFile.replace(
                tokensPath, with: Array((JSON.object(members).prettyText + "\n").utf8),
                surroundings.isDurable)
        }
    }

    private func peerTokens() -> [String: String] {
        guard let data = FileManager.default.contents(atPath: tokensPath),
            let members = (try? JSON(reading: data))?.object
        else { return [:] }
        var tokens: [String: String] = [:]
        for (name, token) in members { tokens[name] = token.string }
        return tokens
    }
}

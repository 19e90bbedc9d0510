internal import AsyncHTTPClient
internal import CairnModel
package import CairnStore
internal import NIOCore

/// Finds out whether a server serves this very store already.
package enum BoardCall {
    private static let seconds: Int64 = 3

    /// Whether a server at an address awaits a key of this store. It is shown the key's hash alone,
    /// so that another program at that address learns nothing.
    ///
    /// - Parameter url: without a slash at the end.
    package static func isServed(_ store: Store, at url: String, awaiting key: String) async -> Bool
    {
        let hash = Hex.text(Hash.bytes(of: key))
        let request = HTTPClientRequest(url: "\(url)/healthz?key=\(hash)")
        let client = HTTPClient.shared
        guard let answer = try? await client.execute(request, timeout: .seconds(seconds)),
            let body = try? await answer.body.collect(upTo: 1_000),
            let json = try? JSON(reading: Array(body.readableBytesView))
        else { return false }
        return json["awaits_key"]?.bool == true
    }
}

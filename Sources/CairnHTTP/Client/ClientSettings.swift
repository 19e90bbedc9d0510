internal import AsyncHTTPClient
internal import NIOCore
internal import NIOSSL

/// How a peer is called.
package struct ClientSettings: Sendable {
    /// A file with the certificates that are trusted; nil for the system's.
    package var ca: String?
    package var connectSeconds = 10
    /// Without a byte of the answer.
    package var readSeconds = 60
    /// For one request and its answer as a whole.
    package var roundSeconds = 600

    package init(ca: String? = nil) { self.ca = ca }

    func client() throws -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        // A token must not follow to wherever somebody redirects.
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(
            connect: .seconds(Int64(connectSeconds)), read: .seconds(Int64(readSeconds)))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        configuration.decompression = .disabled
        if let ca {
            var tls = TLSConfiguration.makeClientConfiguration()
            do {
                tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(ca))
            } catch {
                throw HTTPFault(
                    .usage, "\(ca) cannot be read as a file of certificates",
                    hint: "check that it is a PEM file that you may read")
            }
            configuration.tlsConfiguration = tls
        }
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}

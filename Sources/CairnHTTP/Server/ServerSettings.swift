internal import HummingbirdTLS
internal import NIOSSL

/// Where and how a server listens.
package struct ServerSettings: Sendable {
    package var host = "127.0.0.1"
    /// 0 for any free one.
    package var port = 8420
    /// The address by which others reach it, without a slash at the end; nil where it is the one
    /// that it listens on.
    package var url: String?
    /// Files with the certificate chain and its key, PEM.
    package var certificate: String?
    package var key: String?
    /// Somebody in front of it speaks TLS.
    package var isBehindProxy = false
    /// It may be reached from elsewhere without TLS.
    package var isInsecure = false
    package var limits = ServerLimits()

    package init() {}

    /// Whether it speaks TLS itself.
    package var hasTLS: Bool { certificate != nil }

    /// - Throws: `usage` where it would speak without encryption on a network, or where one of the
    ///   two files is missing.
    package func check() throws {
        if (certificate == nil) != (key == nil) {
            throw HTTPFault(
                .usage, "a certificate and its key go together",
                hint: "give both --cert FILE and --key FILE")
        }
        if Loopback.isHost(host) || hasTLS || isBehindProxy || isInsecure { return }
        throw HTTPFault(
            .usage,
            "on \(host) anyone on the network could read along, because there is no certificate",
            hint: "give --cert and --key; or --behind-proxy if another program does TLS; "
                + "or --insecure on a network that you trust")
    }

    /// What the server needs to speak TLS; nil where it does not.
    func tlsConfiguration() throws -> TLSConfiguration? {
        guard let certificate, let key else { return nil }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            return .makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
        } catch {
            throw HTTPFault(
                .usage, "\(certificate) and \(key) cannot be read as a certificate and its key",
                hint: "check that both are PEM files that you may read")
        }
    }
}

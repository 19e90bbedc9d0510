import CairnHTTP
import CairnModel
import CairnStore
import Foundation
import TestSupport
import Testing

@Suite(.serialized)
struct TLSTests {
    /// A certificate for 127.0.0.1 that signs itself, made for the test by openssl.
    struct Certificate {
        let folder: TemporaryFolder
        var file: String { folder.file("cert.pem") }
        var key: String { folder.file("key.pem") }

        init() throws {
            folder = try TemporaryFolder()
            let openssl = Process()
            openssl.executableURL = URL(filePath: "/usr/bin/openssl")
            openssl.arguments = [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", key, "-out", file,
            ]
            openssl.standardError = FileHandle.nullDevice
            try openssl.run()
            openssl.waitUntilExit()
            #expect(openssl.terminationStatus == 0)
        }
    }

    static let hasOpenSSL = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

    @Test(
        "an exchange runs over TLS with a certificate that the client was given",
        .enabled(if: hasOpenSSL, "there is no /usr/bin/openssl to make a certificate"))
    func exchange() async throws {
        let (state, school) = (try Site(chapter: "State"), try Site(chapter: "Lincoln"))
        let certificate = try Certificate()
        let settings = ServerSettings.testing {
            ($0.certificate, $0.key) = (certificate.file, certificate.key)
        }
        let (file, home) = (certificate.file, try school.home)
        try await LiveServer.with(state, settings: settings) { server in
            var client = ClientSettings.testing()
            client.ca = file
            let answer = try await school.join(server.invitationForNew(), settings: client)
            #expect(answer.url.hasPrefix("https://127.0.0.1:"))
            #expect(try await school.sync().hasAgreed)
            #expect(try state.digest(of: home) == school.digest(of: home))
        }
        withExtendedLifetime(certificate) {}
    }

    @Test(
        "a certificate that nobody vouches for is not trusted",
        .enabled(if: hasOpenSSL, "there is no /usr/bin/openssl to make a certificate"))
    func untrusted() async throws {
        let (state, school) = (try Site(chapter: "State"), try Site(chapter: "Lincoln"))
        let certificate = try Certificate()
        let settings = ServerSettings.testing {
            ($0.certificate, $0.key) = (certificate.file, certificate.key)
        }
        try await LiveServer.with(state, settings: settings) { server in
            let error = await #expect(throws: HTTPFault.self) {
                try await school.join(server.invitationForNew())
            }
            #expect(error?.code == .untrusted)
        }
        withExtendedLifetime(certificate) {}
    }

    @Test("on another address than loopback a server without TLS does not start")
    func refusesOpenAddress() throws {
        for host in ["0.0.0.0", "::", "192.168.1.4", "example.org"] {
            let open = ServerSettings.testing { $0.host = host }
            #expect(throws: HTTPFault.self) { try open.check() }
            let proxied = ServerSettings.testing {
                ($0.host, $0.isBehindProxy) = (host, true)
            }
            try proxied.check()
            let insecure = ServerSettings.testing { ($0.host, $0.isInsecure) = (host, true) }
            try insecure.check()
        }
        for host in ["127.0.0.1", "localhost", "::1"] {
            try ServerSettings.testing { $0.host = host }.check()
        }
        let half = ServerSettings.testing { $0.certificate = "cert.pem" }
        #expect(throws: HTTPFault.self) { try half.check() }
    }
}

import CairnHTTP
import Testing

/// Which addresses count as this machine itself.
struct LoopbackTests {
    @Test(
        "is this machine's own name or address alone, not what begins like one",
        arguments: [
            ("http://localhost:8420", false), ("http://LOCALHOST", false),
            ("http://127.0.0.1:8420", false), ("http://127.3.2.1", false),
            ("http://[::1]:8420", false), ("http://127.evil.org", true),
            ("http://127.0.0.1.evil.org", true), ("http://127.0.0.1@evil.org", true),
            ("http://127.0.0.1:80@evil.org", true), ("http://localhost.evil.org", true),
            ("http://[::2]", true), ("http://192.168.1.4", true), ("https://evil.org", false),
        ])
    func open(url: String, isOpen: Bool) throws {
        #expect(try JoinCall(invitation: "\(url)/join/abc").isOpen == isOpen)
    }

    @Test(
        "is where a server may listen without TLS",
        arguments: [
            ("127.0.0.1", true), ("localhost", true), ("::1", true), ("127.evil.org", false),
            ("0.0.0.0", false), ("::", false), ("1270.0.0.1", false),
        ])
    func listening(host: String, isAllowed: Bool) {
        var settings = ServerSettings()
        settings.host = host
        #expect(((try? settings.check()) != nil) == isAllowed)
    }
}

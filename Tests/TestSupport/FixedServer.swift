internal import Foundation

/// Answers every request with fixed bytes: what no server of ours would say.
package final class FixedServer: Sendable {
    package let port: Int
    private let listener: Int32

    package init(_ answer: [UInt8]) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (listener, size) = (listener, length)
        let isBound = withUnsafeMutableBytes(of: &address) { bytes in
            let address = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress!
            return bind(listener, address, size) == 0 && listen(listener, 1) == 0
                && getsockname(listener, address, &length) == 0
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                if connection < 0 { return }
                var room = [UInt8](repeating: 0, count: 1 << 16)
                _ = recv(connection, &room, room.count, 0)
                _ = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
                Foundation.shutdown(connection, Int32(SHUT_WR))
                // What the client sends on must be taken, or it finds a broken connection.
                while recv(connection, &room, room.count, 0) > 0 {}
                close(connection)
            }
        }
    }

    // To close it would not wake the thread that waits for a connection.
    deinit {
        Foundation.shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// An answer with status 200 and that exchange.
    package static func exchange(_ body: [UInt8]) -> [UInt8] {
        Array(
            """
            HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r
            Content-Length: \(body.count)\r\nConnection: close\r\n\r\n
            """.utf8) + body
    }
}

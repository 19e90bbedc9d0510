internal import Crypto

/// SHA-256 (FIPS 180-4), whole or in pieces.
///
/// Every digest of the change log is one of these: heads, check lines, derived ids, conflict ids.
package struct Hash {
    private var state = SHA256()

    /// Starts an empty hash.
    package init() {}

    /// Adds bytes.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        state.update(bufferPointer: bytes)
    }

    /// Adds bytes.
    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
    }

    /// Adds the UTF-8 bytes of a text.
    package mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { state.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }

    /// The 32 bytes of the digest of everything added so far; more may be added afterwards.
    package func bytes() -> [UInt8] { Array(state.finalize()) }

    /// The digest in 64 lower-case hex digits.
    package func hex() -> String {
        var out: [UInt8] = []
        appendHex(to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Appends those digits.
    package func appendHex(to out: inout [UInt8]) {
        state.finalize().withUnsafeBytes { digest in
            for place in stride(from: 0, to: digest.count, by: 4) {
                let word = digest.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                withUnsafeBytes(of: Hex.digits(UInt64(word.bigEndian)).bigEndian) {
                    out.append(contentsOf: $0)
                }
            }
        }
    }

    /// The 32 bytes of the digest of a text's UTF-8.
    package static func bytes(of text: String) -> [UInt8] {
        var hash = Hash()
        hash.update(text)
        return hash.bytes()
    }

    /// The head of a line: the first 132 bits of its digest (the line without its LF).
    package static func head(of line: UnsafeRawBufferPointer) -> Head {
        var state = SHA256()
        state.update(bufferPointer: line)
        return state.finalize().withUnsafeBytes { Head(digest: $0) }
    }
}

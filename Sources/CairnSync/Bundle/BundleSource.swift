internal import Foundation

/// A bundle as a stream of bytes: a file, or standard input for `-`.
package struct BundleSource: ~Copyable {
    private static let chunkBytes = 256 * 1024

    /// The file's name as it was given.
    package let name: String
    /// The file's size; nil for a stream.
    package let size: Int?
    private let descriptor: Int32
    /// Bytes read so far.
    package private(set) var position = 0

    /// - Throws: `not-found`, `unreadable`.
    package init(_ name: String) throws {
        self.name = name
        if name == "-" {
            (descriptor, size) = (0, nil)
            return
        }
        let descriptor = open(name, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 {
            let isMissing = errno == ENOENT
            throw SyncFault(
                isMissing ? .notFound : .unreadable,
                isMissing ? "there is no file \(name)" : "\(name) may not be opened",
                hint: "check the name, the folder and who owns the file")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw SyncFault(
                .unreadable, "\(name) is a folder, not a bundle", hint: "name the file inside it")
        }
        self.descriptor = descriptor
        size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// The next bytes; nil at the end.
    package mutating func next() throws -> [UInt8]? {
        while true {
            var failure: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { buffer, count in
                let got = read(descriptor, buffer.baseAddress, Self.chunkBytes)
                if got < 0 { failure = errno }
                count = max(0, got)
            }
            if failure == EINTR { continue }
            if failure != 0 {
                throw SyncFault(
                    .unreadable,
                    "\(name) cannot be read: \(String(cString: strerror(failure)))",
                    hint: "copy the file to this laptop and read the copy")
            }
            position += chunk.count
            return chunk.isEmpty ? nil : chunk
        }
    }
}

internal import CairnStore
internal import Foundation

/// Where a bundle is written: standard output for `-`, else a file for its owner alone that takes
/// its name only once it is whole and on the disk.
///
/// What goes to standard output, a device or a pipe is collected in a nameless file first: its
/// reader may be slow, and whoever writes to the store meanwhile must not wait for it.
package final class BundleTarget {
    private let name: String
    private let temporary: String?
    private var descriptor: Int32
    /// Where the collected bytes go at the end; nil for an ordinary file.
    private let outlet: Int32?

    /// - Throws: `unwritable`.
    package init(_ name: String) throws {
        self.name = name
        if name == "-" {
            (temporary, outlet) = (nil, 1)
            descriptor = Self.namelessFile()
            if descriptor < 0 { throw failure(errno) }
            return
        }
        var status = stat()
        let isThere = stat(name, &status) == 0
        let isSpecial = isThere && status.st_mode & S_IFMT != S_IFREG
        if isThere, !isSpecial, status.st_size > 0, !Self.isBundle(name) {
            throw SyncFault(
                .unwritable, "\(name) is there already and is no bundle",
                hint: "choose another name")
        }
        if isSpecial {
            temporary = nil
            outlet = open(name, O_WRONLY | O_CLOEXEC)
            descriptor = outlet == -1 ? -1 : Self.namelessFile()
        } else {
            outlet = nil
            let path = name + ".part"
            temporary = path
            unlink(path)
            descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        }
        if descriptor < 0 { throw failure(errno) }
    }

    deinit { abandon() }

    /// Whether a file begins as a bundle does; nothing else is ever written over.
    private static func isBundle(_ name: String) -> Bool {
        let file = open(name, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        let start = Array("{\"cairn\"".utf8)
        var bytes = [UInt8](repeating: 0, count: start.count)
        return Foundation.read(file, &bytes, bytes.count) == start.count && bytes == start
    }

    /// A file that only this process can reach, and that goes with it.
    private static func namelessFile() -> Int32 {
        var path = Array((NSTemporaryDirectory() + "/cairn-XXXXXX").utf8CString)
        let file = mkstemp(&path)
        if file >= 0 { unlink(path) }
        return file
    }

    package func write(_ bytes: [UInt8]) throws { try write(bytes, to: descriptor) }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 {
                done += count
            } else if errno != EINTR {
                throw failure(errno)
            }
        }
    }

    /// Makes the file whole under its name.
    package func finish() throws {
        if let outlet { return try pour(into: outlet) }
        guard let temporary else { return }
        guard fsync(descriptor) == 0 else { throw failure(errno) }
        guard close(descriptor) == 0 else {
            descriptor = -1
            throw failure(errno)
        }
        descriptor = -1
        guard rename(temporary, name) == 0 else { throw failure(errno) }
        Folder.flush(of: name)
    }

    private func pour(into outlet: Int32) throws {
        lseek(descriptor, 0, SEEK_SET)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(errno) }
            if count == 0 { break }
            try write(Array(buffer[..<count]), to: outlet)
        }
        if outlet > 2, close(outlet) != 0 { throw failure(errno) }
    }

    /// Takes away what was begun and not finished.
    private func abandon() {
        guard descriptor > 1 else { return }
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    private func failure(_ number: Int32) -> SyncFault {
        let what = name == "-" ? "the bundle" : name
        switch number {
        case ENOSPC:
            return SyncFault(
                .unwritable, "the disk is full: \(what) was not written",
                hint: "make room, or choose another disk, and write the bundle again")
        case EPIPE:
            return SyncFault(
                .unwritable, "nobody reads the bundle to its end",
                hint: "check the program that it is piped to")
        default:
            return SyncFault(
                .unwritable, "\(what) cannot be written: \(String(cString: strerror(number)))",
                hint: "choose a folder that you may write to")
        }
    }
}

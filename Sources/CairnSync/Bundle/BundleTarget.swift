internal import Foundation

/// Where a bundle is written: standard output for `-`, else a file for its owner alone that takes
/// its name only once it is whole and on the disk.
///
/// A name that is no ordinary file (a device, a pipe) is written to directly.
package final class BundleTarget {
    private let name: String
    private let temporary: String?
    private var descriptor: Int32

    /// - Throws: `unwritable`.
    package init(_ name: String) throws {
        self.name = name
        if name == "-" {
            (temporary, descriptor) = (nil, 1)
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
            descriptor = open(name, O_WRONLY | O_CLOEXEC)
        } else {
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

    package func write(_ bytes: [UInt8]) throws {
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
        guard let temporary else { return }
        guard fsync(descriptor) == 0 else { throw failure(errno) }
        guard close(descriptor) == 0 else {
            descriptor = -1
            throw failure(errno)
        }
        descriptor = -1
        guard rename(temporary, name) == 0 else { throw failure(errno) }
        flushFolder()
    }

    private func flushFolder() {
        let parent = (name as NSString).deletingLastPathComponent
        let folder = open(parent.isEmpty ? "." : parent, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        _ = fsync(folder)
        close(folder)
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

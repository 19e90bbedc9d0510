internal import CairnModel
internal import Foundation
internal import Synchronization

/// The sidecar of a store as it is on the disk, read anew only where somebody has replaced it.
///
/// Sidecars are replaced as whole files. As long as the one that was read is held open, no other
/// file can have its inode, so that the same inode means the same sidecar.
final class SidecarFile: Sendable {
    private struct Stamp: Equatable {
        let file: FileMark
        let size: off_t
        let seconds: Int
        let nanoseconds: Int

        init(_ status: stat) {
            (file, size) = (FileMark(status), status.st_size)
            (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        }
    }

    private struct State {
        var descriptor: Int32 = -1
        var stamp: Stamp?
        var sidecar: Sidecar?
        /// Whether this process has flushed it to the disk.
        var isFlushed = false
        /// What tells the store's file from a copy, while it is this file.
        var mark: (file: FileMark, text: String)?
    }

    private let store: String
    private let state = Mutex(State())

    init(of store: String) { self.store = store }

    deinit { state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } } }

    /// The sidecar; nil where there is none or it cannot be read.
    func current() -> Sidecar? {
        state.withLock { state in
            refresh(&state)
            return state.sidecar
        }
    }

    /// The sidecar where this process has flushed it to the disk; nil for any other.
    func flushed() -> Sidecar? {
        state.withLock { state in
            refresh(&state)
            return state.isFlushed ? state.sidecar : nil
        }
    }

    /// Replaces the sidecar; to be called with the folder locked.
    ///
    /// - Parameter isDurable: whether to wait for the disk.
    func replace(with sidecar: Sidecar, isDurable: Bool) throws {
        let descriptor = try DurableFile.replaceAndHold(
            Sidecar.path(of: store), with: sidecar.text, isDurable)
        state.withLock { state in
            if state.descriptor >= 0 { close(state.descriptor) }
            state.descriptor = descriptor
            var status = stat()
            state.stamp = fstat(descriptor, &status) == 0 ? Stamp(status) : nil
            (state.sidecar, state.isFlushed) = (sidecar, isDurable)
        }
    }

    /// Waits until the sidecar as it is here is on the disk; to be called with the folder locked.
    func flush() throws {
        try state.withLock { state in
            try DurableFile.flush(state.descriptor, Sidecar.path(of: store))
            state.isFlushed = true
        }
    }

    /// What tells this store file from a copy of it on the same machine.
    func mark() -> String {
        guard let file = FileMark(of: store) else { return Sidecar.fileMark(of: store) }
        return state.withLock { state in
            if let mark = state.mark, mark.file == file { return mark.text }
            let text = Sidecar.fileMark(of: store)
            state.mark = (file, text)
            return text
        }
    }

    private func refresh(_ state: inout State) {
        let path = Sidecar.path(of: store)
        var status = stat()
        guard stat(path, &status) == 0 else { return forget(&state) }
        if state.stamp == Stamp(status) { return }
        forget(&state)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        state.descriptor = descriptor
        guard fstat(descriptor, &status) == 0 else { return }
        state.stamp = Stamp(status)
        state.sidecar = Sidecar(Self.bytes(descriptor, count: Int(status.st_size)))
    }

    private func forget(_ state: inout State) {
        if state.descriptor >= 0 { close(state.descriptor) }
        state.descriptor = -1
        (state.stamp, state.sidecar, state.isFlushed) = (nil, nil, false)
    }

    private static func bytes(_ descriptor: Int32, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, 0))
        }
    }
}

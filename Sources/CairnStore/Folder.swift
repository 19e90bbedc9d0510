internal import Foundation

/// The folder that a file is in, the current one for a bare name.
package enum Folder {
    /// A descriptor of it; negative where it cannot be opened.
    static func open(of path: String) -> Int32 {
        let folder = (path as NSString).deletingLastPathComponent
        return Foundation.open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
    }

    /// Waits until the names in it are on the disk, so that they survive a loss of power.
    package static func flush(of path: String) {
        let folder = open(of: path)
        guard folder >= 0 else { return }
        _ = fsync(folder)
        close(folder)
    }
}

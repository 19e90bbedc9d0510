internal import Foundation

/// Which file a name stands for: two that are open at a time never have the same.
struct FileMark: Equatable {
    let device: dev_t
    let inode: ino_t

    /// Nil where there is no file of that name.
    init?(of path: UnsafePointer<CChar>) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init(_ status: stat) { (device, inode) = (status.st_dev, status.st_ino) }
}

package import Foundation

/// Where the project's files are, found from this source file.
package enum ProjectFolder {
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file of the project, by its path from the root.
    package static func file(_ path: String) -> URL { root.appending(path: path) }

    /// Real input beside the project; nil where it is not there.
    package static func realData(_ name: String) -> URL? {
        let url = root.deletingLastPathComponent().appending(path: "shared/data/\(name)")
        return FileManager.default.fileExists(atPath: url.path) ? url : nil
    }
}

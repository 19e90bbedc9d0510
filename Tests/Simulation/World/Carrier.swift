internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import Foundation
internal import TestSupport

/// Sticks: the project's own bundles, in files.
enum Carrier {
    /// The bytes of a bundle that a store writes.
    static func bundle(
        _ site: Site, includesPeople: Bool, base: Vector?, in folder: TemporaryFolder
    ) throws -> [UInt8] {
        let path = folder.file("written")
        var choice = BundleLogs()
        choice.takesAll = true
        choice.includesPeople = includesPeople
        _ = try BundleWriter.write(
            site.opened(), choice, since: base, wall: site.machine.wall,
            to: BundleTarget(path), progress: { _ in })
        return try Array(Data(contentsOf: URL(filePath: path)))
    }

    /// - Returns: false where the file is refused as a whole.
    static func read(
        _ bytes: [UInt8], into site: Site, in folder: TemporaryFolder
    ) throws -> Bool {
        let path = folder.file("read")
        try Data(bytes).write(to: URL(filePath: path))
        do {
            _ = try BundleReader.read(
                BundleSource(path), into: site.opened(), takes: { _ in true },
                progress: { _, _ in })
            return true
        } catch is SyncFault {
            return false
        }
    }
}

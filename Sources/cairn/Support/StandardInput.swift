import Foundation

/// What is piped into a command.
enum StandardInput {
    /// A program may hand over as much as this.
    private static let bytesMax = 64 * 1024 * 1024

    /// All of it.
    static func text() throws -> [UInt8] {
        let data = try FileHandle.standardInput.read(upToCount: bytesMax + 1) ?? Data()
        guard data.count <= bytesMax else {
            throw CommandFault.usage(
                "standard input is longer than \(bytesMax / 1024 / 1024) MiB",
                hint: "hand it over in parts")
        }
        return Array(data)
    }
}

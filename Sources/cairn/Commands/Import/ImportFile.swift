import Foundation

/// The file that an import reads, or standard input.
enum ImportFile {
    /// The bytes of a file; `-` is standard input.
    static func read(_ file: String) throws -> [UInt8] {
        if file == "-" { return try StandardInput.text() }
        do {
            return Array(try Data(contentsOf: URL(filePath: file)))
        } catch {
            throw FileManager.default.fileExists(atPath: file)
                ? CommandFault(
                    .notPermitted, "unreadable", "\(file) cannot be read",
                    hint: "check that it is a file and that you may read it")
                : CommandFault.notFound(
                    "there is no file \(file)", hint: "check its name and folder")
        }
    }
}

internal import CairnModel
internal import Foundation

/// The small file beside a store that a copy or a backup of the store does not carry: by it a
/// store notices that it is elsewhere, or behind what it has given out (Schema/Protocol.md,
/// Identity). It also keeps who works on this laptop.
struct Sidecar: Equatable {
    var machine: String
    /// Path and inode of the store file.
    var file: String
    var node: NodeID
    /// The last seq given out in each log.
    var seqs: [RecordID: Int64]
    /// The volunteer who works here, as `by` names one.
    var me: String?

    /// Where the sidecar of a store is.
    static func path(of store: String) -> String { store + "-node" }

    /// What tells this store file from a copy of it on the same machine.
    static func fileMark(of store: String) -> String {
        guard let file = FileMark(of: store) else { return store }
        let real = realpath(store, nil)
        defer { free(real) }
        return "\(real.map { String(cString: $0) } ?? store)#\(file.inode)"
    }

    /// Reads the file's bytes; nil where they are no sidecar.
    init?(_ bytes: [UInt8]) {
        guard let json = try? JSON(reading: bytes), let machine = json["machine"]?.string,
            let file = json["file"]?.string,
            let node = json["node"]?.string.flatMap({ NodeID($0) })
        else { return nil }
        (self.machine, self.file, self.node) = (machine, file, node)
        me = json["me"]?.string
        seqs = [:]
        for (log, seq) in json["seq"]?.object ?? [] {
            if let id = RecordID(log), let number = seq.integer { seqs[id] = number }
        }
    }

    init(machine: String, file: String, node: NodeID, me: String?) {
        (self.machine, self.file, self.node, self.me) = (machine, file, node, me)
        seqs = [:]
    }

    /// The file's bytes.
    var text: [UInt8] {
        let seqs = seqs.sorted { $0.key < $1.key }.map { log, seq in
            (key: log.description, value: JSON.integer(seq))
        }
        let json: JSON = [
            "machine": .string(machine), "file": .string(file),
            "node": .string(node.description), "seq": .object(seqs),
            "me": me.map { .string($0) } ?? .null,
        ]
        return Array((json.prettyText + "\n").utf8)
    }
}

/// Replaces a file in one step, so that a crash leaves the old one or the new one. To be called
/// with the folder locked.
enum DurableFile {
    static func replace(_ path: String, with bytes: [UInt8], _ isDurable: Bool) throws {
        close(try replaceAndHold(path, with: bytes, isDurable))
    }

    /// The same; hands out the new file's descriptor, which the caller closes.
    static func replaceAndHold(
        _ path: String, with bytes: [UInt8], _ isDurable: Bool
    ) throws -> Int32 {
        let temporary = path + ".new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(path) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else {
                let fault = failure(path)
                close(file)
                unlink(temporary)
                throw fault
            }
            written += count
        }
        guard !isDurable || fsync(file) == 0, rename(temporary, path) == 0 else {
            let fault = failure(path)
            close(file)
            unlink(temporary)
            throw fault
        }
        if isDurable { Folder.flush(of: path) }
        return file
    }

    /// Waits until a file that is open is on the disk under its name.
    static func flush(_ file: Int32, _ path: String) throws {
        guard fsync(file) == 0 else { throw failure(path) }
        Folder.flush(of: path)
    }

    private static func failure(_ path: String) -> StoreError {
        let reason = String(cString: strerror(errno))
        return errno == ENOSPC
            ? StoreError(
                .diskFull, "the disk is full; \(path) could not be written",
                hint: "make room and run the command again")
            : StoreError(
                .readOnly, "\(path) could not be written: \(reason)",
                hint: "check who owns the file and its folder")
    }
}

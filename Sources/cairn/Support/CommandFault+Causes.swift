import ArgumentParser
import CairnHTTP
import CairnModel
import CairnStore
import CairnSync
import Foundation

extension CommandFault {
    /// Whatever stopped a command, as one of ours.
    ///
    /// - Parameter arguments: what the command was called with.
    init(any error: any Error, arguments: [String] = []) {
        switch error {
        case let fault as CommandFault: self = fault
        case let error as StoreError:
            self.init(
                ExitStatus(error.code), error.code.rawValue, error.reason, hint: error.hint)
        case let fault as SyncFault: self.init(fault)
        case let fault as HTTPFault: self.init(fault)
        case let fault as FieldFault:
            self.init(
                .usage, fault.code, fault.reason, hint: fault.hint(typedIn: arguments))
        case let fault as MomentFault:
            self.init(.usage, "invalid_value", fault.reason, hint: fault.hint)
        case let fault as JSON.Fault:
            self.init(
                .usage, "invalid_value",
                "that is not JSON: \(fault.reason) at byte \(fault.offset)",
                hint: "check the text around that place")
        case let error as CocoaError: self.init(file: error)
        case _ where Cairn.exitCode(for: error) == .validationFailure:
            self = ParserFault(error: error, arguments: arguments).fault
        default:
            self.init(.failed, "failed", "\(error)", hint: "run cairn doctor to check the store")
        }
    }

    /// A file that cannot be read or written.
    private init(file error: CocoaError) {
        let path = error.filePath ?? "the file"
        switch error.code {
        case .fileNoSuchFile, .fileReadNoSuchFile:
            self.init(
                .notFound, "not-found", "there is no file \(path)",
                hint: "check the name and the folder")
        case .fileReadNoPermission, .fileWriteNoPermission:
            self.init(
                .notPermitted, "not-permitted", "\(path) may not be opened",
                hint: "check who owns the file and its folder")
        case .fileWriteOutOfSpace:
            self.init(
                .failed, "disk-full", "the disk is full: \(path) was not written",
                hint: "make room and run the command again")
        default:
            self.init(
                .failed, "failed", "\(path) cannot be used",
                hint: "check that it is an ordinary file that you may open")
        }
    }
}

import CairnHTTP
import CairnSync

extension CommandFault {
    /// What stopped a server or an exchange with one.
    init(_ fault: HTTPFault) {
        let status: ExitStatus =
            switch fault.code {
            case .unreachable, .notAServer, .untrusted, .busy: .peerUnreachable
            case .unauthorized, .forbidden, .notInvited: .notPermitted
            case .usage: .usage
            case .needsUpgrade, .refused: .failed
            }
        self.init(status, fault.code.rawValue, fault.reason, hint: fault.hint)
    }
}

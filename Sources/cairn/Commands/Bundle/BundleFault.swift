import CairnSync

extension CommandFault {
    /// What stopped an exchange or a bundle as a whole.
    init(_ fault: SyncFault) {
        let status: ExitStatus =
            switch fault.code {
            case .notFound, .ambiguous: .notFound
            case .notAnExchange, .sealed, .needsUpgrade, .tooLarge, .unreadable, .unwritable:
                .failed
            }
        self.init(status, fault.code.rawValue, fault.reason, hint: fault.hint)
    }
}

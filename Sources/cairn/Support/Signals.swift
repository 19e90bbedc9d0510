import Foundation

/// What the process does on a signal.
enum Signals {
    /// Interrupted work leaves at once: the store's transaction ends with the process, unwritten.
    /// A closed pipe is told by `write`, not by a signal.
    static func prepare() {
        // Whoever started this may have handed on a mask that holds the signal back.
        var interrupts = sigset_t()
        sigemptyset(&interrupts)
        sigaddset(&interrupts, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &interrupts, nil)
        signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
        signal(SIGPIPE, SIG_IGN)
    }
}

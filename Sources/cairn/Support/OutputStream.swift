import Foundation

/// One of the process's outputs: whether a person watches it, how wide it is, and in what colours.
struct OutputStream: Sendable {
    let descriptor: Int32
    let isTerminal: Bool
    private let hasColour: Bool

    /// The meanings that text may have on a terminal; nothing is told by colour alone.
    enum Style: String, CaseIterable {
        case quiet = "2"
        case strong = "1"
        case alarm = "31"
        case warning = "33"
        case good = "32"

        /// What begins it (ECMA-48, SGR).
        var sequence: String { "\u{1B}[\(rawValue)m" }
    }

    init(descriptor: Int32) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        let environment = ProcessInfo.processInfo.environment
        hasColour =
            isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
            && environment["TERM"] != "dumb"
    }

    /// Columns of the terminal.
    var width: Int {
        if let text = ProcessInfo.processInfo.environment["COLUMNS"], let columns = Int(text),
            columns > 0
        {
            return columns
        }
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            return Int(size.ws_col)
        }
        return 80
    }

    func style(_ text: String, _ style: Style) -> String {
        hasColour && !text.isEmpty
            ? TerminalText.own(style.sequence) + text + TerminalText.plain : text
    }

    /// Writes all of it, to a terminal without what could play tricks there. Where nobody reads any
    /// more the process ends quietly; where the disk behind a redirection is full it ends with an
    /// error.
    func write(_ text: String) {
        var text = isTerminal ? TerminalText.safe(text) : text
        text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = Foundation.write(descriptor, Array(rest), rest.count)
                if written >= 0 {
                    rest = rest.dropFirst(written)
                } else if errno != EINTR {
                    fail(errno)
                }
            }
        }
    }

    private func fail(_ number: Int32) {
        if number == EPIPE { Console.leave(.done) }
        guard descriptor == 1 else { Console.leave(.failed) }
        ErrorReport.print(
            CommandFault(
                .failed, "failed",
                "the output cannot be written: \(String(cString: strerror(number)))",
                hint: "check the file or device that it goes to"), asJSON: false)
        Console.leave(.failed)
    }
}

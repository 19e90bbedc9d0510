import CairnModel
import Foundation

/// Standard output, for data, and standard error, for everything else.
enum Console {
    /// Where data goes.
    static let output = OutputStream(descriptor: 1)
    /// Where notes, warnings, progress and errors go.
    static let errors = OutputStream(descriptor: 2)
    /// Whether a person can be asked.
    static var canAsk: Bool { isatty(0) == 1 && errors.isTerminal }

    /// Data, with a line end.
    static func print(_ text: String) { output.write(text + "\n") }

    /// A sentence beside the data, on one line whatever the names in it hold.
    static func note(_ text: String) {
        // A terminal's own gate looks at the rest, and lets styles pass.
        let line =
            errors.isTerminal
            ? String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }) : VisibleText.line(text)
        errors.write(line + "\n")
    }

    /// A sentence about something that was done all the same; its full stop may be left out.
    static func warn(_ text: String) {
        let end = text.hasSuffix(".") ? "" : "."
        note("\(errors.style("warning:", .warning)) \(text)\(end)")
    }

    /// Asks a question on the terminal; nil at the end of input.
    static func ask(_ question: String) -> String? {
        errors.write(question + " ")
        return readLine()
    }

    /// Asks a question that has yes or no as its answer.
    static func confirm(_ question: String) -> Bool {
        let answer = ask("\(question) [y/N]")?.lowercased() ?? ""
        return ["y", "yes"].contains(answer)
    }

    static func leave(_ status: ExitStatus) -> Never { leave(raw: status.rawValue) }
    static func leave(raw status: Int32) -> Never { exit(status) }
}

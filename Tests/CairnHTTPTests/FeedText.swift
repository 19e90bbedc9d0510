import Foundation

/// A calendar as a test reads it: the lines with their folds undone.
struct FeedText {
    private let lines: [String]

    init(_ text: String) {
        lines = text.replacing("\r\n ", with: "").components(separatedBy: "\r\n")
    }

    /// What its components are called, ascending.
    var summaries: [String] {
        lines.filter { $0.hasPrefix("SUMMARY:") }.map { String($0.dropFirst(8)) }.sorted()
    }

    /// The lines of the component of that name.
    func component(_ summary: String) -> [String] {
        guard let place = lines.firstIndex(of: "SUMMARY:\(summary)"),
            let start = lines[..<place].lastIndex(where: { $0.hasPrefix("BEGIN:") }),
            let end = lines[place...].firstIndex(where: { $0.hasPrefix("END:") })
        else { return [] }
        return Array(lines[start...end])
    }
}

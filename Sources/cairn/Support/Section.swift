/// A part of what `show` prints, below the record itself.
enum Section {
    /// A heading and a table; an empty table prints nothing. In a pipe a blank line and the
    /// heading alone on its line stand before the rows.
    static func print(_ heading: String, _ table: Table) throws {
        guard !table.isEmpty else { return }
        Console.print("\n" + Console.output.style(heading, .strong))
        table.print(ifEmpty: "")
    }
}

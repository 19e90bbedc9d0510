/// What an import would do: the edits, and everything that a person should see before it.
package struct ImportPlan: Sendable {
    /// A column and the field that it goes to.
    package struct Mapped: Hashable, Sendable {
        package let column: String
        /// `title`, `when.start`, `tag`, `consent/photo`.
        package let target: String
        /// `by its name` or `by --map`.
        package let how: String
    }

    /// A row that is not imported, with the cell that is to blame.
    package struct Refused: Hashable, Sendable {
        /// The line of the file where the row begins.
        package let line: Int
        package let column: String
        package let value: String
        /// `invalid_value`, `missing_value`, `too_many_cells`, `unterminated_quote`,
        /// `duplicate_identifier`.
        package let code: String
        package let reason: String
    }

    package let header: [String]
    package let mapping: [Mapped]
    /// Columns that no field takes.
    package let leftOut: [String]
    /// What a person should know of how the file was read.
    package let notes: [String]
    /// Samples of how dates were read.
    package let readings: [String]
    /// A create for each row that can be imported, in the order of the file.
    package var edits: [(line: Int, edit: Edit)]
    package let refused: [Refused]
    /// Records that were exported from here in a form that does not hold all of them, so that what
    /// the file says of them is no correction.
    package var pictures: Set<RecordID> = []
    /// Rows of the file: those of `edits` and those of `refused`.
    package var rows: Int { edits.count + refused.count }
}

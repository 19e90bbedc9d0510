/// Why a cell's text is no value of its field.
struct CellFault: Error {
    /// `invalid_value` or `missing_value`.
    let code: String
    let reason: String
    /// The column to blame where it is another than the one being read.
    var column: Int?
    /// The property to blame, of a calendar file.
    var property: String?

    init(_ reason: String, code: String = "invalid_value", column: Int? = nil) {
        (self.code, self.reason, self.column) = (code, reason, column)
    }
}

extension JSON {
    /// The local start of a value such as `when` or `due`, or its day where it takes whole days
    /// or is not known closer; nil for what has neither as a text.
    package var startText: String? { (self["start"] ?? self["date"])?.string }
}

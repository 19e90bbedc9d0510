extension String {
    /// Without white space at both ends, the no-break space of spreadsheets included.
    var trimmedOfSpace: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

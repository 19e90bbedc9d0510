/// What stands between a `BEGIN` and its `END`.
struct ICSComponent {
    /// In capitals: `VEVENT`.
    let name: String
    /// The line of its `BEGIN`.
    let line: Int
    var lines: [ICSLine] = []
    var children: [ICSComponent] = []
    /// Whether its `END` was there.
    var isClosed = false

    init(name: String, line: Int) { (self.name, self.line) = (name, line) }

    /// The first property of that name.
    subscript(name: String) -> ICSLine? { lines.first { $0.name == name } }

    /// The text of a property; nil where it is not there or empty.
    func text(_ name: String) -> String? {
        guard let line = self[name] else { return nil }
        let text = ICSText.plain(line.value).trimmedOfSpace
        return text.isEmpty ? nil : text
    }

    func all(_ names: String...) -> [ICSLine] { lines.filter { names.contains($0.name) } }
}

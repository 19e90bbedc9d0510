/// A content line of a calendar file: `DTSTART;TZID=Europe/Berlin:20260404T190000`.
struct ICSLine: Hashable {
    /// In capitals.
    let name: String
    /// Names in capitals, values without their quotes.
    let parameters: [Parameter]
    let value: String
    /// The line of the file where it begins.
    let line: Int

    struct Parameter: Hashable {
        let name: String
        let value: String
    }

    /// Nil for a line that has no name and value.
    init?(_ text: String, line: Int) {
        var rest = text[...]
        let name = rest.prefix { $0 != ":" && $0 != ";" }
        rest = rest.dropFirst(name.count)
        var parameters: [Parameter] = []
        while rest.first == ";" {
            rest.removeFirst()
            let parameter = Self.parameter(&rest)
            if let parameter { parameters.append(parameter) }
        }
        let cleaned = String(name).trimmedOfSpace.uppercased()
        guard rest.first == ":", !cleaned.isEmpty else { return nil }
        self.name = cleaned
        self.parameters = parameters
        self.line = line
        value = String(rest.dropFirst())
    }

    /// The value of a parameter, the first of several.
    func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// Takes a parameter off the front; what stands between quotes may hold any character.
    private static func parameter(_ rest: inout Substring) -> Parameter? {
        let name = rest.prefix { $0 != "=" && $0 != ";" && $0 != ":" }
        rest = rest.dropFirst(name.count)
        guard rest.first == "=" else { return nil }
        rest.removeFirst()
        var (value, isQuoted) = ("", false)
        // A quote that nothing closes is a character like others.
        let hasPair = rest.count(where: { $0 == "\"" }) % 2 == 0
        while let character = rest.first, isQuoted || (character != ";" && character != ":") {
            rest.removeFirst()
            if character == "\"", hasPair { isQuoted.toggle() } else { value.append(character) }
        }
        return Parameter(
            name: String(name).trimmedOfSpace.uppercased(),
            value: ICSText.parameter(value.trimmedOfSpace))
    }
}

/// A DURATION of a calendar file: `PT1H30M`, `P1D`, `P2W`.
enum ICSDuration {
    /// Minutes that one may have: ten years.
    static let minutesMax = 5_260_000

    /// Its minutes, seconds rounded down; nil for what is none, is negative or is too long.
    static func minutes(_ text: String) -> Int? {
        var rest = text.uppercased()[...]
        if rest.first == "+" { rest.removeFirst() }
        guard rest.popFirst() == "P", !rest.isEmpty else { return nil }
        var (total, number, isTime) = (0, "", false)
        for character in rest {
            switch (character, isTime) {
            case ("0"..."9", _): number.append(character)
            case ("T", false) where number.isEmpty: isTime = true
            case ("W", false), ("D", false), ("H", true), ("M", true), ("S", true):
                guard number.utf8.count <= 9, let value = Int(number) else { return nil }
                total += character == "S" ? value / 60 : value * (units[character] ?? 0)
                number = ""
            default: return nil
            }
        }
        return number.isEmpty && total <= minutesMax ? total : nil
    }

    private static let units: [Character: Int] = ["W": 10_080, "D": 1440, "H": 60, "M": 1]
}
